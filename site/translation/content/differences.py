"""What has changed in an original since it was translated, text by text.

A translated string belongs to the words that it translates and to their place in the page. When
the words change, the old ones with their translation stay behind at the same place:

    place body.<a>   now "We met twice."   before "We met." → "التقينا."

A place may hold several texts, such as a paragraph with a list: each is matched with the former
text that is most like it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment, StringTranslation

from translation.content.markup import shown
from translation.content.texts import plain

# Tags, spaces, single punctuation marks, and what is between them.
_PART = re.compile(r"<[^>]*>|\s+|[.,;:!?…،؛؟«»“”\"()\[\]—–]|[^\s<.,;:!?…،؛؟«»“”\"()\[\]—–]+")
_ALIKE = 0.3  # below that share of common words, another text of the same place is another text
_COMPARED = 2000  # longer texts are compared as a whole: the time grows with the square
_LEAST_FORMER = 10  # at least so many former texts of a place are compared
_PAIRS = 2000  # with more pairs at one place, not every pair is compared


@dataclass(frozen=True)
class Previous:
    """The former text of a place, with its translation; both are HTML."""

    source: str
    translation: str


def parts_of(text: str) -> list[str]:
    return _PART.findall(text)


def words_of(text: str) -> list[str]:
    """Return the words and punctuation of a text, without spaces and tags."""
    return [part for part in parts_of(plain(text)) if part.strip()]


def _likeness(before: list[str], after: list[str], least: float) -> float:
    """Return how much of two texts' words is common, from 0 to 1; 0 if less than `least`."""
    if max(len(before), len(after)) > _COMPARED:
        return float(before == after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def previous_texts(
    segments: Sequence[StringSegment], known: Sequence[StringTranslation]
) -> dict[int, Previous]:
    """Return the former text of each segment, by its id, if that text had a translation.

    `known` are the accepted translations of the work in one language, with `translation_of`;
    no query is made. `segments` are all of the original, in their order.
    """
    present, open_ones = defaultdict(set), defaultdict(list)
    done = {(each.translation_of_id, each.context_id) for each in known}
    for segment in segments:
        present[segment.context_id].add(segment.string_id)
        if (segment.string_id, segment.context_id) not in done:
            open_ones[segment.context_id].append(segment)
    former = defaultdict(list)
    for each in sorted(known, key=lambda each: each.updated_at, reverse=True):
        if each.translation_of_id not in present[each.context_id]:
            former[each.context_id].append(each)
    found: dict[int, Previous] = {}
    for place, changed in open_ones.items():
        is_only_text = len(present[place]) == 1
        for segment, each in _matched(changed, former[place], 0 if is_only_text else _ALIKE):
            found[segment.pk] = Previous(each.translation_of.data, each.data)
    return found


def _matched(segments: list[Any], former: list[Any], least: float) -> Iterable[tuple[Any, Any]]:
    """Pair segments with the former texts that are most alike, each used once.

    Of equally similar texts, the one translated last comes first. If there would be too many
    pairs, each is compared with one only: texts are mostly translated in their order.
    """
    newest = former[: max(_LEAST_FORMER, 2 * len(segments))]
    pairs: Iterable[tuple[int, int]] = product(range(len(segments)), range(len(newest)))
    if len(segments) * len(newest) > _PAIRS:
        last = min(len(segments), len(newest))
        pairs = ((number, last - 1 - number) for number in range(last))
    new = [words_of(segment.string.data) for segment in segments]
    old = [words_of(each.translation_of.data) for each in newest]
    ranked = sorted(
        ((_likeness(old[age], new[number], least), age, number) for number, age in pairs),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used_segments: set[int] = set()
    used_former: set[int] = set()
    for ratio, age, number in ranked:
        if ratio >= least and number not in used_segments and age not in used_former:
            used_segments.add(number)
            used_former.add(age)
            yield segments[number], newest[age]


def changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return how `old` became `new`, as ("same" | "removed" | "added", HTML) in reading order."""
    before, after = parts_of(old), parts_of(new)
    if max(len(before), len(after)) > _COMPARED:
        return [("removed", old), ("added", new)]
    found = []
    # What occurs everywhere in a long text, such as spaces, must not begin a comparison: with
    # that, two texts of 900 words took many seconds.
    matcher = SequenceMatcher(None, before, after, autojunk=True)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(before[start:end])))
            continue
        if start != end:
            found.append(("removed", "".join(before[start:end])))
        if new_start != new_end:
            found.append(("added", "".join(after[new_start:new_end])))
    return found


def difference(old: str, new: str) -> SafeString:
    """Return the difference as HTML, with words for screen readers beside the colours."""
    shapes = {
        "removed": ('<del><span class="w-sr-only">{} </span>{}</del>', _("Removed:")),
        "added": ('<ins><span class="w-sr-only">{} </span>{}</ins>', _("Added:")),
    }
    pieces = []
    for kind, data in changes(old, new):
        text = shown(data)
        if kind in shapes:
            shape, spoken = shapes[kind]
            text = format_html(shape, spoken, text)
        pieces.append(text)
    return mark_safe("".join(pieces))  # noqa: S308 - of escaped pieces
