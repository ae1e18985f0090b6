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
from itertools import accumulate

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


def tidied_line(text: str) -> str:
    """Return a title or a name: one line, without the characters that are of no use.

    >>> tidied_line("report\\u202egnp.pdf\\r\\nX: 1")
    'reportgnp.pdf X: 1'
    """
    return " ".join(tidied(text).split()) if text else text


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
    before = ""
    for place, char in enumerate(chars):
        if char in _NO_BREAK:
            after = _next(chars, place)
            if before in _SPACES or after in _SPACES:
                chars[place] = ""
            elif not (before.isdigit() or after.isdigit()):
                chars[place] = " "
        before = chars[place] or before


def _tidy_joiners(chars: list[str]) -> None:
    before = ""
    for place, char in enumerate(chars):
        if char in {_ZWNJ, _ZWJ}:
            around = [before, _next(chars, place)]
            joining = [_is_joining_letter(each) for each in around]
            is_emoji = all(each >= _SYMBOLS for each in around)
            if (char == _ZWNJ and not all(joining)) or (
                char == _ZWJ and not any(joining) and not is_emoji
            ):
                chars[place] = ""
        before = chars[place] or before


def _is_joining_letter(char: str) -> bool:
    """Whether a character is a letter, or a mark on one, that may join its neighbour."""
    return char >= _JOINING and unicodedata.category(char)[0] in "LM"


def _tidy_isolates(chars: list[str]) -> None:
    """Make isolates of embeddings that are of use; remove the others, and what has no partner."""
    line = _Line(chars)
    opened: list[tuple[int, int]] = []  # places, each with how much can be seen before it
    seen = 0
    for place, char in enumerate(chars):
        if char in _OPENING:
            opened.append((place, seen))
        elif char in _CLOSING:
            start, before = opened.pop() if opened else (place, seen)
            is_alone = not before and not line.seen_after[place + 1]
            is_used = start < place and line.is_of_use(start, place, is_alone=is_alone)
            chars[start], chars[place] = (_OPENING[chars[start]], _CLOSED) if is_used else ("", "")
            seen -= start < place and not is_used
        seen += bool(chars[place].strip())
    for place, _before in opened:
        chars[place] = ""


class _Line:
    """What is between two places of a line, found without looking at all that is between.

    A line of a hundred thousand isolates must not take longer for each of them.
    """

    def __init__(self, chars: Sequence[str]) -> None:
        self.directions = [_direction(char) for char in chars]
        is_content = [bool(char) and not _is_about_direction(char) for char in chars]
        self.number = list(accumulate(is_content, initial=0))
        self.places = [place for place, is_one in enumerate(is_content) if is_one]
        self.letters = {
            each: list(accumulate((found == each for found in self.directions), initial=0))
            for each in ("L", "R")
        }
        seen = accumulate((bool(char.strip()) for char in reversed(chars)), initial=0)
        self.seen_after = list(seen)[::-1]  # at a place: how much can be seen from there on

    def is_of_use(self, start: int, end: int, *, is_alone: bool) -> bool:
        """Whether readers would see a difference without the isolate between two places."""
        first, last = self.number[start + 1], self.number[end] - 1
        inside = {each for each, count in self.letters.items() if count[end] > count[start]}
        if first > last or (is_alone and inside):
            return False
        ends = (self.places[first], self.places[last])
        is_of_letters = all(self.directions[place] in inside for place in ends)
        return not (is_of_letters and len(inside) == 1)


def _tidy_marks(chars: list[str]) -> None:
    """Remove marks that are beside a letter of their own direction, or between letters."""
    before = ""
    for place, char in enumerate(chars):
        if char in _MARKS:
            sides = [before, _next(chars, place)]
            directions = [_MARKS.get(side) or _direction(side) for side in sides]
            are_letters = all(
                direction or not side for side, direction in zip(sides, directions, strict=True)
            )
            if _MARKS[char] in directions or are_letters:
                chars[place] = ""
        before = chars[place] or before


def _direction(char: str) -> str:
    """Return “L” or “R” for a letter, by where it is written to; "" for everything else."""
    if not char or _is_about_direction(char):
        return ""
    return _STRONG.get(unicodedata.bidirectional(char), "")


def _is_about_direction(char: str) -> bool:
    return char in _MARKS or char in _OPENING or char in _CLOSING


def _next(chars: list[str], place: int) -> str:
    """Return the nearest character that is left after a place; "" at the end of the line."""
    place += 1
    while place < len(chars) and not chars[place]:
        place += 1
    return chars[place] if place < len(chars) else ""
