"""The stories of a forum, year by year, and those of a council.

A story names forums, and no councils. To a council belong the stories whose text leads to its page;
beside them readers are shown those of its governorate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone

from core.language.dates import in_digits_of
from core.models import ItemFacet, PublishedItem
from core.models.published import PublishedItemQuerySet
from core.public.cards import Card, cards
from core.public.figures import stories_counted
from core.public.years import YEARS
from core.publication.records import StoryRecord

NEWEST = 6


@dataclass(frozen=True)
class YearOfStories:
    """A year in which a forum has stories, and how many: a link to the list of them."""

    name: str
    count: int
    href: str

    @property
    def number_of_stories(self) -> str:
        """How many, in words: "3 stories"."""
        return stories_counted(self.count)


@dataclass(frozen=True)
class CouncilStories:
    """The newest stories about a council, and the newest others of its governorate or forum."""

    about: Sequence[Card[StoryRecord]]
    around: Sequence[Card[StoryRecord]]


def stories_of(forum: UUID, lang: str) -> list[Card[StoryRecord]]:
    """Return the newest public stories of a forum, a work, in `lang`."""
    return cards(_with_facet("forum", str(forum), lang).newest_first()[:NEWEST], StoryRecord)


def years_of(forum: UUID, lang: str, address: str) -> list[YearOfStories]:
    """Return the years of a forum's public stories in `lang`, the newest first; one query.

    `address` is that of the list of its stories, which a year narrows.
    """
    # By the clock of Baghdad, as the list does; in a preview the current zone is the editor's.
    year = ExtractYear("published_at", tzinfo=timezone.get_default_timezone())
    stories = _with_facet("forum", str(forum), lang).annotate(year=year).order_by("-year")
    return [
        YearOfStories(in_digits_of(str(number), lang), count, f"{address}&year={number}")
        for number, count in stories.values_list("year").annotate(Count("pk"))
        if number in YEARS
    ]


def stories_for_council(
    council: UUID, lang: str, governorate: str, forum: UUID | None
) -> CouncilStories:
    """Return the stories about a council, a work, and those around it.

    `governorate` is a slug. A council without one has its forum's stories around it, and without
    either it has none.
    """
    about = _stories(lang).showing(f"work:{council}").newest_first()
    found = cards(about[:NEWEST], StoryRecord)
    facet = ("governorate", governorate) if governorate else ("forum", str(forum or ""))
    others = _with_facet(*facet, lang).exclude(pk__in=[card.item.pk for card in found])
    return CouncilStories(found, cards(others.newest_first()[:NEWEST], StoryRecord))


def _stories(lang: str) -> PublishedItemQuerySet:
    return PublishedItem.objects.public().of_type("news").in_language(lang)


def _with_facet(kind: str, key: str, lang: str) -> PublishedItemQuerySet:
    facets = ItemFacet.objects.filter(kind=kind, key=key)
    return _stories(lang).filter(pk__in=facets.values("item"))
