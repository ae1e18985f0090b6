"""Where words were found, in the spelling of the text itself."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from core.language.folding import fold, folded
from core.language.isolates import closed

# Texts are searched piece by piece, whole words each, so that only one needs the way back.
_PIECE = re.compile(r"\S(?:.{0,300}(?!\S)|\S*)", re.DOTALL)
# About how many characters an excerpt shows before a hit, and after it.
_BEFORE, _AFTER = 60, 140


def marked(text: str, words: Sequence[str]) -> str | None:
    """Return a text as HTML with every hit in `<mark>`; None if there is none.

    >>> marked("الأُولى & a", ["اولي"])
    'ال<mark>أُولى</mark> &amp; a'
    """
    spans = list(_merged(_spans(text, words)))
    if not spans:
        return None
    parts, done = [], 0
    for start, end in spans:
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return "".join([*parts, escape(text[done:])])


def excerpt(text: str, words: Sequence[str]) -> str | None:
    """Return, as HTML, the text around the first hit; None if there is none."""
    for piece in _PIECE.finditer(text):
        folded_piece = fold(piece[0])
        if any(word in folded_piece for word in words):
            start, end = min(_spans(piece[0], words))
            return marked(_around(text, piece.start() + start, piece.start() + end), words)
    return None


def _around(text: str, start: int, end: int) -> str:
    """Return the whole words around a span, with an ellipsis where the text goes on."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    before, after = text[first:start], text[end:last]
    if first:
        # Half a word at the edge is left out; one that is joined to the hit stays.
        before = f"… {before.partition(' ')[2]}" if " " in before else f"…{before}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0]} …" if " " in after else f"{after}…"
    return closed(" ".join(f"{before}{text[start:end]}{after}".split()))


def _spans(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    form = folded(text)
    for word in words:
        for hit in re.finditer(re.escape(word), form.text):
            yield form.span(*hit.span())


def _merged(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the spans in order, those that touch or overlap as one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
