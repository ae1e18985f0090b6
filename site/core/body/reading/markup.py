"""HTML or plain text as the pieces that a body is made of.

nh3 cleans first, so that what is read here is well-formed and holds no script. The reader itself
builds no tree: text is collected with its formatting and written out at the end of each block,
which makes any depth of nesting harmless and every paragraph well-formed.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from core.addresses.tracking import direct
from core.body.allowed_html import IMPORTED
from core.body.reading.codes import without_codes
from core.body.reading.foreign import with_tags
from core.body.reading.runs import BREAK, Formatting, Run, html_lines, text_of

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LISTS = {"ul", "ol"}
CELLS = {"td", "th"}
# Inside these a line end in the source is only a space.
CLOSED = {"p", "li", "td", "th", "dt", "dd", "figcaption", "caption", *HEADINGS}
BLOCKS = {"div", "section", "article", "figure", "dl", "table", "pre", "hr", *CLOSED, *LISTS}
MAX_LIST_DEPTH = 4
HEADING_LIMIT = ATTRIBUTION_LIMIT = 160
CAPTION_LIMIT = 250

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LEFT_OUT = re.compile(r"<(iframe|object|video|audio|form)\b", re.IGNORECASE)


@dataclass
class Piece:
    """A part of a body: `kind` is a block's name, `value` what it holds.

    heading: {"text", "level"}; paragraph: HTML; quote: {"text", "attribution"};
    photo: {"src", "alt", "caption"}, with the path as the source has it.
    """

    kind: str
    value: Any


@dataclass
class Markup:
    """A body that was read: its pieces, and notes of what was left out of it."""

    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_html(source: str) -> Markup:
    """Return the pieces of an HTML text; scripts, styles and embedded players are left out."""
    cleaned = IMPORTED.clean(source)
    html, codes = without_codes(cleaned)
    if html != cleaned:
        html = IMPORTED.clean(html)
    reader = _Reader()
    reader.feed(with_tags(html))
    reader.close()
    reader.finish_block()
    left_out = dict.fromkeys(name.lower() for name in _LEFT_OUT.findall(source))
    reader.markup.notes += [f"<{name}> was left out" for name in left_out]
    reader.markup.notes += _notes(codes)
    return reader.markup


def read_text(source: str) -> Markup:
    """Return the pieces of a plain text: blank lines part its paragraphs."""
    source, codes = without_codes(source, is_html=False)
    runs: list[Run] = []
    for paragraph in _BLANK_LINE.split(source.replace("\r\n", "\n")):
        for line in paragraph.split("\n"):
            runs += [Run(line), BREAK]
        runs.append(BREAK)
    html = "".join(f"<p>{line}</p>" for line in html_lines(runs))
    return Markup([Piece("paragraph", html)] if html else [], _notes(codes))


def _notes(codes: list[str]) -> list[str]:
    return [f"[{name}] was left out" for name in codes]


@dataclass
class _Item:
    depth: int
    kind: str
    html: str


class _Reader(HTMLParser):
    """Reads cleaned HTML into `markup`, and counts the open tags to know where it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.markup = Markup()
        self.open: Counter[str] = Counter()
        self.formatting = Formatting()
        self.hrefs: list[str] = []
        self.runs: list[Run] = []
        self.lists: list[str] = []
        self.items: list[_Item] = []
        self.starts_item = False
        self.starts_cell = False
        self.quoted: list[str] = []
        self.attribution = ""
        self.photos: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.runs.append(BREAK)
        elif tag == "img":
            self._add_photo(attributes)
        elif tag == "hr":
            self._part(tag)
        else:
            self.formatting.enter(tag, attributes.get("style", ""))
            self._open(tag, attributes)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "a":
            self.hrefs.append(attributes.get("href", ""))
        elif tag in BLOCKS or tag in {"blockquote", "footer", "tr"} or self._is_attribution(tag):
            self._part(tag)
            self.open[tag] += 1
            self._enter(tag)
        else:
            self.open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.formatting.leave()
        if tag == "a":
            self.hrefs.pop()
        elif tag in BLOCKS or tag in {"blockquote", "footer", "tr"} or self._is_attribution(tag):
            self._leave(tag)
            self.open[tag] -= 1
        else:
            self.open[tag] -= 1

    def handle_data(self, data: str) -> None:
        if self.open["pre"]:
            parts = data.split("\n")
            breaks = [BREAK]
        elif any(self.open[tag] for tag in CLOSED):
            parts, breaks = [data], []
        else:
            parts = _BLANK_LINE.split(data)
            breaks = [BREAK, BREAK]
        if self.starts_cell and data.strip():
            self.runs.append(Run(" · "))
            self.starts_cell = False
        for number, part in enumerate(parts):
            self.runs += breaks if number else []
            self.runs.append(self._run(part))

    def _run(self, text: str) -> Run:
        written = self.hrefs[-1] if self.hrefs else ""
        href = direct(written)
        # A link that shows its address shows where it leads.
        return self.formatting.run(href if written and text.strip() == written else text, href)

    def _is_attribution(self, tag: str) -> bool:
        return tag == "cite" and bool(self.open["blockquote"])

    def _part(self, tag: str) -> None:
        """End what was being read where a block begins; cells of a row stay on one line."""
        if self.open["tr"]:
            self.starts_cell |= tag in CELLS and any(run.text.strip() for run in self.runs)
            self.runs.append(Run(" "))
        else:
            self.finish_block()

    def _enter(self, tag: str) -> None:
        if self.open["tr"]:
            return
        if tag in LISTS:
            self.lists.append(tag)
            self.starts_item = True
        elif tag == "li":
            self.starts_item = True

    def _leave(self, tag: str) -> None:
        if self.open["tr"] and (tag != "tr" or self.open["tr"] > 1):
            self.runs.append(Run(" "))
        elif tag in HEADINGS:
            self._finish_heading(HEADINGS[tag])
        elif tag in {"footer", "cite"}:
            self._finish_attribution()
        elif tag == "figcaption":
            self._finish_caption()
        else:
            self.finish_block()
            self._close(tag)

    def _close(self, tag: str) -> None:
        if tag in LISTS:
            self.lists.pop()
            self.starts_item = True
            if not self.lists:
                self._finish_list()
        elif tag == "blockquote" and self.open["blockquote"] == 1:
            self._finish_quote()

    def finish_block(self) -> None:
        """Write out the text that was collected, as the surrounding tags require."""
        lines, plain = html_lines(self.runs), text_of(self.runs)
        self.runs, self.starts_cell = [], False
        if not lines:
            pass
        elif self.open["blockquote"]:
            self.quoted.append(plain)
        elif self.lists:
            self._add_item("<br/>".join(lines))
        else:
            self._add("paragraph", "".join(f"<p>{line}</p>" for line in lines))
        if not self.lists and not self.open["blockquote"]:
            self.markup.pieces += self.photos
            self.photos = []

    def _add(self, kind: str, value: Any) -> None:
        self.markup.pieces.append(Piece(kind, value))

    def _add_item(self, html: str) -> None:
        if self.starts_item or not self.items:
            depth = min(len(self.lists), MAX_LIST_DEPTH)
            self.items.append(_Item(depth, self.lists[-1], html))
        else:
            self.items[-1].html += f"<br/>{html}"
        self.starts_item = False

    def _finish_list(self) -> None:
        if self.items and not self.open["blockquote"]:
            self._add("paragraph", _list_html(self.items))
        self.items = []

    def _finish_heading(self, level: str) -> None:
        text = " ".join(text_of(self.runs).split())
        if self.open["blockquote"] or self.lists or not 0 < len(text) <= HEADING_LIMIT:
            for run in self.runs:
                run.is_bold = run is not BREAK
            self.finish_block()
            return
        self.runs = []
        self._add("heading", {"text": text, "level": level})
        self.finish_block()

    def _finish_attribution(self) -> None:
        text = " ".join(text_of(self.runs).split()).lstrip("—–- ")
        if self.open["blockquote"] and not self.attribution and len(text) <= ATTRIBUTION_LIMIT:
            self.runs = []
            self.attribution = text
        self.finish_block()

    def _finish_quote(self) -> None:
        if self.quoted:
            self._add("quote", {"text": "\n".join(self.quoted), "attribution": self.attribution})
        self.quoted, self.attribution = [], ""

    def _add_photo(self, attributes: dict[str, str]) -> None:
        photo = {"src": attributes.get("src", ""), "alt": attributes.get("alt", ""), "caption": ""}
        self.photos.append(Piece("photo", photo))

    def _finish_caption(self) -> None:
        text = " ".join(text_of(self.runs).split())
        last = self.markup.pieces[-1] if self.markup.pieces else None
        if last is None or last.kind != "photo" or len(text) > CAPTION_LIMIT:
            self.finish_block()
        else:
            last.value["caption"], self.runs = text, []


def _list_html(items: list[_Item]) -> str:
    """Return a list, nested by the depths of its items."""
    html: list[str] = []
    lists: list[str] = []
    for item in items:
        while len(lists) > item.depth:
            html.append(f"</li></{lists.pop()}>")
        if len(lists) == item.depth and lists[-1] == item.kind:
            html.append(f"</li><li>{item.html}")
            continue
        if len(lists) == item.depth:
            html.append(f"</li></{lists.pop()}>")
        lists.append(item.kind)
        html.append(f"<{item.kind}><li>{item.html}")
    html += [f"</li></{kind}>" for kind in reversed(lists)]
    return "".join(html)
