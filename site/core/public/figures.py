"""Numbers as pages show them, in the language that is active."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language.dates import in_digits_of
from core.language.languages import current_language


def figure(number: int) -> str:
    """Return a number as readers of the language that is active write it.

    >>> figure(1234)
    '1,234'
    """
    return in_digits_of(f"{number:,}", current_language())


def page_of(page: int, pages: int) -> str:
    """Return which page of how many is shown."""
    return _("Page %(page)s of %(pages)s") % {"page": figure(page), "pages": figure(pages)}


def stories_counted(count: int) -> str:
    """Return a number of stories in words.

    >>> stories_counted(1)
    '1 story'
    """
    return ngettext("%(count)s story", "%(count)s stories", count) % {"count": figure(count)}
