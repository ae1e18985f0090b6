"""Texts within JSON, whether it is a column's own form or a text that holds JSON."""

import json
from collections.abc import Callable, Iterator
from typing import Any

# What these hold is no text: kinds of blocks, and ids.
_NO_TEXTS = {"type", "id"}
ADDRESSES = {"slug", "url_path", "path", "old_path", "address", "website"}

Change = Callable[[str, bool], str]  # of a text, given whether it is an address


def texts_in(text: str) -> Iterator[str]:
    """Yield the texts in a column's text: itself, or those in the JSON that it is."""
    found: list[str] = []

    def noted(each: str, is_address: bool) -> str:
        found.append(each)
        return each

    changed(text, noted)
    yield from found


def changed(text: str, change: Change, *, is_address: bool = False) -> str:
    """Return a column's text after `change` of its texts; JSON remains JSON, written as it was."""
    data = _parsed(text)
    if data is None:
        return change(text, is_address)
    new = _walk(data, change)
    if new == data:
        return text
    compact = (",", ":") if '": ' not in text else None
    return json.dumps(new, ensure_ascii=text.isascii(), separators=compact)


def _parsed(text: str) -> Any:
    if not text.lstrip().startswith(("{", "[", '"')):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def _walk(value: Any, change: Change, name: str = "") -> Any:
    if isinstance(value, str):
        return value if name in _NO_TEXTS else changed(value, change, is_address=name in ADDRESSES)
    if isinstance(value, list):
        return [_walk(each, change, name) for each in value]
    if isinstance(value, dict):
        return {key: _walk(each, change, key) for key, each in value.items()}
    return value
