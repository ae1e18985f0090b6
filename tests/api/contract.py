"""Live answers held against the OpenAPI document, key by key."""

from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings
from jsonschema import Draft202012Validator

from api.document import openapi_json


def _closed(node: Any) -> Any:
    """Return a schema in which a key that is not described is an error."""
    if isinstance(node, dict):
        closed = {key: _closed(value) for key, value in node.items()}
        if closed.get("type") == "object" and "properties" in closed:
            closed.setdefault("additionalProperties", False)
        return closed
    return [_closed(value) for value in node] if isinstance(node, list) else node


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """Return the document that the site serves."""
    return orjson.loads(openapi_json(settings.BASE_URL))


def check(response: Any, path: str) -> Any:
    """Return the JSON of a response after holding it against the document's answer of `path`."""
    described = document()["paths"][path]["get"]["responses"][str(response.status_code)]
    content_type = response["Content-Type"]
    schema = described["content"][content_type]["schema"]
    whole = _closed({**schema, "components": document()["components"]})
    checker = Draft202012Validator.FORMAT_CHECKER
    content = orjson.loads(response.content)
    Draft202012Validator(whole, format_checker=checker).validate(content)
    return content
