"""Forums and councils as the lists of the site show them, in the reader's language."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps

from core.language.alphabet import sort_key
from core.models import ItemFacet, PublishedItem
from core.public.cards import Card, cards, cards_of_works
from core.publication.records import CouncilRecord, ForumRecord, StoryRecord

STORIES = 6
_AnyCard = TypeVar("_AnyCard", bound=Card[Any])


def forum_cards(lang: str) -> list[Card[ForumRecord]]:
    forums = PublishedItem.objects.public().of_type("forum").in_language(lang)
    return _by_title(cards(forums, ForumRecord))


def council_cards(lang: str) -> list[Card[CouncilRecord]]:
    councils = PublishedItem.objects.public().of_type("council").in_language(lang)
    return _by_title(cards(councils, CouncilRecord))


def councils_managed_by(forum: UUID, lang: str) -> list[Card[CouncilRecord]]:
    """Return the public councils that a forum, a work, manages; each in `lang` if it exists so."""
    councils = apps.get_model("forums.CouncilPage")
    # Only public councils count: a draft in the other language may name another forum.
    public = PublishedItem.objects.public().of_type("council").values("page_id")
    managed = councils._default_manager.filter(managing_forum__translation_key=forum, pk__in=public)
    found = cards_of_works(managed.values("translation_key"), lang, CouncilRecord).values()
    return _by_title(found)


def _by_title(found: Iterable[_AnyCard]) -> list[_AnyCard]:
    return sorted(found, key=lambda card: (sort_key(card.title), card.work))


def stories_of(forum: UUID, lang: str) -> list[Card[StoryRecord]]:
    """Return the newest public stories of a forum, a work, in `lang`."""
    facets = ItemFacet.objects.filter(kind="forum", key=str(forum))
    stories = PublishedItem.objects.public().of_type("news").in_language(lang).newest_first()
    return cards(stories.filter(pk__in=facets.values("item"))[:STORIES], StoryRecord)
