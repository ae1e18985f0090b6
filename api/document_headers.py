"""Headers in the OpenAPI document: those of each answer, and those that a request may send."""

from typing import Any

from core.caching.versions import CACHEABLE, UNCACHEABLE

_TEXT = {"type": "string"}
_DRAFT = "draft-ietf-httpapi-ratelimit-headers-10"
_HEADERS: dict[str, tuple[str, str]] = {
    "ETag": (
        "Version of the answer; send it back as If-None-Match.", 'W/"v1-1204-5a0c93d2e1b4f687"'
    ),
    "Last-Modified": ("When what is shown last changed.", "Sat, 08 Jun 2019 06:30:00 GMT"),
    "Cache-Control": (
        f"How long the answer may be cached. Answers to “q”: “{UNCACHEABLE}”.", CACHEABLE
    ),
    "Vary": ("What the answer depends on besides the address.", "Accept-Encoding"),
    "Content-Language": ("The languages of what the answer holds.", "en, ar"),
    "Link": (
        "Neighbouring pages of a list (rel next, prev); other languages (rel alternate).",
        '<https://example.org/api/v1/news/?cursor=…>; rel="next"',
    ),
    "Content-Location": ("The item's own address.", "https://example.org/api/v1/news/…/en/"),
    "Access-Control-Allow-Origin": ("Any website may read the answer.", "*"),
    "RateLimit": (
        f"What is left of the limit, and seconds to its reset ({_DRAFT}).", '"made";r=119;t=42'
    ),
    "RateLimit-Policy": (
        f"Requests a minute: for answers that are made; for cached ones and 304 ({_DRAFT}).",
        '"made";q=120;w=60, "cached";q=1200;w=60',
    ),
    "Retry-After": ("Seconds to wait.", "42"),
}  # fmt: skip
_SENT: dict[str, tuple[str, str]] = {
    "If-None-Match": ("The ETag that you have: 304 if it is still the newest.", ""),
    "If-Modified-Since": (
        "The Last-Modified that you have; counts without If-None-Match.", ""
    ),
    "Accept-Language": ("Language of errors, “en” or “ar”; of nothing else.", "ar"),
}  # fmt: skip
_ALWAYS = ("Access-Control-Allow-Origin", "Cache-Control", "Vary", "RateLimit", "RateLimit-Policy")
_OF_DATA = ("ETag", "Last-Modified")
_OF_ERRORS = ("Accept-Language",)
# What somebody searched for has no validators.
_PRIVATE = {"search", "suggest"}
_WITH_LINKS = ("_list", "_pair", "_item", "initiative", "changes", "search", "resolve")


def add_headers(document: dict[str, Any]) -> None:
    """Add the headers of every answer, 304, and what may be sent, to an OpenAPI document."""
    components = document["components"]
    components["headers"] = {name: _header(*entry) for name, entry in _HEADERS.items()}
    components["parameters"] = {
        name: {"name": name, "in": "header", **_header(*entry)} for name, entry in _SENT.items()
    }
    for path in document["paths"].values():
        operation = path["get"]
        is_private = operation["operationId"] in _PRIVATE
        names_sent = _OF_ERRORS if is_private else _SENT
        sent = [{"$ref": f"#/components/parameters/{name}"} for name in names_sent]
        operation["parameters"] = [*operation.get("parameters", []), *sent]
        responses = operation["responses"]
        if not is_private:
            responses["304"] = {"description": "You have the newest version already."}
        operation["responses"] = dict(sorted(responses.items()))
        for status, response in responses.items():
            names = _names(status, operation["operationId"])
            response["headers"] = {
                name: {"$ref": f"#/components/headers/{name}"} for name in sorted(names)
            }
    _share(document)


def _share(document: dict[str, Any]) -> None:
    """Describe once the answers that many operations share: 304 and the errors."""
    shared = document["components"].setdefault("responses", {})
    for path in document["paths"].values():
        responses = path["get"]["responses"]
        for status in [status for status in responses if status != "200"]:
            name = _name(status, responses[status])
            shared[name] = responses[status]
            responses[status] = {"$ref": f"#/components/responses/{name}"}


def _name(status: str, response: dict[str, Any]) -> str:
    """Return "NotModified", or the kind of problem in the same manner: "BadRequest"."""
    if status == "304":
        return "NotModified"
    [content] = response["content"].values()
    kind = content["examples"]["English"]["value"]["type"].rpartition("#")[2]
    return "".join(word.capitalize() for word in kind.split("-"))


def _header(description: str, example: str) -> dict[str, Any]:
    header = {"description": description, "schema": _TEXT}
    return header | {"example": example} if example else header


def _names(status: str, operation: str) -> set[str]:
    names = set(_ALWAYS)
    if status in {"200", "304"} and operation not in _PRIVATE:
        names |= set(_OF_DATA)
    if status != "304":
        names.add("Content-Language")
    if status == "200" and operation.endswith(_WITH_LINKS):
        names.add("Link")
    if status in {"200", "304"} and operation == "resolve":
        names.add("Content-Location")
    if status in {"429", "503"}:
        names.add("Retry-After")
    return names
