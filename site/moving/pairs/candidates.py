"""All pairs that may be, each with its evidence; which of them are sure.

A pair is sure only if a link supports it and nothing contradicts it: no other post that is named
or names itself the counterpart, no other language, no distant date. Everything else is proposed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from core.language.languages import LANGUAGES
from moving.pairs.likeness import Likeness
from moving.survey.briefs import PUBLIC, Brief, Key
from moving.survey.index import Index

# What each kind of evidence weighs, of 100: negative is what contradicts.
WEIGHTS = {
    "linked-both": 70,
    "linked": 45,
    "same-picture": 30,
    "same-file": 20,
    "same-name": 40,
    "same-day": 20,
    "near-day": 10,
    "same-forum": 10,
    "far-day": -30,
    "other-claim": -20,
    "other-target": -30,
}
# From this weight on a pair without a link is proposed.
_LEAST = 40
_NEAR, _FAR, _FAR_IF_BOTH = timedelta(days=7), timedelta(days=90), timedelta(days=400)
# Reasons for which a post is a draft without anything against its text.
_WRITTEN = {"", "draft", "pending", "private", "future", "password"}


@dataclass(slots=True)
class Candidate:
    """Two posts that may be one work; `codes` are those of WEIGHTS."""

    english: Key
    arabic: Key
    codes: list[str] = field(default_factory=list)
    is_sure: bool = False

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[code] for code in self.codes)

    @property
    def evidence(self) -> list[dict[str, object]]:
        """The evidence as a question stores it."""
        return [{"code": code, "weight": WEIGHTS[code]} for code in self.codes]


def candidates(index: Index, forum_of: Callable[[Brief], set[str]]) -> list[Candidate]:
    """Return the pairs that may be, the surest first; `forum_of` has the forums of a post."""
    briefs = {key: brief for key, brief in index.briefs.items() if _may_be_paired(brief)}
    found = _linked(briefs)
    taken = {key for each in found.values() if each.is_sure for key in (each.english, each.arabic)}
    likeness = Likeness(index, forum_of)
    for english, arabic, codes in likeness.pairs(briefs.values(), taken):
        each = found.get((english, arabic))
        if each is None:
            days = _days(briefs[english], briefs[arabic], is_mutual=False)
            each = found[english, arabic] = Candidate(english, arabic, days)
        each.codes += [code for code in codes if code not in each.codes]
    worth = (each for each in found.values() if _is_worth_asking(each, taken))
    return sorted(worth, key=lambda each: (-each.is_sure, -each.weight, each.english))


def share_terms(
    index: Index, found: Iterable[Candidate], joined: Iterable[tuple[Key, Key]]
) -> None:
    """Have the posts of sure pairs, and of those joined before, share categories and tags."""
    sure = ((each.english, each.arabic) for each in found if each.is_sure)
    for one, two in dict.fromkeys((*sure, *joined)):
        first, second = index.briefs.get(one), index.briefs.get(two)
        if first is not None and second is not None:
            own = first.all_terms
            first.shared_terms += second.all_terms
            second.shared_terms += own


def _may_be_paired(brief: Brief) -> bool:
    return brief.becomes_page and brief.site in LANGUAGES


def _is_worth_asking(each: Candidate, taken: set[Key]) -> bool:
    """Whether a pair is joined or proposed; not if a post of it has a sure counterpart."""
    if each.is_sure:
        return True
    is_linked = "linked" in each.codes or "linked-both" in each.codes
    if {each.english, each.arabic} & taken:
        return False
    return is_linked or each.weight >= _LEAST


def _linked(briefs: dict[Key, Brief]) -> dict[tuple[Key, Key], Candidate]:
    """Return the pairs that a line for the other language names."""
    claims = {
        key: [each for each in brief.claims if each in briefs] for key, brief in briefs.items()
    }
    claimed_by: defaultdict[Key, set[Key]] = defaultdict(set)
    for key, others in claims.items():
        for other in others:
            claimed_by[other].add(key)
    found: dict[tuple[Key, Key], Candidate] = {}
    for one, other in _named(claims):
        english, arabic = (one, other) if one[0] == "en" else (other, one)
        if (english, arabic) not in found:
            candidate = _judged(briefs[english], briefs[arabic], claims, claimed_by)
            found[english, arabic] = candidate
    return found


def _named(claims: dict[Key, list[Key]]) -> Iterator[tuple[Key, Key]]:
    return ((key, other) for key, others in claims.items() for other in others)


def _judged(
    english: Brief,
    arabic: Brief,
    claims: dict[Key, list[Key]],
    claimed_by: dict[Key, set[Key]],
) -> Candidate:
    """Return a linked pair with what supports and what contradicts it."""
    one, two = english.key, arabic.key
    is_mutual = two in claims[one] and one in claims[two]
    codes = ["linked-both" if is_mutual else "linked"]
    if any(set(claims[key]) - {other} for key, other in ((one, two), (two, one))):
        codes.append("other-target")
    if not is_mutual and any(
        claimed_by[key] - {other} for key, other in ((one, two), (two, one)) if key in claimed_by
    ):
        codes.append("other-claim")
    codes += _days(english, arabic, is_mutual=is_mutual)
    candidate = Candidate(one, two, codes)
    is_contradicted = {"other-target", "other-claim", "far-day"} & set(codes)
    candidate.is_sure = not is_contradicted and _fit(english, arabic)
    return candidate


def _fit(english: Brief, arabic: Brief) -> bool:
    """Whether two posts are of one type, each in the language of its site, and one is public."""
    briefs = (english, arabic)
    return (
        english.is_page == arabic.is_page
        and all(brief.verdict.lang == brief.site for brief in briefs)
        and all(brief.verdict.reason in _WRITTEN for brief in briefs)
        and any(brief.verdict.outcome == PUBLIC for brief in briefs)
    )


def _days(english: Brief, arabic: Brief, *, is_mutual: bool) -> list[str]:
    if english.verdict.moment is None or arabic.verdict.moment is None:
        return []
    distance = abs(english.verdict.moment - arabic.verdict.moment)
    if distance > (_FAR_IF_BOTH if is_mutual else _FAR):
        return ["far-day"]
    if distance <= timedelta(days=1):
        return ["same-day"]
    return ["near-day"] if distance <= _NEAR else []
