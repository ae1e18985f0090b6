"""Every dictionary and stream that a reader's program can reach."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Stream

from core.media.cleaning import Refused

MAX_OBJECTS = 1_000_000


def is_container(value: Any) -> bool:
    return isinstance(value, Dictionary | Array | Stream)


def is_dictionary(value: Any) -> bool:
    """Whether a value has entries: a dictionary, or a stream with its own."""
    return isinstance(value, Dictionary | Stream)


def reachable(root: Any) -> Iterator[Any]:
    """Yield dictionaries and streams from `root` on, each before what is in it.

    Whoever gets one may change it: what it no longer refers to is not visited.
    """
    waiting, seen, count = [root], set(), 0
    while waiting:
        value = waiting.pop()
        if value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        count += 1
        if count > MAX_OBJECTS:
            raise Refused("bomb")
        if is_dictionary(value):
            yield value
            inside = [each for _, each in value.items()]
        else:
            inside = list(value)
        waiting += [each for each in inside if is_container(each)]


def entry(value: Any, key: str) -> Any:
    """Return an entry, or None where there is none, or no dictionary."""
    return value.get(key) if is_dictionary(value) else None


def name_of(value: Any, key: str) -> str:
    """Return an entry as text, such as "/Link", or an empty string."""
    found = entry(value, key)
    return "" if found is None or is_container(found) else str(found)
