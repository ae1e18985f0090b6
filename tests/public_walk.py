"""A crawl of everything that is answered in public.

It begins at every address of the URL map, with every parameter that the API declares, and follows
each link in the answers. New addresses are included by themselves; a new pattern of addresses
raises an error, for somebody to define what is asked there.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlencode
from uuid import uuid4

from django.test import Client
from django.urls import get_resolver
from django.utils.encoding import iri_to_uri
from wagtail.images import get_image_model

from core.language.languages import LANGUAGES
from core.models import PublishedItem, SiteDocument, Topic

UNKNOWN = "nobodys-name"
# All other pages of the CMS redirect strangers to the sign-in: tests/core/test_entry_points.py.
_CMS, _SIGN_IN = "admin/", "admin/login/"
_LIMIT = 6000
_LINK = re.compile(r"""["'>(](?:http://testserver)?(/[^\s"'<>()\\]*)""")
# Styles and scripts; the CMS; other hosts; filters of the site's lists that are joined to others.
_NOT_FOLLOWED = re.compile(r"/(?:static|admin)/|//|/(?:en|ar)/.*=.*=")
_IN_TWO_LANGUAGES = re.compile(r"^Vary:.*Accept-Language", re.MULTILINE)
_PLACEHOLDER = re.compile(r"<\w+:(\w+)>")


@dataclass(frozen=True)
class Answer:
    """The answer to one request: `text` is all of it, with its headers, in readable letters."""

    address: str
    status: int
    text: str


class Stranger:
    """Somebody who may use nothing but public addresses."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def ask(self, address: str, lang: str = "en") -> Answer:
        response: Any = self.client.get(address, headers={"Accept-Language": lang})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        return Answer(
            address, response.status_code, readable(f"{headers}\n\n{body.decode(errors='replace')}")
        )

    def walk(self) -> Iterator[Answer]:
        """Ask at every address of the URL map and follow all links; yield the answers."""
        waiting = deque(dict.fromkeys(seeds()))
        known = set(waiting)
        while waiting:
            answer = self.ask(address := waiting.popleft())
            yield answer
            if _IN_TWO_LANGUAGES.search(answer.text):
                yield self.ask(address, "ar")
            # A refusal repeats what was asked.
            links = () if answer.status == 400 else dict.fromkeys(links_in(answer.text))
            found = [link for link in links if link not in known]
            known.update(found)
            waiting.extend(found)
            assert len(known) < _LIMIT, "The walk does not end."


def readable(text: str) -> str:
    """Return a text, followed by its forms in which escaped letters are decoded."""
    return "\n".join(
        dict.fromkeys((text, unescape(text), unquote(unescape(text)), _unescaped(text)))
    )


def _unescaped(text: str) -> str:
    return re.sub(r"\\u[0-9a-fA-F]{4}", lambda code: json.loads(f'"{code[0]}"'), text)


def links_in(text: str) -> Iterator[str]:
    """Yield the addresses of this site in an answer, as they can be asked for."""
    for found in _LINK.findall(text):
        address = unescape(found).partition("#")[0]
        if not _NOT_FOLLOWED.match(address) and "{" not in address:
            yield iri_to_uri(address)


def seeds() -> Iterator[str]:
    """Yield the addresses of the URL map, with values for their parameters."""
    for route, view in _routes(get_resolver().url_patterns):
        for address in _filled(route):
            yield f"/{address}"
            for query in _queries(view):
                yield f"/{address}?{urlencode(query)}"
    for lang in LANGUAGES:
        yield from (f"/{lang}/news/?{name}={UNKNOWN}" for name in ("forum", "topic", "year"))
        yield from (f"/{lang}/search/?q=a&{name}={UNKNOWN}" for name in ("type", "topic", "year"))
        yield from (f"/{lang}/search/?q={words}" for words in (UNKNOWN, "in", "في"))
        yield f"/{lang}/{UNKNOWN}/"


def _routes(patterns: Iterable[Any], before: str = "") -> Iterator[tuple[str, Any]]:
    found: set[str] = set()
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, route)
        elif (not route.startswith(_CMS) or route == _SIGN_IN) and route not in found:
            # The same address without its last slash has the same answer.
            found.add(route.removesuffix("/"))
            yield route, pattern.callback


def _filled(route: str) -> list[str]:
    """Return the addresses of a route; KeyError where the walk does not know what to put in."""
    if "^" in route:
        return _BY_PATTERN[route.partition("^")[2].removesuffix("$")]()
    addresses = [route]
    for name in _PLACEHOLDER.findall(route):
        addresses = [
            _PLACEHOLDER.sub(str(value), address, count=1)
            for address in addresses
            for value in _IN_PLACE_OF[name]()
        ]
    return addresses


def _documents() -> list[str]:
    made = [document.url.lstrip("/") for document in SiteDocument.objects.all()]
    return [*made, "documents/999999/x.pdf"]


def _pages() -> list[str]:
    paths = PublishedItem.objects.public().values_list("path", flat=True)
    return [path.lstrip("/") for path in paths]


def _renditions() -> list[str]:
    files = get_image_model().get_rendition_model().objects.values_list("file", flat=True)
    return [UNKNOWN, *(name.rpartition("/")[2] for name in files)]


def _works() -> list[str]:
    """Return works that nobody knows, and those that were withdrawn: no link leads to them."""
    gone = PublishedItem.objects.withdrawn().values_list("work", flat=True).distinct()
    return [UNKNOWN, str(uuid4()), *map(str, gone)]


def _slugs() -> list[str]:
    """Return the last parts of all addresses, those of what was withdrawn too, and of topics."""
    paths = PublishedItem.objects.of_type("forum").values_list("path", flat=True)
    topics = Topic.objects.values_list("slug", flat=True)
    return [UNKNOWN, *(path.strip("/").rpartition("/")[2] for path in paths), *topics]


def _short_links() -> list[str]:
    """Return the short addresses of all items, withdrawn ones too, and one that nobody has."""
    codes = PublishedItem.objects.values_list("short_code", flat=True)
    return [f"s/{UNKNOWN}", *(f"s/{code}" for code in codes)]


_BY_PATTERN = {
    r"(\d+)/(.*)": _documents,
    r"((?:[\w\-]+/)*)": _pages,
    r"s/[^/]+/?": _short_links,
    r"search/?": lambda: [f"{lang}/search{end}" for lang in LANGUAGES for end in ("", "/")],
}
_IN_PLACE_OF = {
    "work": _works,
    "lang": lambda: [*LANGUAGES, "de"],
    "name": _renditions,
    "slug": _slugs,
    "restriction_id": lambda: [1, 999_999],
}


def _queries(view: Any) -> Iterator[dict[str, str]]:
    """Yield for each parameter that a resource of the API declares a good and a bad value."""
    resource = getattr(view, "cls", None)
    if resource is None or not hasattr(resource, "parameters"):
        return
    parameters = resource(**view.initkwargs).parameters
    needed = {each.name: each.example for each in parameters if each.is_required}
    yield {**needed, UNKNOWN: UNKNOWN}
    for parameter in parameters:
        yield {**needed, parameter.name: UNKNOWN}
        if parameter.example:
            yield {**needed, parameter.name: parameter.example}
