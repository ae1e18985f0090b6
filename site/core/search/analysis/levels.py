"""How well a key matches what was typed."""

from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """The lower, the better; a text is as good a hit as its weakest word."""

    EXACT = 1
    STEM = 2
    RELATED = 3
    SPELLING = 4


# What each level is called in the API.
NAMES = {level: level.name.lower() for level in Level}


class QueryKey(NamedTuple):
    """A key that would answer a word of a query, and how well."""

    key: str
    level: Level
