"""Placeholders of media and links while HTML is read: addresses that nothing else can have."""

import re
import secrets
from dataclasses import dataclass, field

from moving.survey.briefs import Key

_OF_VALUE = ("site", "lang", "alt", "caption", "title")


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of the uploads of `site`, with what was written about it in the language `lang`."""

    path: str
    site: str
    lang: str
    alt: str = ""
    caption: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True)
class Video:
    address: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the uploads of `site` to download; `text` is that of its link."""

    path: str
    site: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PostLink:
    """A link to what a post became."""

    key: Key


@dataclass(frozen=True, slots=True)
class TermLink:
    """A link to what a category or tag became."""

    site: str
    taxonomy: str
    slug: str


@dataclass(frozen=True, slots=True)
class HomeLink:
    """A link to the front page of a language."""

    site: str


def as_value(photo: Photo) -> dict[str, str]:
    """Return a picture as the value of a piece; `photo_in` returns it again."""
    return {"src": photo.path, **{name: getattr(photo, name) for name in _OF_VALUE}}


def photo_in(value: dict[str, str]) -> Photo:
    return Photo(value["src"], **{name: value[name] for name in _OF_VALUE})


Media = Photo | Gallery | Video | Document
Linked = PostLink | TermLink | HomeLink | Document
Reference = Media | Linked


@dataclass
class References:
    """The media and links of one text, by the addresses that are their placeholders."""

    _host: str = field(default_factory=lambda: f"https://{secrets.token_hex(12)}.invalid/")
    found: list[Reference] = field(default_factory=list)

    def add(self, reference: Reference) -> str:
        """Return the address that is the placeholder of something."""
        self.found.append(reference)
        return f"{self._host}{len(self.found) - 1}"

    def at(self, address: str) -> Reference | None:
        """Return what an address is the placeholder of; None for any other address."""
        number = address.removeprefix(self._host)
        return self.found[int(number)] if number != address and number.isdecimal() else None

    @property
    def link_pattern(self) -> re.Pattern[str]:
        """Matches the links of written HTML that are placeholders: address and text."""
        return re.compile(rf'<a href="({re.escape(self._host)}\d+)">(.*?)</a>', re.DOTALL)
