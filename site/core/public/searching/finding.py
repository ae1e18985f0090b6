"""Finds items for the search page and marks in them what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.models import PublishedItem
from core.public.cards import Card
from core.public.years import year_between
from core.publication.records import ItemRecord
from core.publication.words import names_beside, searched_text
from core.search.analysis.levels import Level
from core.search.finding import MOST_BY_RELEVANCE, Narrowing, find_items
from core.search.highlights import Highlighter

# Of a text in which nothing is marked, such as that of a hit in the title, so much is shown.
_BEGINNING = 200


@dataclass(frozen=True)
class Wanted:
    """What is to be found in `lang`: a text, narrowed by types, topic and year, if any is given."""

    text: str
    lang: str
    types: tuple[str, ...] = ()
    topic: str = ""
    year: int | None = None
    is_newest_first: bool = False

    @property
    def narrowing(self) -> Narrowing:
        facets = [("topic", self.topic)] if self.topic else []
        after, before = year_between(self.year) if self.year else (None, None)
        return Narrowing(self.types, facets, after, before)


@dataclass(frozen=True)
class Hit:
    """An item, how well it matches, and its title and text as HTML with marks.

    `names` are those beside its text by which it is found, if title and text do not show why.
    """

    card: Card[ItemRecord]
    level: Level
    title: SafeString
    text: SafeString
    names: Sequence[SafeString]


@dataclass(frozen=True)
class Found:
    """How many items are found, those of one page, and how many in the other language.

    Pages lead through the `reachable` first of them. `is_cut`: whether there were more words than
    are looked for.
    """

    count: int
    reachable: int
    hits: Sequence[Hit]
    elsewhere: int
    is_cut: bool


NOTHING = Found(0, 0, [], 0, is_cut=False)


def find(wanted: Wanted, start: int, number: int, elsewhere: str) -> Found:
    """Return `number` hits from `start` on; `elsewhere` is the other language.

    It costs three queries, and at most three more where nothing is found. Raises BusyError if too
    many searches are under way.
    """
    found = find_items(
        wanted.text, wanted.lang, wanted.narrowing, start, number,
        is_newest_first=wanted.is_newest_first,
    )  # fmt: skip
    count = found.counts.get(wanted.lang, 0)
    items = PublishedItem.objects.defer("card").in_bulk([hit.pk for hit in found.hits])
    marks = Highlighter(found.query)
    # What was withdrawn between the queries is left out.
    terms = len(found.query.terms)
    hits = [_hit(items[hit.pk], hit.level, marks, terms) for hit in found.hits if hit.pk in items]
    reachable = count if wanted.is_newest_first else min(count, MOST_BY_RELEVANCE)
    return Found(count, reachable, hits, found.counts.get(elsewhere, 0), found.query.is_cut)


def _hit(item: PublishedItem, level: Level, marks: Highlighter, terms: int) -> Hit:
    title = marks.marked(item.title) or escape(item.title)
    shown, text = _text(item, marks, terms)
    names = _names(item, marks) if shown < terms else ()
    card = Card(item, ItemRecord)
    return Hit(card, level, _html(title), _html(text), [_html(name) for name in names])


def _text(item: PublishedItem, marks: Highlighter, terms: int) -> tuple[int, str]:
    """Return the text of a hit as HTML: the place in it that shows most of the terms.

    With it, how many of the terms it or the title shows. Where title or summary show all of them,
    nothing looks through the body, which takes long.
    """
    shown, summary = marks.excerpt(item.summary)
    in_title = marks.excerpt(item.title)[0]
    if item.summary and max(shown, in_title) >= terms:
        return terms, summary or _beginning(item.summary)
    body = searched_text(orjson.loads(item.full)) if item.full else ""
    more, text = marks.excerpt(body)
    best = (text if more > shown else summary) or _beginning(item.summary or body)
    return max(shown, more, in_title), best


def _names(item: PublishedItem, marks: Highlighter) -> Iterator[str]:
    """Yield the names beside the text that have any of the terms, as HTML."""
    beside = names_beside(orjson.loads(item.full)) if item.full else []
    return filter(None, map(marks.marked, beside))


def _beginning(text: str) -> str:
    words = " ".join(text[: 2 * _BEGINNING].split())
    if len(words) <= _BEGINNING:
        return escape(words)
    return escape(f"{words[:_BEGINNING].rpartition(' ')[0] or words[:_BEGINNING]} …")


def _html(text: str) -> SafeString:
    return mark_safe(text)  # noqa: S308 - escaped, with marks alone
