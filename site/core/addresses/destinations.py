"""Where an address of this site leads in the end: the site and the API both ask here.

What is public at the address comes first, then where a redirect leads, then what was withdrawn
there, then what was there before it moved and is withdrawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar
from urllib.parse import urlsplit

from wagtail.contrib.redirects.models import Redirect

from core.addresses.ours import own_address
from core.addresses.redirects import redirect_at
from core.addresses.short import code_in
from core.addresses.works import spellings
from core.language.languages import DEFAULT_LANGUAGE, language_of_path
from core.models import FormerAddress, PublishedItem

# How many redirects lead from one to the next before nobody follows them.
HOPS = 5


class Findable(Protocol):
    """What a lookup finds at a path."""

    @property
    def is_gone(self) -> bool: ...


Found = TypeVar("Found", bound=Findable)


@dataclass
class Destination(Generic[Found]):
    """What is at the end: `found`, public or withdrawn, or nothing.

    `redirect` is the first one on the way. With `is_elsewhere` the way ends at another site, or
    at an address of ours that is no page's; `found` is then what was withdrawn on the way.
    `former` is a withdrawn item that has left the address. `here` is what is public under another
    spelling of an address at which the site has nothing to show.
    """

    found: Found | None = None
    redirect: Redirect | None = None
    former: PublishedItem | None = None
    here: Found | None = None
    is_elsewhere: bool = False

    @property
    def is_public(self) -> bool:
        return self.found is not None and not self.found.is_gone


class _Target(NamedTuple):
    """A path of this site, decoded, with its query; no path for what is elsewhere."""

    path: str = ""
    query: str = ""


def item_at(path: str) -> PublishedItem | None:
    """Return the item whose address is `path`: a public one, else the last that was withdrawn."""
    if language_of_path(path) is None:
        return None
    rows = PublishedItem.objects.filter(path__in=[f"{form}/" for form in spellings(path)])
    columns = "work", "lang", "type", "path", "short_code", "is_public", "expires_at", "seq"
    found = rows.only(*columns)
    return max(found, key=lambda item: (not item.is_gone, item.seq), default=None)


def item_at_short(path: str) -> PublishedItem | None:
    """Return the item, public or withdrawn, whose short address is `path`; None for others."""
    code = code_in(path)
    if code is None:
        return None
    rows = PublishedItem.objects.defer("full", "card", "summary")
    return rows.filter(short_code=code).first()


def destination_of(
    path: str, query: str, find: Callable[[str], Found | None], *, is_missing: bool = False
) -> Destination[Found]:
    """Follow an address, decoded, and its query; `find` looks up what is at a path.

    With `is_missing` the site has found nothing to show for the address itself.
    """
    end: Destination[Found] = Destination()
    paths = []
    for hop in range(HOPS):
        paths.append(path)
        found = find(path)
        if found is None or found.is_gone:
            end.found = end.found or found
        elif hop > 0 or not is_missing:
            end.found = found
            return end
        else:
            end.here = found
        redirect, target = _leading_on(path, query)
        if target is not None:
            end.redirect = end.redirect or redirect
        if target is None or not target.path:
            is_no_page = hop > 0 and language_of_path(path) is None
            end.is_elsewhere = target is not None or is_no_page
            break
        path, query = target
    if end.found is None and end.here is None:
        end.former = _former_at(paths)
    return end


def _leading_on(path: str, query: str) -> tuple[Redirect | None, _Target | None]:
    redirect = redirect_at(path, query)
    return redirect, _target_of(redirect) if redirect else None


def _target_of(redirect: Redirect) -> _Target | None:
    """Return where a redirect leads; None where that is nothing that was ever public."""
    if redirect.redirect_page_id is not None:
        return _Target(redirect.page_path) if redirect.page_path else None
    if not redirect.redirect_link:
        return None
    try:
        own = own_address(redirect.redirect_link)
    except ValueError:
        return None
    if own is None:
        return _Target()
    path = own.path or f"/{DEFAULT_LANGUAGE}"  # the start address leads to a language
    return _Target(f"{path}/", urlsplit(own.tail).query)


def _former_at(paths: list[str]) -> PublishedItem | None:
    """Return the withdrawn item that was at the first of these paths before it moved."""
    forms = [f"{form}/" for path in paths for form in spellings(path) if language_of_path(path)]
    if not forms:
        return None
    rows = FormerAddress.objects.filter(path__in=forms).select_related("item").defer("item__full")
    found = {row.path: row.item for row in rows if row.item.is_gone}
    return next((found[form] for form in forms if form in found), None)
