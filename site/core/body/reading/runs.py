"""Text with its formatting, as it is collected and as it is written out: always well-formed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from core.addresses.tracking import direct
from core.body.allowed_html import LINKED_ELSEWHERE
from core.language.tidying import tidied_parts

_SPACES = re.compile(r"[ \t\r\n\f]+")
# Not Word's “mso-bidi-font-weight”, which is about other text.
_WEIGHT = re.compile(r"(?<![\w-])font-weight\s*:\s*([a-z]+|[0-9]+)", re.IGNORECASE)
_BOLD = {"bold", "bolder", "600", "700", "800", "900"}
_SLANT = re.compile(r"(?<![\w-])font-style\s*:\s*([a-z]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Run:
    """Text of one formatting; `href` is empty where it is no link."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""


class Formatting:
    """What is bold and italic at a place in HTML: the nearest tag or style around it decides.

    Google Docs puts a whole text into a <b> whose style is not bold.
    """

    def __init__(self) -> None:
        self._around = [(False, False)]

    def enter(self, tag: str, style: str) -> None:
        is_bold, is_italic = self._around[-1]
        if weight := _WEIGHT.search(style):
            is_bold = weight[1].lower() in _BOLD
        else:
            is_bold = is_bold or tag in {"b", "strong"}
        if slant := _SLANT.search(style):
            is_italic = slant[1].lower() != "normal"
        else:
            is_italic = is_italic or tag in {"i", "em", "cite"}
        self._around.append((is_bold, is_italic))

    def leave(self) -> None:
        self._around.pop()

    def run(self, text: str, href: str) -> Run:
        """Return text at this place."""
        return Run(text, *self._around[-1], href)


# The end of a line; two of them in a row end the paragraph.
BREAK = Run("\n")


def html_lines(runs: Sequence[Run]) -> list[str]:
    """Return the HTML of each paragraph of `runs`; paragraphs without text are left out."""
    return [html for lines in _paragraphs(runs) if (html := "<br/>".join(map(_html, lines)))]


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of `runs` without its formatting, a line for each line."""
    return "\n".join(
        "".join(run.text for run in line) for lines in _paragraphs(runs) for line in lines
    )


def _paragraphs(runs: Sequence[Run]) -> Iterator[list[list[Run]]]:
    """Yield paragraphs as lists of lines that hold text."""
    lines: list[list[Run]] = []
    for line in _lines(runs):
        if line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        if run is BREAK:
            yield _tidy(line)
            line = []
        else:
            line.append(run)
    yield _tidy(line)


def _tidy(line: list[Run]) -> list[Run]:
    """Return a line with single spaces inside and none around it; nothing if it has no text."""
    tidy: list[Run] = []
    ends_in_space = True
    texts = tidied_parts([run.text for run in line])
    for run, part in zip(line, texts, strict=True):
        text = _SPACES.sub(" ", part)
        if ends_in_space:
            text = text.lstrip(" ")
        if text:
            tidy.append(Run(text, run.is_bold, run.is_italic, run.href))
            ends_in_space = text.endswith(" ")
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    while tidy and not tidy[0].text.strip():
        tidy.pop(0)
    if tidy:
        tidy[-1].text = tidy[-1].text.rstrip()
        tidy[0].text = tidy[0].text.lstrip()
    return tidy


def _html(line: list[Run]) -> str:
    if len(line) == 1 and not line[0].href and _ADDRESS.fullmatch(line[0].text):
        line[0].href = line[0].text = direct(line[0].text)
    html = []
    for href, linked in groupby(line, key=lambda run: run.href):
        inner = "".join(
            _formatted("".join(run.text for run in same), is_bold=is_bold, is_italic=is_italic)
            for (is_bold, is_italic), same in groupby(
                linked, key=lambda run: (run.is_bold, run.is_italic)
            )
        )
        is_link = href.lower().startswith(LINKED_ELSEWHERE)
        html.append(f'<a href="{escape(href)}">{inner}</a>' if is_link else inner)
    return "".join(html)


def _formatted(text: str, *, is_bold: bool, is_italic: bool) -> str:
    html = escape(text, quote=False)
    if is_italic:
        html = f"<i>{html}</i>"
    return f"<b>{html}</b>" if is_bold else html
