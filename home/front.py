"""What the front page shows of the rest of the site."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from core.language.alphabet import sort_key
from core.models import Organisation, PublishedItem
from core.models.ordering import InOrderOfNames
from core.public.cards import Card, cards, cards_of_works
from core.publication.records import CouncilRecord, ForumRecord, StoryRecord
from forums.listing import council_cards, forum_cards
from forums.map.drawing import IraqMap, map_of
from news.events import coming_events

LATEST = 5
COMING = 4
# Of so many stories, the newest of a city is shown beside its forum and council.
_RECENT = 60


@dataclass(frozen=True)
class City:
    """A city with its forums and councils, and the newest story of it if it is a recent one."""

    name: str
    forums: Sequence[Card[ForumRecord]]
    councils: Sequence[Card[CouncilRecord]]
    story: Card[StoryRecord] | None


class Front:
    """Stories, cities and partners for readers of `lang`.

    `featured_works` are the stories that staff put first; those that are not public are left out.
    """

    def __init__(self, lang: str, featured_works: Iterable[UUID]) -> None:
        self.lang = lang
        self._featured_works = list(featured_works)

    @cached_property
    def _recent(self) -> list[Card[StoryRecord]]:
        stories = PublishedItem.objects.public().of_type("news").in_language(self.lang)
        return cards(stories.newest_first()[:_RECENT], StoryRecord)

    @property
    def lead(self) -> Card[StoryRecord] | None:
        """The newest story, which is shown large."""
        return next(iter(self._recent), None)

    @property
    def latest(self) -> list[Card[StoryRecord]]:
        """The stories that come next."""
        return self._recent[1 : LATEST + 1]

    @cached_property
    def featured(self) -> list[Card[StoryRecord]]:
        """What staff chose, in their order, without the story that is shown large anyway."""
        if not self._featured_works:
            return []
        found = cards_of_works(self._featured_works, self.lang, StoryRecord)
        works = [work for work in self._featured_works if not self.lead or work != self.lead.work]
        return [found[work] for work in works if work in found]

    @cached_property
    def coming(self) -> list[Card[StoryRecord]]:
        return coming_events(self.lang, COMING)

    @cached_property
    def cities(self) -> list[City]:
        """The cities with a forum or council, in alphabetical order."""
        forums, councils = _by_city(self.forums), _by_city(self.councils)
        names = sorted(forums.keys() | councils.keys(), key=sort_key)
        return [
            City(name, forums[name], councils[name], self._newest_of(name, forums[name]))
            for name in names
        ]

    def _newest_of(
        self, city: str, forums: Iterable[Card[ForumRecord]]
    ) -> Card[StoryRecord] | None:
        """Return the newest recent story that took place in a city or is of its forums."""
        works = {str(card.work) for card in forums}
        for card in self._recent:
            record = card.record
            if record and (record.place == city or works & {one.work for one in record.forums}):
                return card
        return None

    @cached_property
    def forums(self) -> list[Card[ForumRecord]]:
        return forum_cards(self.lang)

    @property
    def map(self) -> IraqMap:
        return map_of(self.forums, self.councils)

    @cached_property
    def councils(self) -> list[Card[CouncilRecord]]:
        return council_cards(self.lang)

    @cached_property
    def partners(self) -> list[tuple[str, str]]:
        """The organisations that public pages name, with their websites: [(name, address), …]."""
        found = Organisation.public().order_by(InOrderOfNames(self.lang), "pk")
        return [(one.name(self.lang), one.website) for one in found]


_Located = TypeVar("_Located", Card[ForumRecord], Card[CouncilRecord])


def _by_city(found: Iterable[_Located]) -> dict[str, list[_Located]]:
    """Return cards by their city; those that nothing has rendered yet have none."""
    cities: dict[str, list[_Located]] = defaultdict(list)
    for card in found:
        if card.record and card.record.city:
            cities[card.record.city].append(card)
    return cities
