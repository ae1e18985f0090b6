"""What a resource answers: the bytes, and what the middleware needs to send them well."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.conf import settings

from core.addresses.base import BASE
from core.caching.versions import CACHEABLE, UNCACHEABLE, Version
from core.language.languages import LANGUAGES
from core.publication.state import PublicationState

_BASE = re.compile(BASE.encode())


@dataclass
class Answer:
    """An answer of 200.

    `state` is the publication state, read before the content or with it, never after.
    `languages` are those of what the body holds; `links` are entries of the Link header; without
    a version of its own the answer has that of the latest publication. One that `ignores_query`
    is cached for the bare address alone, or invented queries would fill the cache; one for an
    address that `is_alias` of the plain one is not cached at all, for the same reason. An answer
    to what somebody searched for `is_private`: nobody caches it, and it has no validators.
    """

    body: bytes
    state: PublicationState
    languages: Iterable[str] = tuple(LANGUAGES)
    links: Iterable[str] = ()
    own_version: Version | None = None
    media_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    ignores_query: bool = False
    is_alias: bool = False
    is_private: bool = False

    @property
    def version(self) -> Version:
        return self.own_version or Version.of(self.state)

    def described(self) -> dict[str, str]:
        """Return the headers that describe the body and how long it may be cached."""
        headers = {
            "Content-Type": self.media_type,
            "Cache-Control": UNCACHEABLE if self.is_private else CACHEABLE,
            "Content-Language": ", ".join(self.languages),
            "Vary": "Accept-Encoding",
            **self.headers,
        }
        links = ", ".join(self.links)
        return headers | {"Link": links} if links else headers


def json_answer(
    body: bytes,
    state: PublicationState,
    languages: Iterable[str] = tuple(LANGUAGES),
    links: Iterable[str] = (),
    version: Version | None = None,
) -> Answer:
    """Return JSON with the site's address put in."""
    # Splitting by a pattern and joining takes half the time of replacing, or of bytes.split.
    whole = settings.BASE_URL.encode().join(_BASE.split(body))
    return Answer(whole, state, languages, links, version)


def languages_of(shown: Iterable[str], asked: Sequence[str]) -> list[str]:
    """Return the languages of what is shown; where that is nothing, those that were asked for."""
    tags = set(shown) or asked or LANGUAGES
    return [tag for tag in LANGUAGES if tag in tags]


def as_json(value: Any) -> bytes:
    """Return compact JSON in which Arabic stays Arabic."""
    return orjson.dumps(value)


def joined(members: dict[str, Any], name: str, entries: Iterable[bytes]) -> bytes:
    """Return a JSON object of `members` and, last, an array of entries that are JSON already."""
    return b'%b,"%b":[%b]}' % (as_json(members)[:-1], name.encode(), b",".join(entries))
