"""Live answers held against the OpenAPI document, key by key."""

from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings
from jsonschema import Draft202012Validator

from api.openapi import openapi_json
from core.publication.records import NOT_IN_LISTS


def _whole(components: dict[str, Any]) -> dict[str, Any]:
    """Return the components with all keys of items required, which `fields` may leave out."""
    schemas = dict(components["schemas"])
    for name, schema in schemas.items():
        is_card = name.endswith(("Card", "SearchResult"))
        if "properties" in schema and (is_card or "`fields`" in schema.get("description", "")):
            keys = [key for key in schema["properties"] if not (is_card and key in NOT_IN_LISTS)]
            schemas[name] = schema | {"required": keys}
    return components | {"schemas": schemas}


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


def response_of(path: str, status: int) -> dict[str, Any]:
    """Return what the document defines for one status of `path`."""
    described = document()["paths"][path]["get"]["responses"][str(status)]
    name = described.get("$ref", "").rpartition("/")[2]
    return document()["components"]["responses"][name] if name else described


def check(response: Any, path: str) -> Any:
    """Return the JSON of a response after holding it against the document's answer of `path`."""
    described = response_of(path, response.status_code)
    content_type = response["Content-Type"]
    schema = described["content"][content_type]["schema"]
    content = orjson.loads(response.content)
    check_content(content, schema)
    return content


@lru_cache(maxsize=1)
def _closed_components() -> dict[str, Any]:
    return dict(_closed(_whole(document()["components"])))


def check_content(content: Any, schema: dict[str, Any]) -> None:
    """Hold JSON against a schema of the document; every key that it may have must be there."""
    whole = _closed(schema) | {"components": _closed_components()}
    checker = Draft202012Validator.FORMAT_CHECKER
    Draft202012Validator(whole, format_checker=checker).validate(content)
