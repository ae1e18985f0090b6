"""What the front page shows of the rest of the site."""

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from core.models import Organisation, PublishedItem
from core.models.ordering import InOrderOfNames
from core.public.cards import Card, cards, cards_of_works
from core.publication.records import CouncilRecord, ForumRecord, StoryRecord
from forums.iraq import IraqMap, map_of
from forums.listing import council_cards, forum_cards

LATEST = 6
ROW = 3  # stories beside each other on a wide screen


class Front:
    """Stories, forums, councils and partners for readers of `lang`.

    `featured_works` are the stories that staff put first; those that are not public are left out,
    and none appears again among the latest.
    """

    def __init__(self, lang: str, featured_works: Iterable[UUID]) -> None:
        self.lang = lang
        self._featured_works = list(featured_works)

    @cached_property
    def featured(self) -> list[Card[StoryRecord]]:
        if not self._featured_works:
            return []
        found = cards_of_works(self._featured_works, self.lang, StoryRecord)
        return [found[work] for work in self._featured_works if work in found]

    @cached_property
    def _newest(self) -> list[Card[StoryRecord]]:
        shown = [card.work for card in self.featured]
        stories = PublishedItem.objects.public().of_type("news").in_language(self.lang)
        newest = stories.exclude(work__in=shown).newest_first()
        return cards(newest[: LATEST + 1], StoryRecord)

    @property
    def lead(self) -> Card[StoryRecord] | None:
        """The story that is shown large: the first that staff chose, else the newest."""
        return next(iter([*self.featured, *self._newest]), None)

    @property
    def others(self) -> list[Card[StoryRecord]]:
        """The other featured stories."""
        return self.featured[1:]

    @property
    def latest(self) -> list[Card[StoryRecord]]:
        """The newest of the other stories, in whole rows where there are enough for one."""
        found = self._newest[:LATEST] if self.featured else self._newest[1:]
        return found[: len(found) // ROW * ROW] or found

    @cached_property
    def forums(self) -> list[Card[ForumRecord]]:
        return forum_cards(self.lang)

    @property
    def map(self) -> IraqMap:
        return map_of(self.forums)

    @cached_property
    def councils(self) -> list[Card[CouncilRecord]]:
        return council_cards(self.lang)

    @cached_property
    def partners(self) -> list[tuple[str, str]]:
        """The organisations that public pages name, with their websites: [(name, address), …]."""
        found = Organisation.public().order_by(InOrderOfNames(self.lang), "pk")
        return [(one.name(self.lang), one.website) for one in found]
