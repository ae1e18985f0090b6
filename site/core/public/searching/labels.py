"""How the search page shows numbers, in the language that is active."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language.isolates import of_own_direction
from core.public.figures import figure, page_of


def title_of(count: int, text: str, page: int = 1, pages: int = 1) -> str:
    """Return how many results there are for a text, as plain text, and which page it is.

    >>> title_of(0, "") == "Search"
    True
    """
    found = _heading(count, text) % {"count": figure(count), "query": of_own_direction(text)}
    return f"{found} · {page_of(page, pages)}" if page > 1 else found


def heading_of(count: int, text: str) -> SafeString:
    """Return the same as HTML."""
    return _filled(_heading(count, text), count, text)


def of_year(count: int, text: str, year: str) -> SafeString:
    """Return how many results there are among what was published in a year, as HTML."""
    found = ngettext(
        "%(count)s result for “%(query)s” in %(year)s",
        "%(count)s results for “%(query)s” in %(year)s",
        count,
    )
    return _filled(found, count, text, year=year)


def _filled(found: str, count: int, text: str, **others: str) -> SafeString:
    values = {"count": figure(count), "query": format_html("<bdi>{}</bdi>", text), **others}
    return mark_safe(str(escape(found)) % values)  # noqa: S308 - escaped, and the query within


def _heading(count: int, text: str) -> str:
    if not text:
        return _("Search")
    if not count:
        return _("Nothing was found for “%(query)s”")
    return ngettext("%(count)s result for “%(query)s”", "%(count)s results for “%(query)s”", count)


def in_other_language(count: int, lang: str) -> str:
    """Return how many results there are in the other language, whose tag is `lang`."""
    if lang == "ar":
        text = ngettext("%(count)s result in Arabic", "%(count)s results in Arabic", count)
    else:
        text = ngettext("%(count)s result in English", "%(count)s results in English", count)
    return text % {"count": figure(count)}


def unnarrowed(count: int) -> str:
    """Return how many results there are without filters."""
    text = ngettext(
        "%(count)s result without the filters", "%(count)s results without the filters", count
    )
    return text % {"count": figure(count)}
