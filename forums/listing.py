"""Forums and councils as the lists of the site show them, in the reader's language."""

from uuid import UUID

from django.apps import apps

from core.models import ItemFacet, PublishedItem
from core.public.cards import Card, cards, cards_of_works

STORIES = 6


def forum_cards(lang: str) -> list[Card]:
    return cards(
        PublishedItem.objects.public().of_type("forum").in_language(lang).order_by("title")
    )


def council_cards(lang: str) -> list[Card]:
    return cards(
        PublishedItem.objects.public().of_type("council").in_language(lang).order_by("title")
    )


def councils_managed_by(forum: UUID, lang: str) -> list[Card]:
    """Return the public councils that a forum, a work, manages; each in `lang` if it exists so."""
    councils = apps.get_model("forums.CouncilPage")
    # Only public councils count: a draft in the other language may name another forum.
    public = PublishedItem.objects.public().of_type("council").values("page_id")
    managed = councils._default_manager.filter(managing_forum__translation_key=forum, pk__in=public)
    found = cards_of_works(managed.values("translation_key"), lang).values()
    return sorted(found, key=lambda card: card.title)


def stories_of(forum: UUID, lang: str) -> list[Card]:
    """Return the newest public stories of a forum, a work, in `lang`."""
    facets = ItemFacet.objects.filter(kind="forum", key=str(forum))
    stories = PublishedItem.objects.public().of_type("news").in_language(lang).newest_first()
    return cards(stories.filter(pk__in=facets.values("item"))[:STORIES])
