"""Answers as they leave: JSON made from what the shelf already holds, with its headers."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpResponse

from core.addresses import with_base
from core.languages import LANGUAGES


def json_answer(
    text: str, languages: Iterable[str] = tuple(LANGUAGES), links: Iterable[str] = ()
) -> HttpResponse:
    """Return JSON text with the site's address put in; `links` go into the Link header."""
    return HttpResponse(
        with_base(text).encode(),
        content_type="application/json",
        headers=data_headers(languages, links),
    )


def data_headers(languages: Iterable[str], links: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers of an answer that anyone may keep for half a minute."""
    headers = {
        "Cache-Control": "public, max-age=30",
        "Content-Language": ", ".join(languages),
        "Vary": "Accept-Encoding",
    }
    header = ", ".join(links)
    return headers | {"Link": header} if header else headers


def as_json(value: Any) -> str:
    """Return compact JSON in which Arabic stays Arabic."""
    return orjson.dumps(value).decode()


def joined(members: dict[str, Any], name: str, entries: Iterable[str]) -> str:
    """Return a JSON object of `members` and, last, an array of entries that are JSON already."""
    return f'{as_json(members)[:-1]},"{name}":[{",".join(entries)}]}}'
