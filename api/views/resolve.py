"""`/api/v1/resolve/?url=`: the item that an address of the site shows."""

import re
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from api.answers import Answer
from api.examples import example_item
from api.fields import fields_of_items
from api.parameters import Parameter, UnusableValueError
from api.patterns import ADDRESS, BARE_HOST, UNSEEN
from api.problems import Problem, Text, filled, not_found
from api.rows import Row, rows_of_address, rows_of_item
from api.serializers.items import FULL_SERIALIZERS, OtherItemSerializer
from api.serializers.unions import one_of
from api.types import TYPES, item_path
from api.views.resource import Resource
from api.views.works import item_answer
from core.addresses.base import absolute
from core.addresses.destinations import destination_of, item_at_short
from core.addresses.ours import is_own_host
from core.addresses.works import spellings
from core.caching.versions import Version
from core.language.characters import visible
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.models import PublishedItem
from core.publication.state import PublicationState
from moving.addresses.known import place_of
from moving.addresses.leading import lead_of
from moving.addresses.sites import Place

LONGEST = 4000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_AROUND = re.compile(rf"^[\s{UNSEEN}]+|[\s{UNSEEN}]+$")
_BARE = re.compile(rf"{BARE_HOST}(?=[/?#]|$)")
# Two slashes begin another host.
_FROM_SLASH = re.compile(r"/(?!/)")
_WITHOUT_SCHEME = _(
    "Two slashes begin the name of a host: write https: before them, or one slash only."
)


class SiteAddress(NamedTuple):
    """An address of this site: its path, decoded, and its query as it is sent.

    One of a site that this one has replaced is a `place` there instead.
    """

    path: str
    query: str = ""
    place: Place | None = None


def read_site_address(text: str) -> SiteAddress:
    """Return an address of this site, which is given absolute or root-relative.

    What cannot be seen around it, or in its path, is not looked at: a direction mark is easily
    copied with an address.
    """
    if _CONTROLS.search(text.strip()):
        message = _("The address holds a tab, a line break or another control character.")
        raise UnusableValueError("malformed", message)
    text = _AROUND.sub("", text)
    if not text:
        raise UnusableValueError("blank", _("Give the address of a page of this site."))
    if len(text) > LONGEST:
        message = _("The address is too long. Allowed: %(last)s characters.")
        raise UnusableValueError("too_long", filled(message, last=LONGEST))
    if (place := place_of(text)) is not None:
        return SiteAddress("", place=place)
    try:
        parts = urlsplit(_with_scheme(text))
        _check_host(parts)
    except UnusableValueError:
        raise
    except ValueError as error:  # brackets, a port or letters that no host has: so not ours
        raise _foreign() from error
    path = unquote(parts.path) or "/"
    if (fault := _fault_of_form(text, path, parts)) is not None:
        raise UnusableValueError("malformed", fault)
    path = visible(path)
    return SiteAddress(path if path != "/" else f"/{DEFAULT_LANGUAGE}/", parts.query)


def _with_scheme(text: str) -> str:
    """Return an address as browsers show it, without its scheme, as they send it."""
    host = urlsplit(settings.BASE_URL).netloc
    is_ours = text.lower().split("/", 1)[0] == host.lower()
    return f"http://{text}" if is_ours or _BARE.match(text) else text


def _check_host(parts: SplitResult) -> None:
    """Refuse what is not on this site; http and https have the same pages."""
    if parts.scheme and parts.scheme not in {"http", "https"}:
        raise _not_of_the_web()
    if "@" in parts.netloc:
        message = _("The address holds a user name or password; leave it out.")
        raise UnusableValueError("user_info", message)
    if parts.netloc and not is_own_host(parts):
        raise _foreign()
    if parts.netloc and not parts.scheme:
        raise UnusableValueError("scheme", _WITHOUT_SCHEME)


def _fault_of_form(text: str, path: str, parts: SplitResult) -> Text | None:
    """Return what no address of a page has and this one does, or None."""
    if "\x00" in path:  # PostgreSQL refuses it even in a question
        return _("The address holds a NUL character, which no page's address has.")
    if "\\" in text:
        return _("The address holds a backslash; addresses have slashes only.")
    if parts.netloc or _FROM_SLASH.match(text):
        return None
    if text.startswith("//"):
        return _WITHOUT_SCHEME
    return _("This is neither an absolute address (https://…) nor one that begins with a slash.")


def _foreign() -> UnusableValueError:
    message = _("This is not an address of this site, which is %(base)s.")
    return UnusableValueError("foreign", filled(message, base=settings.BASE_URL))


def _not_of_the_web() -> UnusableValueError:
    return UnusableValueError("scheme", _("Only http and https addresses are pages."))


URL = Parameter(
    "url",
    read_site_address,
    {"type": "string", "pattern": ADDRESS, "maxLength": LONGEST},
    _(
        "Address of a page of this site, absolute or from its first slash on. Arabic may be "
        "percent-encoded or not; an old address leads to where the page is now."
    ),
    example="/ar/",
    is_required=True,
)


class Resolve(Resource):
    operation = "resolve"
    summary = _("The item at an address of the site")
    about = _(
        "For links that you have from elsewhere: answers as the item's own address does, which "
        "Content-Location names. Store its “work”: it never changes, as addresses do."
    )
    errors = (400, 404, 406, 410, 429)
    parameters = (URL, fields_of_items(TYPES))

    def version(self, values: dict[str, Any], **path: Any) -> Version | None:
        """Leave it open: only who looks the address up knows whether there is anything."""
        return None

    def answer(self, values: dict[str, Any], **path: Any) -> Answer:
        state, rows, wanted = resolve_address(values["url"])
        if wanted.type == PublishedItem.INDEX:
            raise _no_item()
        answer = item_answer(state, rows, wanted.lang, values["fields"])
        address = absolute(item_path(wanted.type, wanted.work, wanted.lang))
        # What is at an address may become something older, so the item's version is not enough.
        headers = answer.headers | {"Content-Location": address}
        return replace(answer, own_version=None, headers=headers)

    def answer_form(self) -> Any:
        return one_of(FULL_SERIALIZERS, OtherItemSerializer, "AnyItem")

    def examples(self) -> dict[str, Any]:
        return {tag: example_item("news", tag) for tag in LANGUAGES}


def _no_item() -> Problem:
    return not_found(_("The page at this address lists others and has no item of its own."))


def _nothing_there() -> Problem:
    return not_found(_("No page of this site is at this address."))


@dataclass(frozen=True)
class _Found:
    """What a lookup found at a path: the row, and all rows of its work."""

    rows: list[Row]
    wanted: Row

    @property
    def is_gone(self) -> bool:
        return self.wanted.gone_since is not None


def resolve_address(address: SiteAddress) -> tuple[PublicationState, list[Row], Row]:
    """Return the row at an address, with all rows of its work; a Problem is raised where none is.

    The state is older than every redirect that was followed.
    """
    item = lead_of(address.place).item if address.place else item_at_short(address.path)
    if item is not None:
        return _resolved(*_rows_of(item))
    if address.place is not None:
        raise _nothing_there()
    states: list[PublicationState] = []

    def find(path: str) -> _Found | None:
        state, found = _found_at(path)
        states.append(state)
        return found

    end = destination_of(address.path, address.query, find)
    found = end.found
    if found is None and end.former is not None:
        found = _rows_of(end.former)[1]
    return _resolved(states[0], found)


def _resolved(
    state: PublicationState, found: _Found | None
) -> tuple[PublicationState, list[Row], Row]:
    if found is None or (found.is_gone and found.wanted.type == PublishedItem.INDEX):
        raise _nothing_there()
    return state, found.rows, found.wanted


def _found_at(path: str) -> tuple[PublicationState, _Found | None]:
    """Return the row whose address is `path`, a public one first, else the last withdrawn."""
    paths = [f"{form}/" for form in spellings(path)]
    state, rows = rows_of_address(paths)
    here = [row for row in rows if row.path in paths]
    if not here:
        return state, None
    wanted = max(here, key=lambda row: (row.gone_since is None, row.seq))
    return state, _Found([row for row in rows if row.work == wanted.work], wanted)


def _rows_of(item: PublishedItem) -> tuple[PublicationState, _Found | None]:
    """Return the row of an item that is found otherwise than by its address."""
    state, rows = rows_of_item(item)
    wanted = next((row for row in rows if row.lang == item.lang), None)
    return state, _Found(rows, wanted) if wanted else None
