"""Isolation of what is written from left to right in HTML whose text is written from right to left.

What is isolated and why: see `core.language.isolates`. Works on HTML as templates of this site and
its cleaners write it: well-formed, attributes quoted, no `>` in them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from html import unescape
from itertools import accumulate

from core.language.isolates import END, END_OF_OVERRIDE, LEFT_TO_RIGHT, OVERRIDE, Run, isolate
from core.language.isolates import left_to_right_runs as runs_in

_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_DIRECTION = re.compile(r'\sdir="(\w+)"')
_CHARACTER = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);|.", re.DOTALL)
_OF_RUNS = re.compile("[A-Za-z0-9٠-٩۰-۹]")
_ISOLATED = re.compile(r'<(bd[io]) dir="ltr">((?:(?!</?bd[io]\b).)*)</\1>', re.DOTALL)
# A number may begin outside of these and end inside; no run goes beyond any other tag.
_FORMATTING = {"b", "strong", "i", "em", "small", "cite"}
_EMPTY = {"br", "hr", "img", "source", "wbr"}
_VERBATIM = {"code", "pre", "kbd", "samp", "script", "style", "svg", "bdo"}


def isolated_html(html: str, direction: str) -> str:
    """Return HTML in which phone numbers, addresses and the like are isolated where that is due.

    `direction` is that of the text around it; elements with a `dir` of their own are respected.

    >>> isolated_html("<p>هاتف: +964 770</p>", "rtl"), isolated_html("<p>@icssi</p>", "rtl")
    ('<p>هاتف: +964 770</p>', '<p><bdi dir="ltr">@icssi</bdi></p>')
    """
    if direction == "ltr" and 'dir="rtl"' not in html:
        return html
    pieces = _TAG.split(html)  # text and tags by turns
    opened = [("", direction)]
    line: list[int] = []
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            line.append(place)
        elif not _is_formatting(piece):
            _isolate_line(pieces, line, opened[-1][1])
            line = []
            _follow(piece, opened)
    _isolate_line(pieces, line, opened[-1][1])
    return "".join(pieces)


def with_characters(html: str) -> str:
    """Return HTML with characters in place of the elements that isolate, for its plain text."""
    return _ISOLATED.sub(lambda found: isolate(found[2], found[1] == "bdo"), html)


def _is_formatting(tag: str) -> bool:
    name = _NAME.match(tag)
    return name is not None and name[2] in _FORMATTING and _DIRECTION.search(tag) is None


def _follow(tag: str, opened: list[tuple[str, str]]) -> None:
    """Keep the elements that are open, each with the direction of its text, "" for verbatim."""
    name = _NAME.match(tag)
    if name is None or name[2] in _EMPTY:
        return
    if not name[1]:
        own = _DIRECTION.search(tag)
        around = opened[-1][1]
        is_read = around and name[2] not in _VERBATIM
        opened.append((name[2], (own[1] if own else around) if is_read else ""))
    elif any(name[2] == each for each, _direction in opened[1:]):
        while opened.pop()[0] != name[2]:
            continue


def _isolate_line(pieces: list[str], line: Sequence[int], direction: str) -> None:
    """Isolate what is to be isolated in the text of a line, which formatting may divide."""
    if direction != "rtl" or not any(_OF_RUNS.search(pieces[place]) for place in line):
        return
    texts = [_characters(pieces[place]) for place in line]
    starts = [0, *accumulate(len(characters) for characters in texts)]
    added: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for run in runs_in("".join(_read(each) for characters in texts for each in characters)):
        first = bisect_right(starts, run.start) - 1
        last = bisect_right(starts, run.end - 1) - 1
        between = pieces[line[first] + 1 : line[last] : 2]
        before, after = _isolation(run, between)
        added[first].append((run.start - starts[first], before))
        added[last].append((run.end - starts[last], after))
    for index, insertions in added.items():
        pieces[line[index]] = _with_insertions(texts[index], insertions)


def _characters(source: str) -> Sequence[str]:
    """Return the characters of a text as they are written, references to characters included."""
    return _CHARACTER.findall(source) if "&" in source else source


def _read(written: str) -> str:
    """Return one character; a reference to several is no part of a run."""
    character = unescape(written) if len(written) > 1 else written
    return character if len(character) == 1 else "\ufffd"


def _with_insertions(characters: Sequence[str], insertions: Sequence[tuple[int, str]]) -> str:
    parts, done = [], 0
    for place, text in insertions:
        parts += ["".join(characters[done:place]), text]
        done = place
    return "".join([*parts, *characters[done:]])


def _isolation(run: Run, between: Sequence[str]) -> tuple[str, str]:
    """Return what is written before and after a run, which has these tags in it.

    Elements cannot enclose the half of another element; characters can.
    """
    if _is_whole(between):
        name = "bdo" if run.is_overridden else "bdi"
        return f'<{name} dir="ltr">', f"</{name}>"
    if run.is_overridden:
        return LEFT_TO_RIGHT + OVERRIDE, END_OF_OVERRIDE + END
    return LEFT_TO_RIGHT, END


def _is_whole(tags: Sequence[str]) -> bool:
    depth = 0
    for tag in tags:
        depth += -1 if tag.startswith("</") else 1
        if depth < 0:
            return False
    return depth == 0
