"""The public API, asked as partners ask it."""

from typing import Any


def headers_of(response: Any) -> dict[str, str]:
    """Return the headers of an answer but for the id of its request, which no other one has."""
    return {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
