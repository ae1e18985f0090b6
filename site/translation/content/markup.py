"""A text as translators read and write it: its tags, and why what was written cannot be used.

A text is HTML with a few inline tags; `<a id="a1">` represents a link whose address stays in the
page. Translators write the same tags around the words that they belong to.
"""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from bs4 import BeautifulSoup
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import INLINE_TAGS, StringValue, extract_ids

from core.language.languages import LANGUAGES
from translation.content.texts import length_message, misfit

TAG = re.compile(r"(</?[A-Za-z][^<>]*>)")
_TAG_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
_TAG_START = re.compile(r"<(/?)([a-z][^\s/>]*)")
_VOID = {"br", "hr", "img", "input", "wbr"}
LONGEST = 20_000  # characters of a text, where its place sets no limit
_DEEPEST = 20  # tags inside of each other
_ISOLATE, _END = "\u2066", "\u2069"
_ISOLATED = re.compile(f"{_ISOLATE}(?=<)|(?<=>){_END}")
# They turn the direction of what follows, even outside of the text; isolates and marks may stay.
_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e")
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


def from_typing(text: str) -> str:
    """Return what was typed as it is stored, as well-formed HTML.

    Text that no parser can process is returned unchanged, and `checked` refuses it.
    """
    bare = _ISOLATED.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(bare) > LONGEST or is_nested_too_deeply(bare):
        return bare
    return str(BeautifulSoup(bare, "html.parser"))


def is_nested_too_deeply(text: str) -> bool:
    """Whether more tags are inside of each other than in any text that a person writes."""
    is_open: list[str] = []
    for slash, name in _TAG_START.findall(text.lower()):
        if not slash and name not in _VOID:
            is_open.append(name)
        elif slash and name in is_open:
            while is_open.pop() != name:
                pass
        if len(is_open) > _DEEPEST:
            return True
    return False


def marks(data: str) -> list[tuple[str, str]]:
    """Return the tags of a text as pairs to put around words; the second of <br/> is empty."""
    pairs = []
    for tag in TAG.findall(data):
        name = _TAG_NAME.match(tag)
        if name and not tag.startswith("</"):
            pairs.append((tag, "" if tag.endswith("/>") else f"</{name[1]}>"))
    return list(dict.fromkeys(pairs))


def _isolated(tag: str) -> str:
    """Return a tag whose characters stay in order inside of an Arabic sentence."""
    return f"{_ISOLATE}{tag}{_END}"


def _links(ids: Iterable[str]) -> str:
    return ", ".join(_isolated(f'<a id="{link}">') for link in sorted(ids))


def checked(page: Page, segment: StringSegment, text: str) -> tuple[str, str]:
    """Return a typed text as it is stored, and why it cannot translate a segment, or "".

    A text that cannot be used is returned as it was typed.
    """
    data = from_typing(text)
    fault = _fault(page, segment, data)
    return (text, fault) if fault else (data, "")


def _fault(page: Page, segment: StringSegment, data: str) -> str:
    if len(data) > LONGEST:
        return length_message(len(data), LONGEST)
    if is_nested_too_deeply(data):
        return _nested_too_deeply()
    original = segment.string.data
    try:
        return (
            _character_fault(original, data)
            or _markup_fault(original, data)
            or misfit(type(page), segment.context, original, data)
        )
    except RecursionError:
        return _nested_too_deeply()


def _nested_too_deeply() -> str:
    return _("The markup is nested too deeply.")


def _character_fault(original: str, data: str) -> str:
    """Return why the characters of a text cannot be stored, or "".

    Characters that the original has are always allowed.
    """
    odd = {
        each
        for each in set(data) - set(original)
        if each in _OVERRIDES or (unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t")
    }
    if not odd:
        return ""
    names = ", ".join(f"U+{ord(each):04X}" for each in sorted(odd)[:5])
    return _(
        "The text holds invisible characters that cannot be used: %(names)s. Write it anew, or "
        "paste it without its formatting."
    ) % {"names": names}


def _markup_fault(source: str, data: str) -> str:
    """Return why the markup of a translation cannot be used, or "" if it can."""
    for tag in TAG.findall(data):
        name = _TAG_NAME.match(tag)
        if name and name[1].lower() not in INLINE_TAGS:
            return _(
                "%(tag)s cannot be used here. Write the tags that the original has, and no others."
            ) % {"tag": _isolated(tag)}
    links = extract_ids(data) - extract_ids(source)
    if links:
        return _("The original has no link with this mark: %(marks)s.") % {"marks": _links(links)}
    try:
        StringValue.from_translated_html(data)
        is_plain = "<!" not in data and "<?" not in data
    except ValueError:
        is_plain = False
    if is_plain:
        return ""
    return _(
        'Write tags as they are in the original: a link with its mark, such as <a id="a1">, '
        "and others with nothing but their name, such as <b>."
    )


def forgotten_links(source: str, data: str) -> str:
    """Return a hint about links of the original that a translation lacks, or ""."""
    links = extract_ids(source) - extract_ids(data)
    if not links:
        return ""
    return _("Without the link %(marks)s of the original.") % {"marks": _links(links)}
