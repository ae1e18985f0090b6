"""WordPress's codes in square brackets, such as [gallery ids="1,2"]: no words of any text.

Which names are codes depends on the site that a text comes from. So they are recognised by their
form: by attributes, by an end such as [/button], by an underscore in the name. What people write
in brackets has none of these: “[sic]”, “[…]” and “[1]” stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from core.body.videos import video_provider

# Codes without attributes too, although their names are ordinary words.
_NAMES = {"gallery", "playlist", "caption", "wp_caption", "embed", "contact-form-7"}
_PLAYERS = {"youtube", "vimeo"}
_CAPTIONS = {"caption", "wp_caption"}
# Nothing is lost with these tags: what they are about stays.
_SILENT = _CAPTIONS | {"embed"}

_CODE = re.compile(
    r"\[?\[(?P<end>/?)(?P<name>[a-z][a-z0-9_-]*)(?P<rest>(?:[\s=]|&nbsp;)[^\[\]]{0,2000}?)?(?P<whole>/?)\]\]?",
    re.IGNORECASE,
)
_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"']+)"
_ATTRIBUTES = re.compile(
    rf"=?{_VALUE}?(?:\s+[\w:-]+\s*=\s*{_VALUE})+(?:\s+[\w-]+)*\s*|={_VALUE}\s*"
)
_CAPTION = re.compile(r"\scaption\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CURLY = str.maketrans("“”„″‘’′", '""""' + "'''")
_PICTURE = re.compile(r"<img\b[^>]*>(?:\s*</[a-z]+>)*", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


@dataclass
class _Open:
    """A code that was begun: where in the output its content starts."""

    name: str
    rest: str
    start: int


def without_codes(source: str, *, is_html: bool = True) -> tuple[str, list[str]]:
    """Return a text without codes, and the names of those that were left out.

    What a code encloses stays. In HTML a caption becomes that of its picture; it is no longer
    sure to be well-formed.

    >>> without_codes('Rain [sic] fell. [gallery ids="1,2"]', is_html=False)
    ('Rain [sic] fell. ', ['gallery'])
    """
    output: list[str] = []
    opened: list[_Open] = []
    left_out: dict[str, None] = {}
    position = 0
    for code in _codes(source):
        output.append(source[position : code.start()])
        position = code.end()
        name = code["name"].lower()
        if name not in _SILENT:
            left_out[name] = None
        if code["end"]:
            _close(name, opened, output, is_html=is_html)
        else:
            opened.append(_Open(name, _plain(code["rest"] or ""), len(output)))
            output.append(_address_in(opened[-1].rest, is_html=is_html))
    output.append(source[position:])
    return "".join(output), list(left_out)


def _codes(source: str) -> Iterator[re.Match[str]]:
    found = list(_CODE.finditer(source))
    ended = {code["name"].lower() for code in found if code["end"]}
    return (code for code in found if _is_code(code, ended))


def _is_code(code: re.Match[str], ended: set[str]) -> bool:
    name, rest = code["name"].lower(), _plain(code["rest"] or "").rstrip()
    if code["end"]:
        return not rest
    has_attributes = _ATTRIBUTES.fullmatch(rest) is not None
    if has_attributes or code["whole"] or "_" in name or name == "contact-form-7":
        return True
    if "://" in rest:
        return name in ended or name in _NAMES | _PLAYERS
    return not rest and (name in ended or name in _NAMES)


def _close(name: str, opened: list[_Open], output: list[str], *, is_html: bool) -> None:
    """End the latest code of a name; codes inside it that have no end are over too."""
    if name not in {each.name for each in opened}:
        return
    while (code := opened.pop()).name != name:
        pass
    content = "".join(output[code.start :])
    if name == "embed":
        content = _address_in(content, is_html=is_html) or content
    elif is_html and name in _CAPTIONS:
        content = _figure(content, code.rest)
    output[code.start :] = [content]


def _figure(content: str, rest: str) -> str:
    pictures = list(_PICTURE.finditer(content))
    if not pictures:
        return content
    words = content[pictures[-1].end() :]
    attribute = _CAPTION.search(rest)
    if attribute and not _TAG.sub("", words).strip():
        words = attribute[1] or attribute[2] or ""
    return f"<figure>{content[: pictures[-1].end()]}<figcaption>{words}</figcaption></figure>"


def _address_in(rest: str, *, is_html: bool) -> str:
    """Return the address of a video that a code shows, in a paragraph of its own; else ""."""
    address = _ADDRESS.search(rest)
    if address is None or video_provider(address[0].replace("http:", "https:", 1)) is None:
        return ""
    return f"<p>{address[0]}</p>" if is_html else f"\n\n{address[0]}\n\n"


def _plain(rest: str) -> str:
    """Return attributes as they were typed: WordPress makes typographic quotes of theirs."""
    return unescape(rest).translate(_CURLY).replace("\u00a0", " ")
