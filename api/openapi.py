"""The OpenAPI document as it is answered: `openapi.json`, which `api.document` has made.

    python -m tests.api.snapshot     # writes it anew after a change of the API

A test finds out where it is not what the resources describe. Making it takes seconds, and 30 MB
of memory that a web process would keep.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import orjson

FILE = Path(__file__).with_name("openapi.json")
# The site's own address in the file; nothing else is called so.
BASE = "https://base.invalid"


def openapi_json(base_url: str, terms: Mapping[str, Any] | None = None) -> bytes:
    """Return the document, in English, with `base_url` as the server's address.

    `terms` are the `contact` and `license` of its `info`.
    """
    document = orjson.loads(_written().replace(BASE.encode(), base_url.encode()))
    return as_json(document | {"info": document["info"] | dict(terms or {})})


def as_json(document: Mapping[str, Any]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


@cache
def _written() -> bytes:
    return FILE.read_bytes()
