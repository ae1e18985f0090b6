"""What somebody reads, or hears read, on a page of the CMS, and which of it is not in Arabic."""

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

_SPOKEN = {"placeholder", "title", "aria-label", "alt", "label", "data-confirm"}
_SPOKEN |= {"data-w-tooltip-content-value", "data-w-progress-active-value"}
_EMPTY = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
_UNSEEN = {"script", "style", "code", "svg", "use"}
_BUTTONS = {"submit", "button", "reset"}
_LATIN = re.compile(r"[A-Za-z]{2,}")

# Names that Arabic texts write in Latin letters, too.
NAMES = (
    "ICSSI", "Wagtail", "YouTube", "Vimeo", "Internet Archive", "Facebook", "Instagram",
    "Telegram", "JavaScript", "English", "Markdown", "LibreTranslate",
    "JPEG", "JPG", "PNG", "WEBP", "WebP", "GIF", "AVIF", "HEIC", "SVG", "TIFF", "ICO", "PDF",
    "PO", "po", "zip", "CSV", "XLSX", "TSV", "JSON", "HTML", "API", "UTC", "UTF-8", "GPS", "ID",
    "MB", "KB", "GB", "Ctrl", "Shift", "Enter", "Esc", "Alt", "Tab", "Maysan", "Missan",
    "peace building", "fuzzy", "Poedit", "Word", "Google", "XLIFF", "progressive",
    "Excel", "PowerPoint", "OpenDocument", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt",
    "csv", "doc", "xls", "ppt", "XFA", "Author", "Aegis", "FreeOTP", "Authenticator", "QR",
    "Redis", "SQLite", "PostgreSQL", "https",
)  # fmt: skip
_SETTING = r"\b[A-Z]+(?:_[A-Z]+)+\b"
_ADDRESS = (
    r"https?://\S*|[\w.+-]+@[\w.-]+|(?:/[\w.%-]+)+/?|[\w-]+(?:\.[\w-]+)+|\b[A-Z]\w+(?:/[\w+-]+)+"
)
_NOT_IN_A_WORD = "(?<![A-Za-z])(?:{})(?![A-Za-z])"
_TAG = r"</?\w+(?: id=\"\w+\")?>"
_NAMED = re.compile(f"{_TAG}|{_SETTING}|{_ADDRESS}|{_NOT_IN_A_WORD.format('|'.join(NAMES))}")


class _Page(HTMLParser):
    """Collects the texts of a page that are not marked as being in English."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._json: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_hidden = bool(self._open and self._open[-1][1]) or tag in _UNSEEN
        is_hidden = is_hidden or "hidden" in given
        # What is marked as English is English; time zones have their names from everywhere.
        is_hidden = (
            is_hidden or given.get("lang", "ar") != "ar" or "time_zone" in given.get("id", "")
        )
        if not is_hidden:
            self.texts += [given[name] for name in _SPOKEN & given.keys()]
            if tag == "input" and given.get("type") in _BUTTONS:
                self.texts.append(given.get("value", ""))
        if tag in {"a", "form"}:
            self.links.append(given.get("href") or given.get("action", ""))
        if tag == "script" and given.get("type") == "application/json":
            self._json = []
        if tag not in _EMPTY:
            self._open.append((tag, is_hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._json is not None:
            self._read_json("".join(self._json))
        if any(tag == opened for opened, _hidden in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)
        elif not (self._open and self._open[-1][1]):
            self.texts.append(data)

    def _read_json(self, text: str) -> None:
        self._json = None
        data = json.loads(text or "null")
        self.texts += _labels(data)
        self.links += re.findall(r'"(/admin/[^"]*)"', text)


def _labels(data: Any) -> Iterator[str]:
    """Yield what scripts show of their data, such as the labels of the menu."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and re.search(r"label|title|text|STRING", key, re.IGNORECASE):
                yield value
            else:
                yield from _labels(value)
    elif isinstance(data, list):
        for each in data:
            yield from _labels(each)


def read(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    return page


def not_arabic(texts: Iterable[str], content: Iterable[str]) -> set[str]:
    """Return the texts that hold Latin words besides names and `content`, what people wrote."""
    longest_first = sorted(content, key=len, reverse=True)
    written = re.compile(_NOT_IN_A_WORD.format("|".join(map(re.escape, longest_first))))
    found = set()
    for text in texts:
        words = " ".join(text.split())
        if _LATIN.search(words) and _LATIN.search(_NAMED.sub("", written.sub("", words))):
            found.add(words[:120])
    return found
