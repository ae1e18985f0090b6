"""Text as people typed it, without the invisible characters that programs put into it.

What goes: soft hyphens, zero-width spaces, byte order marks, overrides of direction, and every
mark, embedding and isolate of direction that changes nothing. What stays, because readers see the
difference: joiners between letters of scripts that join (Persian and Kurdish words need them) and
between the parts of an emoji; marks and isolates that hold a number or a sign on its side in a
line of Arabic, where an embedding becomes an isolate, which disturbs nothing around it.

No-break spaces stay beside a digit (10 km); everywhere else, and in rows, they are spaces.
"""

import re
import unicodedata
from collections.abc import Sequence

# Soft hyphen, zero-width space, word joiner and its invisible kin, byte order mark, overrides.
_USELESS = frozenset("\u00ad\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u202d\u202e\u180e")
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_MARKS = {"\u200e": "L", "\u200f": "R", "\u061c": "R"}
# What opens an embedding or an isolate, and the isolate that is made of it.
_OPENING = {
    "\u202a": "\u2066",
    "\u202b": "\u2067",
    "\u2066": "\u2066",
    "\u2067": "\u2067",
    "\u2068": "\u2068",
}
_CLOSING = frozenset("\u202c\u2069")
_CLOSED = "\u2069"
_NO_BREAK = frozenset("\u00a0\u202f\u2007")
_SPACES = frozenset(" \t") | _NO_BREAK
# From here on are the scripts in which joiners change the shape of letters; then the emoji.
_JOINING = "\u0530"
_SYMBOLS = "\u2190"
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_SUSPECT = re.compile(
    "[\u00a0\u00ad\u061c\u180e\u2007\u200b-\u200f\u202a-\u202f\u2060-\u206f\ufeff]"
)


def tidied(text: str) -> str:
    """Return a text of any number of lines without the characters that are of no use.

    >>> tidied("co\\u00adoperation\\u200b")
    'cooperation'
    """
    return "".join(tidied_parts([text]))


def tidied_parts(parts: Sequence[str]) -> list[str]:
    """Return the parts of a text, such as those of different formatting, tidied as one text."""
    text = "".join(parts)
    if not _SUSPECT.search(text):
        return list(parts)
    kept: list[str] = []
    for line in text.splitlines(keepends=True):
        kept += _line(line)
    found, start = [], 0
    for part in parts:
        found.append("".join(kept[start : start + len(part)]))
        start += len(part)
    return found


def _line(line: str) -> list[str]:
    """Return for each character of a line what takes its place: itself, another or nothing."""
    chars = ["" if char in _USELESS else char for char in line]
    _tidy_spaces(chars)
    _tidy_joiners(chars)
    directions = {_direction(char) for char in chars}
    if "L" in directions and "R" not in directions:
        return ["" if _is_about_direction(char) else char for char in chars]
    _tidy_isolates(chars)
    if "L" in directions or any(map(str.isdigit, chars)):
        _tidy_marks(chars)
        return chars
    return ["" if char in _MARKS else char for char in chars]


def _tidy_spaces(chars: list[str]) -> None:
    """Make spaces of no-break spaces, but for single ones beside a digit."""
    for place, char in enumerate(chars):
        if char not in _NO_BREAK:
            continue
        before, after = _neighbour(chars, place, -1), _neighbour(chars, place, 1)
        if before in _SPACES or after in _SPACES:
            chars[place] = ""
        elif not (before.isdigit() or after.isdigit()):
            chars[place] = " "


def _tidy_joiners(chars: list[str]) -> None:
    for place, char in enumerate(chars):
        around = [_neighbour(chars, place, -1), _neighbour(chars, place, 1)]
        joining = [_is_joining_letter(each) for each in around]
        is_emoji = all(each >= _SYMBOLS for each in around)
        if (char == _ZWNJ and not all(joining)) or (
            char == _ZWJ and not any(joining) and not is_emoji
        ):
            chars[place] = ""


def _is_joining_letter(char: str) -> bool:
    """Whether a character is a letter, or a mark on one, that may join its neighbour."""
    return char >= _JOINING and unicodedata.category(char)[0] in "LM"


def _tidy_isolates(chars: list[str]) -> None:
    """Make isolates of embeddings that are of use; remove the others, and what has no partner."""
    opened: list[int] = []
    for place, char in enumerate(chars):
        if char in _OPENING:
            opened.append(place)
        elif char in _CLOSING:
            start = opened.pop() if opened else place
            is_used = start < place and _is_of_use(chars, start, place)
            chars[start], chars[place] = (_OPENING[chars[start]], _CLOSED) if is_used else ("", "")
    for place in opened:
        chars[place] = ""


def _is_of_use(chars: list[str], start: int, end: int) -> bool:
    """Whether readers would see a difference without the isolate between two places."""
    inside = [char for char in chars[start + 1 : end] if char and not _is_about_direction(char)]
    directions = {_direction(char) for char in inside} & {"L", "R"}
    is_whole_line = not "".join(chars[:start] + chars[end + 1 :]).strip()
    if not inside or (is_whole_line and directions):
        return False
    is_of_letters = all(_direction(inside[place]) in directions for place in (0, -1))
    return not (is_of_letters and len(directions) == 1)


def _tidy_marks(chars: list[str]) -> None:
    """Remove marks that are beside a letter of their own direction, or between letters."""
    for place, char in enumerate(chars):
        if char not in _MARKS:
            continue
        sides = [_neighbour(chars, place, step) for step in (-1, 1)]
        directions = [_MARKS.get(side) or _direction(side) for side in sides]
        are_letters = all(
            direction or not side for side, direction in zip(sides, directions, strict=True)
        )
        if _MARKS[char] in directions or are_letters:
            chars[place] = ""


def _direction(char: str) -> str:
    """Return “L” or “R” for a letter, by where it is written to; "" for everything else."""
    if not char or _is_about_direction(char):
        return ""
    return _STRONG.get(unicodedata.bidirectional(char), "")


def _is_about_direction(char: str) -> bool:
    return char in _MARKS or char in _OPENING or char in _CLOSING


def _neighbour(chars: list[str], place: int, step: int) -> str:
    """Return the nearest character that is left on one side; "" at the end of the line."""
    place += step
    while 0 <= place < len(chars):
        if chars[place]:
            return chars[place]
        place += step
    return ""
