"""A segment as HTML, with its names marked."""

import html
import re
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.language.languages import other_language
from translation.content.markup import TAG, tag_mark
from translation.glossary.known import names_in
from translation.glossary.matching import Match

_BREAK = re.compile(r"<br\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Text from `start` in the plain text of a segment, or a tag at that place."""

    text: str
    start: int
    is_tag: bool = False


def highlighted(data: str, lang: str) -> SafeString:
    """Return a segment's HTML, or a piece of text, in `lang` with its names in <mark>.

    Everything is escaped. Tags are shown as text, and names are found across them. The `title` of
    a <mark> is the name in the other language, then the note; `data-name` is only the name in the
    other language.
    """
    pieces, plain = _pieces(data)
    matches = names_in(plain, lang)
    parts = [
        tag_mark(piece.text) if piece.is_tag else _marked(piece, matches, other_language(lang))
        for piece in pieces
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped


def _pieces(data: str) -> tuple[list[_Piece], str]:
    """Return a segment's pieces and its plain text, in which a line break is one."""
    pieces: list[_Piece] = []
    plain, end = "", 0
    for tag in TAG.finditer(data):
        text = html.unescape(data[end : tag.start()])
        pieces += [_Piece(text, len(plain)), _Piece(tag[0], len(plain) + len(text), is_tag=True)]
        plain += text + ("\n" if _BREAK.match(tag[0]) else "")
        end = tag.end()
    text = html.unescape(data[end:])
    return [*pieces, _Piece(text, len(plain))], plain + text


def _marked(piece: _Piece, matches: list[Match], other: str) -> SafeString:
    parts, end = [], 0
    for match in matches:
        start = max(match.start - piece.start, 0)
        after = min(match.end - piece.start, len(piece.text))
        if start < after:
            name = match.term.in_language(other)
            parts += [
                format_html("{}", piece.text[end:start]),
                format_html(
                    '<mark class="glossary-name" title="{}" data-name="{}">{}</mark>',
                    "\n".join(filter(None, [name, match.term.note])),
                    name,
                    piece.text[start:after],
                ),
            ]
            end = after
    return mark_safe("".join([*parts, format_html("{}", piece.text[end:])]))  # noqa: S308
