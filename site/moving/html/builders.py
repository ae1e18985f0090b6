"""What codes of page builders and plugins show from their attributes.

    [vc_custom_heading text="By the river"]                  a heading
    [tab title="Monday"]We clean.[/tab]                      “Monday” in bold, and the text
    [button link="https://example.org/"]Join[/button]        a link
    [et_pb_image src="…/tea.jpg"]                            a picture
    [pdf-embedder url="…/report.pdf"]                        a link to the file
    [vimeo 12345]                                            a film

Codes are recognised by parts of their names, as plugins choose them. The others are left for
`core.body.reading.codes`, which takes them out.
"""

import re
from collections.abc import Mapping
from functools import partial
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from core.media.documents.kinds import KINDS
from moving.html.codes import EMBED

_CODE = re.compile(
    r"(?<!\[)\[(?P<name>[a-z][\w-]{1,60})(?P<rest>\s[^\[\]]{1,4000}?)?/?\]"
    r"(?P<words>[^\[\]]{0,300}(?=\[/(?P=name)\]))?",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_CURLY = str.maketrans("“”„″", '""""')
_BLOCKS = {
    "tab", "tabs", "toggle", "accordion", "column", "columns", "col", "row", "section", "half",
    "third", "fourth", "quarter", "box", "blurb", "spoiler", "panel", "slide", "item",
}  # fmt: skip
_BLOCK_CODE = re.compile(r"\[/?([a-z][\w-]{1,60})(?:\s[^\[\]]{0,4000})?\]", re.IGNORECASE)
_HEADINGS = {"heading", "headline", "title"}
_BUTTONS = {"button", "btn", "cta"}
_ADDRESSES = ("link", "url", "href", "button_url", "button_link")
_FILES = ("src", "url", "image", "img", "image_url", "file", "href", "mp3", "pdf")
_WORDS = ("text", "title", "heading", "button_text", "label")
_NO_WORDS = {"", "true", "false", "on", "off", "yes", "no", "none"}
_PICTURES = {"jpg", "jpeg", "png", "gif", "webp"}
_FILM = re.compile(r"\s+(?:id\s*=\s*)?[\"']?(?P<id>[\w-]{5,20})[\"']?\s*", re.ASCII)
_WATCH = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def with_words_of_codes(source: str) -> str:
    """Return a text with what its codes show in their place."""
    if "[" not in source:
        return source
    ended = {name.lower() for name in re.findall(r"\[/([a-z][\w-]{1,60})\]", source, re.IGNORECASE)}
    return _BLOCK_CODE.sub(_apart, _CODE.sub(partial(_shown, ended), source))


def _shown(ended: set[str], found: re.Match[str]) -> str:
    """Return what a code shows in its place; what it encloses stays behind it."""
    name, words = found["name"].lower(), found["words"] or ""
    rest = (found["rest"] or "").translate(_CURLY)
    attributes = {
        each[1].lower(): unescape(each[2] or each[3] or each[4] or "")
        for each in _ATTRIBUTE.finditer(rest)
    }
    parts = set(re.split(r"[_-]", name))
    if name in _WATCH and (film := _FILM.fullmatch(rest)):
        return f'\n\n<{EMBED} address="{_WATCH[name]}{film["id"]}"></{EMBED}>\n\n{words}'
    if parts & _BUTTONS:
        return _button(attributes, words) or found[0]
    file = _file(attributes)
    own = _words(attributes)
    if parts & _HEADINGS and own:
        return f"\n\n<h2>{escape(own)}</h2>\n\n{words}"
    if name in ended and name != "caption" and (title := _words(attributes, ("title", "heading"))):
        return f"{found[0].removesuffix(words)}\n\n<p><b>{escape(title)}</b></p>\n\n{file}{words}"
    return f"{file}{words}" if file else found[0]


def _words(attributes: Mapping[str, str], names: tuple[str, ...] = _WORDS) -> str:
    found = (attributes.get(name, "").strip() for name in names)
    return next((each for each in found if each.lower() not in _NO_WORDS), "")


def _button(attributes: Mapping[str, str], words: str) -> str:
    """Return the link of a button; "" where it has no words or leads nowhere."""
    address = next((attributes[name] for name in _ADDRESSES if attributes.get(name)), "")
    if address.startswith("url:"):  # with its parts encoded, as WPBakery writes it
        address = unquote(address.removeprefix("url:").partition("|")[0])
    inner = words.strip() or escape(_words(attributes))
    if not inner or not address.startswith(("http://", "https://", "/")) or "<a" in inner:
        return ""
    return f'\n\n<p><a href="{escape(address)}">{inner}</a></p>\n\n'


def _file(attributes: Mapping[str, str]) -> str:
    """Return the picture, or the link to a file, that an attribute has the address of."""
    for name in _FILES:
        address = attributes.get(name, "").strip()
        ending = PurePosixPath(_path(address)).suffix.lower().removeprefix(".")
        if ending in _PICTURES:
            alt = escape(attributes.get("alt", ""))
            return f'\n\n<p><img src="{escape(address)}" alt="{alt}"></p>\n\n'
        if ending in KINDS:
            shown = escape(unquote(PurePosixPath(_path(address)).name))
            return f'\n\n<p><a href="{escape(address)}">{shown}</a></p>\n\n'
    return ""


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _apart(found: re.Match[str]) -> str:
    """Return a code with an empty line around it, where it begins or ends a part of the page."""
    is_block = set(re.split(r"[_-]", found[1].lower())) & _BLOCKS
    return f"\n\n{found[0]}\n\n" if is_block else found[0]
