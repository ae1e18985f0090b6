"""Lines of a text that lead to the other language, such as “Arabic | عربي”, and nothing else.

People typed them at the beginning or the end of their posts, in many forms. They go, since each
page here leads to its translation by itself; where one leads to a post, it claims that the two are
a pair.
"""

import re
from html import unescape

from core.language.folding import folded_words
from moving.addresses.sites import Place, Sites
from moving.texts.wordlists import LANGUAGE_NAMES, is_language_line

_BLOCK_END = re.compile(
    r"(<!--.*?-->|</?(?:p|div|h[1-6]|li|ul|ol|td|th|tr|table|tbody|blockquote|hr|br|center)\b[^<>]*>"
    r"|\r?\n)",
    re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(
    r"""<a\b[^<>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))[^<>]*>""", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
# With its tags; a language line is short.
_LONGEST = 1_500


def without_language_lines(source: str, sites: Sites, site: str) -> tuple[str, list[Place]]:
    """Return a text of `site` without its lines for other languages, and where these lead."""
    if not _may_have_one(source):
        return source, []
    parts = _BLOCK_END.split(source)  # text and what ends it by turns
    places: list[Place] = []
    for number in range(0, len(parts), 2):
        found = _led_to(parts[number], sites, site)
        if found is not None:
            parts[number] = ""
            places += found
    return "".join(parts), places


def _may_have_one(source: str) -> bool:
    return "<a" in source or "|" in source


def _led_to(part: str, sites: Sites, site: str) -> list[Place] | None:
    """Return where the links of a language line lead; None where the text is none.

    One without links names two languages at least. Links to unknown sites stay for readers.
    """
    if not part or len(part) > _LONGEST:
        return None
    text = unescape(_TAG.sub("", part))
    if not is_language_line(text):
        return None
    addresses = [next(filter(None, link), "") for link in _LINK.findall(part)]
    if not addresses:
        names = [word for word in folded_words(text) if word in LANGUAGE_NAMES]
        return [] if len(names) >= 2 else None
    places = [_place(unescape(address), sites, site) for address in addresses]
    return [place for place in places if place] if all(places) else None


def _place(address: str, sites: Sites, site: str) -> Place | None:
    try:
        return sites.place(address, site)
    except ValueError:
        return None
