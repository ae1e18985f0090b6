"""Texts within JSON, whether it is a column's own form or a text that holds JSON."""

import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from core.erasing.codes import KEYS, is_code

ADDRESSES = {"slug", "url_path", "path", "old_path", "address", "website"}

Change = Callable[[str, bool], str]  # of a text, given whether it is an address


def texts_in(
    text: str, *, is_address: bool = False, keys: AbstractSet[str] = frozenset()
) -> Iterator[tuple[str, bool]]:
    """Yield the texts in a column's text, itself or those in its JSON, and which are addresses."""
    found: list[tuple[str, bool]] = []

    def noted(each: str, is_address: bool) -> str:
        found.append((each, is_address))
        return each

    changed(text, noted, is_address=is_address, keys=keys)
    yield from found


def changed(
    text: str, change: Change, *, is_address: bool = False, keys: AbstractSet[str] = frozenset()
) -> str:
    """Return a column's text after `change` of its texts; JSON remains JSON, written as it was.

    The values of `keys` are left as they are, in addition to those of `codes.KEYS`.
    """
    data = _parsed(text)
    if data is None:
        return change(text, is_address)
    new = _walk(data, change, KEYS | keys)
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


def _walk(value: Any, change: Change, keys: AbstractSet[str], name: str = "") -> Any:
    if name in keys:
        return value
    if isinstance(value, str) and not is_code(name, value):
        return changed(value, change, is_address=name in ADDRESSES, keys=keys)
    if isinstance(value, list):
        return [_walk(each, change, keys, name) for each in value]
    if isinstance(value, dict):
        return {key: _walk(each, change, keys, key) for key, each in value.items()}
    return value
