"""Redirects: written when a page moves, and found as readers' addresses ask for them.

Wagtail saves them after the commit, and a process that is killed in between would lose them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from unicodedata import normalize
from urllib.parse import unquote

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.encoding import escape_uri_path, iri_to_uri, uri_to_iri
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.language.characters import visible
from core.models import FormerAddress, PublishedItem

_LONGEST = Redirect._meta.get_field("old_path").max_length


def record_old_addresses(moved: Sequence[tuple[str, PublishedItem]]) -> None:
    """Redirect each old path to its item's page, and record what was there.

    A redirect is deleted with its page; the record stays, so that the address is known to be gone.
    """
    FormerAddress.objects.bulk_create(
        # If two items left one path, only the last of them can be stored.
        [FormerAddress(path=path, item=item) for path, item in dict(moved).items()],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["item"],
        batch_size=500,
    )
    _redirect({path: item.page_id for path, item in moved})


def _redirect(moved: Mapping[str, int | None]) -> None:
    """Redirect each old path to the page with the given id, unless staff have redirected it."""
    site = Site.objects.filter(is_default_site=True).first()
    paths = {Redirect.normalise_path(path): page_id for path, page_id in moved.items()}
    Redirect.objects.filter(site=site, automatically_created=True, old_path__in=paths).delete()
    Redirect.objects.bulk_create(
        (
            Redirect(old_path=path, site=site, redirect_page_id=page_id, automatically_created=True)
            for path, page_id in paths.items()
            if len(path) <= _LONGEST
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


def redirects_from(paths: Iterable[str]) -> QuerySet[Redirect]:
    """Return the redirects of this site from any of these paths, as `Redirect.old_path` has them.

    Each has the `page_path` of its page's item, a public one if there is any.
    """
    rows = Redirect.objects.filter(Q(site=None) | Q(site__is_default_site=True))
    items = PublishedItem.objects.filter(page_id=OuterRef("redirect_page_id"))
    page_path = Subquery(items.order_by("-is_public").values("path")[:1])
    # What is for this site alone comes first.
    found = rows.filter(old_path__in=paths).order_by(F("site").asc(nulls_last=True))
    return found.annotate(page_path=page_path)


def redirect_at(path: str, query: str = "") -> Redirect | None:
    """Return the redirect that a decoded path with this query has, if there is one.

    One that names the query comes before one of the path alone.
    """
    names = redirect_names(path, query)
    found: dict[str, Redirect] = {}
    for redirect in redirects_from(names):
        found.setdefault(redirect.old_path, redirect)
    return next((found[name] for name in names if name in found), None)


def redirect_names(path: str, query: str = "") -> list[str]:
    """Return the values of `Redirect.old_path` that match a decoded path, the likeliest first."""
    # PostgreSQL refuses NUL even in a query; what is asked for may hold an encoded one.
    return [name for name in dict.fromkeys(_names(path, query)) if "\x00" not in name]


def _names(path: str, query: str) -> Iterator[str]:
    """Yield the forms in which an address may have been entered as the old path of a redirect.

    Wagtail orders the parts of the query. It compares the address as browsers show it and as they
    send it; staff also enter it as people write it, with spaces.
    """
    paths = [escape_leading_slashes(escape_uri_path(form)) for form in (path, visible(path))]
    whole = [f"{form}?{iri_to_uri(query)}" for form in paths] if query else []
    for address in dict.fromkeys((*whole, *paths)):
        sent = Redirect.normalise_path(address, decode_unicode=False)
        for form in (uri_to_iri(sent), sent, unquote(sent)):
            yield from (form, normalize("NFC", form), normalize("NFD", form))
