"""An item as the API sends it: the one form that is rendered, stored, and read by the site.

The renderer (`api.rendering`) makes records, `core.publication.rendering` stores them as JSON, and
the pages of the site read them back. Fields have the names and the order of the JSON; the
serializers in `api.serializers.items` document them for partners, and a test compares the two.

A change of the fields changes what partners get. It needs a new `RENDER_VERSION`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import orjson

from core.addresses.base import with_base
from core.media.pictures import Picture, PictureRendition

# What lists leave out, so that a page of them stays small.
NOT_IN_LISTS = ("body_html", "body_text", "media", "related")
# The time of a change, which is no change itself.
TIMES_OF_CHANGES = ("revised_at",)
Reader = Callable[[Any], Any]
R = TypeVar("R", bound="ItemRecord")


@dataclass(frozen=True)
class WorkLink:
    """A public forum or story, in the item's language where it exists in it."""

    work: str
    slug: str
    title: str
    url: str
    api_url: str


@dataclass(frozen=True)
class Name:
    """A term of a vocabulary, in the item's language."""

    slug: str
    name: str


@dataclass(frozen=True)
class LinkedName(Name):
    url: str | None


@dataclass(frozen=True)
class TranslationLink:
    """The same work in another language."""

    lang: str
    slug: str
    title: str
    url: str
    api_url: str


@dataclass(frozen=True)
class Translation:
    """How the text came about: see `core.publication.registry.Provenance`."""

    status: str
    source_lang: str | None


@dataclass(frozen=True)
class License:
    name: str
    url: str


@dataclass(frozen=True)
class Location:
    lat: float
    lon: float


@dataclass(frozen=True)
class Contacts:
    email: str | None
    phone: str | None
    website: str | None
    facebook: str | None
    instagram: str | None
    x: str | None
    youtube: str | None
    telegram: str | None


@dataclass(frozen=True)
class Manager:
    """Who manages a council: a forum, which has a `work`, or an organisation."""

    kind: str
    work: str | None
    slug: str
    name: str
    url: str | None


@dataclass(frozen=True)
class Medium:
    """A picture, video or document of the body; None is what its `kind` does not have."""

    kind: str
    url: str
    title: str | None
    alt: str | None
    credit: str | None
    width: int | None
    height: int | None
    renditions: Sequence[PictureRendition] | None


@dataclass(frozen=True)
class Correction:
    """What was wrong in a published text and is right now; `date` is a day, "2019-06-09"."""

    text: str
    date: str | None


@dataclass(frozen=True, kw_only=True)
class TextRecord:
    """The text of an item and its addresses, the first of its fields.

    A record that was read from a list form lacks what lists leave out: it is "" or [].
    """

    id: str
    work: str
    type: str
    lang: str
    dir: str
    title: str
    summary: str | None
    body_html: str
    body_text: str
    url: str
    short_url: str
    api_url: str
    embed_url: str


@dataclass(frozen=True, kw_only=True)
class ItemRecord(TextRecord):
    """What items of every type have. Times are text as the API writes them.

    `updated_at` and `version` are None until the item is stored. `revised_at` is when the page was
    published anew, more than a day after it first appeared.
    """

    image: Picture | None
    media: Sequence[Medium]
    published_at: str
    updated_at: str | None
    revised_at: str | None
    forums: Sequence[WorkLink]
    topics: Sequence[LinkedName]
    governorate: Name | None
    organisations: Sequence[LinkedName]
    byline: str | None
    related: Sequence[WorkLink]
    original_lang: str
    translations: Sequence[TranslationLink]
    translation: Translation
    license: License | None
    credit_line: str
    version: int | None

    @property
    def full(self) -> dict[str, Any]:
        """The whole item, to be written as JSON."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def card(self) -> dict[str, Any]:
        """The item as lists show it, to be written as JSON."""
        shown = {name: value for name, value in self.full.items() if name not in NOT_IN_LISTS}
        return shown | {"is_fallback": False}


@dataclass(frozen=True, kw_only=True)
class StoryRecord(ItemRecord):
    event_start: str | None
    event_end: str | None
    place: str | None
    correction: Correction | None
    source_url: str | None


@dataclass(frozen=True, kw_only=True)
class LocalRecord(ItemRecord):
    """What forums and councils have in common."""

    city: str
    location: Location | None
    founded: str | None
    contacts: Contacts | None


@dataclass(frozen=True, kw_only=True)
class ForumRecord(LocalRecord):
    meetings: str | None


@dataclass(frozen=True, kw_only=True)
class CouncilRecord(LocalRecord):
    managed_by: Manager | None
    members: str | None
    last_meeting: str | None

    @property
    def last_meeting_day(self) -> date | None:
        """The day of the last meeting, for templates."""
        return date.fromisoformat(self.last_meeting) if self.last_meeting else None


@dataclass(frozen=True, kw_only=True)
class InitiativeRecord(ItemRecord):
    mission: str | None


def is_reserved(stored: str | bytes) -> bool:
    """Whether the text of an item, stored as its list form or whole, belongs to others.

    Then it has no licence, and no other site is to show it.
    """
    return bool(stored) and orjson.loads(stored).get("license") is None


def read_record(kind: type[R], text: str, base: str | None = None) -> R:
    """Return the record that was stored as `text`, with `base` in its addresses: see `with_base`.

    A field that is missing, because an older version of the site stored the item, is empty until
    the item is rendered again.
    """
    return _read(kind, orjson.loads(text if base is None else with_base(text, base)))


def _read(kind: Any, form: Mapping[str, Any] | None) -> Any:
    get = (form or {}).get
    plain, nested = _readers(kind)
    values = {name: get(name, empty) for name, empty in plain}
    for name, read in nested:
        values[name] = read(get(name))
    return kind(**values)


@cache
def _readers(kind: Any) -> tuple[list[tuple[str, Any]], list[tuple[str, Reader]]]:
    """Return a record's plain fields with what they are when empty, and readers of the others."""
    plain: list[tuple[str, Any]] = []
    nested: list[tuple[str, Reader]] = []
    hints = get_type_hints(kind)
    for name in (field.name for field in fields(kind)):
        inner = [each for each in get_args(hints[name]) if each is not NoneType]
        wanted = inner[0] if inner else hints[name]
        if get_origin(hints[name]) is Sequence:
            nested.append((name, partial(_read_each, wanted)))
        elif get_origin(wanted) is Sequence:
            nested.append((name, partial(_read_each_or_none, get_args(wanted)[0])))
        elif is_dataclass(wanted):
            nested.append((name, partial(_read_optional if inner else _read, wanted)))
        else:
            plain.append((name, None if inner else wanted()))
    return plain, nested


def _read_each(kind: Any, forms: Sequence[Any] | None) -> list[Any]:
    return [_read(kind, form) for form in forms or ()]


def _read_each_or_none(kind: Any, forms: Sequence[Any] | None) -> Any:
    return None if forms is None else _read_each(kind, forms)


def _read_optional(kind: Any, form: Mapping[str, Any] | None) -> Any:
    return None if form is None else _read(kind, form)
