"""A text as people type it, or bring it from elsewhere: repaired, made well-formed, or refused.

Tags that a machine or an Arabic keyboard broke are repaired if the original has them, and refused
where readers would see them as text or where a formatting would not end:

    < b >, ＜b＞, &lt;b&gt;, </ b>, <a id=“a١”>     repaired
    <b> without </b>, <ب>, b>, & lt;              refused
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment
from wagtail_localize.strings import INLINE_TAGS, StringValue, extract_ids

from translation.content.markup import ISOLATING, TAG, TAG_NAME, isolated
from translation.content.texts import length_message, misfit, plain

LONGEST = 20_000  # characters of a text, where its place sets no limit
_DEEPEST = 20  # tags inside of each other
_TAG_START = re.compile(r"<(/?)([a-z][^\s/>]*)")
_ANY_TAG = re.compile(r"</?[^\W\d_][^<>]*>")  # whatever the script
_VOID = {"br", "hr", "img", "input", "wbr"}
# They turn the direction of what follows, even outside of the text; isolates and marks may stay.
_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e")
_NAMES = "|".join(sorted(INLINE_TAGS, key=len, reverse=True))
_OPENING, _CLOSING = "[<＜﹤‹〈⟨]", "[>＞﹥›〉⟩]"
_GAP = r"[\s\u061c\u00ad\u200b-\u200f\u2066-\u2069\ufeff]{0,5}"  # spaces, and what nobody sees
_QUOTES = "(?:[\"'“”„‘’«»＂]|&quot;){0,3}"
# A tag as it is, or as others break it: with gaps, other brackets, quotation marks or digits.
_LOOSE_TAG = re.compile(
    rf"(?:{_OPENING}|&lt;){_GAP}(?P<slash>\\?[/／∕⁄]|\\)?{_GAP}(?P<name>{_NAMES})\b{_GAP}"
    rf"(?:id{_GAP}[=＝]{_GAP}{_QUOTES}{_GAP}(?P<letters>[A-Za-z]{{1,4}}){_GAP}(?P<number>\d{{1,4}}){_GAP}"
    rf"{_QUOTES}{_GAP})?(?P<end>[/／])?{_GAP}(?:{_CLOSING}|&gt;)",
    re.IGNORECASE,
)
# What readers would see of tags and entities; ‹ › are quotation marks, too.
_REMNANT = re.compile(
    r"[<＜﹤]\s{0,3}[/／]?\s{0,3}[^\W\d_][\w-]{0,14}"
    r"(?:\s{1,3}\w{1,10}\s{0,3}[=＝][^<>＜＞]{0,40})?\s{0,3}[/／]?\s{0,3}[>＞﹥]"
    rf"|{_OPENING}\s{{0,3}}[/／]?\s{{0,3}}(?:{_NAMES})\s{{0,3}}{_CLOSING}"
    r"|[<＜﹤]\s{0,3}[/／]\s{0,3}\w{0,15}"
    rf"|[/／]\s?(?:{_NAMES})\s?[>＞﹥]"
    r"|\bid\s{0,3}[=＝]\s{0,3}[\"'“”„«]?\s{0,3}a\d+"
    r"|&\s?(?:lt|gt|amp|nbsp|quot|apos|#\s?x?[0-9a-f]{2,6})\s?;",
    re.IGNORECASE,
)


def _bare(text: str) -> str:
    return ISOLATING.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def from_typing(text: str) -> str:
    """Return what was typed as it is stored, as well-formed HTML.

    Text that no parser can process is returned unchanged, and `checked` refuses it.
    """
    bare = _bare(text)
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


def length_of(text: str) -> int:
    """Return how many characters of a typed text readers would see.

    Of a text that no parser can process, and `checked` refuses, tags count too.
    """
    is_unreadable = len(text) > LONGEST or is_nested_too_deeply(text)
    return len(text if is_unreadable else plain(text))


def repaired(source: str, text: str) -> str:
    """Return a typed text with those tags of its original repaired that somebody broke.

    >>> repaired("<b>Voices</b>", "< b >أصوات＜/b＞")
    '<b>أصوات</b>'
    """
    names, links = _names_in(source), extract_ids(source)
    if not names or remnants("", source):  # a text about markup
        return text

    def repair(found: re.Match[str]) -> str:
        name, link = found["name"].lower(), ""
        if found["letters"]:
            link = f"{found['letters'].lower()}{int(found['number'])}"
        if name not in names or (link and link not in links):
            return found[0]
        attribute = f' id="{link}"' if link else ""
        return f"<{'/' if found['slash'] else ''}{name}{attribute}{'/' if found['end'] else ''}>"

    return _LOOSE_TAG.sub(repair, text)


def _names_in(data: str) -> set[str]:
    return {name for _slash, name in _TAG_START.findall(data)}


def remnants(source: str, data: str) -> list[str]:
    """Return what readers of a stored text would see of tags, and its original's do not.

    >>> remnants("<b>Voices</b>", "&lt; b &gt;أصوات")
    ['< b >']
    """
    of_source, shown = plain(source), plain(data)
    found = [each[0] for each in _REMNANT.finditer(shown)]
    if names := "|".join(sorted(_names_in(source))):  # then a single bracket will do
        half = rf"(?<!\w)(?:{names})\s?[>＞﹥]|[<＜﹤]\s?(?:{names})\b"
        found += [] if found else re.findall(half, shown)
    return [each for each in dict.fromkeys(found) if each not in of_source]


def _links(ids: Iterable[str]) -> str:
    return ", ".join(isolated(f'<a id="{link}">') for link in sorted(ids))


def checked(page: Page, segment: StringSegment, text: str) -> tuple[str, str]:
    """Return a typed text as it is stored, and why it cannot translate a segment, or "".

    A text that cannot be used is returned as it was typed.
    """
    typed = repaired(segment.string.data, _bare(text)) if len(text) <= LONGEST else text
    data = from_typing(typed)
    fault = _fault(page, segment, typed, data)
    return (text, fault) if fault else (data, "")


def _fault(page: Page, segment: StringSegment, typed: str, data: str) -> str:
    if len(data) > LONGEST:
        return length_message(len(data), LONGEST)
    if is_nested_too_deeply(data):
        return _nested_too_deeply()
    original = segment.string.data
    try:
        return (
            _character_fault(original, data)
            or unusable_markup(original, typed)
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


def unusable_markup(source: str, typed: str) -> str:
    """Return why the markup of a typed and repaired text cannot be used, or "" if it can."""
    for tag in _ANY_TAG.findall(typed):
        name = TAG_NAME.match(tag)
        if not name or name[1].lower() not in INLINE_TAGS:
            return _(
                "%(tag)s cannot be used here. Write the tags that the original has, and no others."
            ) % {"tag": isolated(tag)}
    data = from_typing(typed)
    links = extract_ids(data) - extract_ids(source)
    if links:
        return _("The original has no link with this mark: %(marks)s.") % {"marks": _links(links)}
    if not _is_well_formed(data):
        return _(
            'Write tags as they are in the original: a link with its mark, such as <a id="a1">, '
            "and others with nothing but their name, such as <b>."
        )
    return _half_fault(typed) or _remnant_fault(source, data)


def _is_well_formed(data: str) -> bool:
    """Whether a text has nothing but words and inline tags, and each link has its mark."""
    try:
        StringValue.from_translated_html(data)
    except ValueError:
        return False
    soup = BeautifulSoup(data, "html.parser")
    return "<!" not in data and "<?" not in data and soup.find("a", id=False) is None


def _half_fault(typed: str) -> str:
    """Return that a tag has no end or no beginning, or ""."""
    is_open: dict[str, list[str]] = defaultdict(list)
    for tag in TAG.findall(typed):
        found = TAG_NAME.match(tag)
        name = found[1].lower() if found else ""
        if name in _VOID or tag.endswith("/>"):
            continue
        if not tag.startswith("</"):
            is_open[name].append(tag)
        elif not is_open[name]:
            return _("%(tag)s has no beginning: write %(other)s before the words.") % {
                "tag": isolated(tag),
                "other": isolated(f"<{name}>"),
            }
        else:
            is_open[name].pop()
    for name, tags in is_open.items():
        if tags:
            return _("%(tag)s has no end: write %(other)s after the words.") % {
                "tag": isolated(tags[0]),
                "other": isolated(f"</{name}>"),
            }
    return ""


def _remnant_fault(source: str, data: str) -> str:
    pieces = remnants(source, data)
    return remnants_message(pieces) if pieces else ""


def remnants_message(pieces: Iterable[str]) -> str:
    return _(
        "Readers would see this as text: %(pieces)s. Write the tags as they are in the original."
    ) % {"pieces": _(", ").join(isolated(piece) for piece in pieces)}
