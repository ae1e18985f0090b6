"""A text as translators read it: its tags are visible, and stay whole in Arabic sentences.

A text is HTML with a few inline tags; `<a id="a1">` represents a link whose address stays in the
page. Translators write the same tags around the words that they belong to.
"""

import re
from html import unescape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.language.languages import LANGUAGES

TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")
TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_ISOLATE, _END = "\u2066", "\u2069"
ISOLATING = re.compile(f"{_ISOLATE}(?=<)|(?<=>){_END}")
_LOOKS_LIKE_ENTITY = re.compile(r"&amp;(?=#|[A-Za-z])")


def tag_mark(tag: str) -> SafeString:
    """Return a tag as translators see it."""
    return format_html('<code class="te-tag" dir="ltr">{}</code>', tag)


def shown(data: str) -> SafeString:
    """Return a text as translators read it: everything is escaped, and its tags are visible."""
    return format_html_join(
        "",
        "{}",
        (
            (tag_mark(piece) if TAG.fullmatch(piece) else unescape(piece),)
            for piece in TAG.split(data)
        ),
    )


def for_typing(data: str, lang: str) -> str:
    """Return a text as the field shows it, with an ampersand as people type it.

    In Arabic each tag is between invisible characters, without which a browser would mix its
    parts with the words around it.
    """
    if not _LOOKS_LIKE_ENTITY.search(data):
        data = data.replace("&amp;", "&")
    return TAG.sub(rf"{_ISOLATE}\1{_END}", data) if LANGUAGES[lang].direction == "rtl" else data


def marks(data: str) -> list[tuple[str, str]]:
    """Return the tags of a text as pairs to put around words; the second of <br/> is empty."""
    pairs = []
    for tag in TAG.findall(data):
        name = TAG_NAME.match(tag)
        if name and not tag.startswith("</"):
            pairs.append((tag, "" if tag.endswith("/>") else f"</{name[1]}>"))
    return list(dict.fromkeys(pairs))


def isolated(tag: str) -> str:
    """Return a tag whose characters stay in order inside of an Arabic sentence."""
    return f"{_ISOLATE}{tag}{_END}"
