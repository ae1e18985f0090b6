"""Forums and councils as the lists of the site show them, in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps

from core.language.alphabet import sort_key
from core.models import PublishedItem
from core.models.social import SOCIAL_NETWORKS
from core.public.cards import Card, cards, cards_of_works
from core.publication.records import Contacts, CouncilRecord, ForumRecord

_AnyCard = TypeVar("_AnyCard", bound=Card[Any])


def forum_cards(lang: str) -> list[Card[ForumRecord]]:
    forums = PublishedItem.objects.public().of_type("forum").in_language(lang)
    return _by_title(cards(forums, ForumRecord))


def council_cards(lang: str) -> list[Card[CouncilRecord]]:
    councils = PublishedItem.objects.public().of_type("council").in_language(lang)
    return _by_title(cards(councils, CouncilRecord))


def contacts_of_forum(forum: UUID, lang: str) -> Contacts | None:
    """Return how a public forum, a work, is reached; None where nothing of it is known."""
    card = cards_of_works([forum], lang, ForumRecord).get(forum)
    return card.record.contacts if card and card.record else None


@dataclass(frozen=True)
class ForumEntry:
    """A forum as the list of forums shows it, with the councils that it manages."""

    card: Card[ForumRecord]
    councils: Sequence[Card[CouncilRecord]]

    @property
    def channels(self) -> list[tuple[str, str]]:
        """Its social networks: [("Facebook", "https://…"), …]."""
        contacts = self.card.record and self.card.record.contacts
        found = [(name, getattr(contacts, key, None)) for key, name in SOCIAL_NETWORKS.items()]
        return [(name, address) for name, address in found if address]


def entries_of(
    forums: Sequence[Card[ForumRecord]], councils: Iterable[Card[CouncilRecord]]
) -> tuple[list[ForumEntry], list[Card[CouncilRecord]]]:
    """Return the forums with their councils, and the councils that none of these forums manages."""
    managed: dict[str, list[Card[CouncilRecord]]] = {str(card.work): [] for card in forums}
    others: list[Card[CouncilRecord]] = []
    for council in councils:
        manager = council.record and council.record.managed_by
        managed.get((manager and manager.work) or "", others).append(council)
    return [ForumEntry(card, managed[str(card.work)]) for card in forums], others


def councils_managed_by(forum: UUID, lang: str) -> list[Card[CouncilRecord]]:
    """Return the public councils that a forum, a work, manages; each in `lang` if it exists so."""
    councils = apps.get_model("forums.CouncilPage")
    # Only public councils count: a draft in the other language may name another forum.
    public = PublishedItem.objects.public().of_type("council").values("page_id")
    managed = councils._default_manager.filter(managing_forum__translation_key=forum, pk__in=public)
    found = cards_of_works(managed.values("translation_key"), lang, CouncilRecord).values()
    return _by_title(found)


@dataclass(frozen=True)
class CouncilGroup:
    """Councils of one governorate; of one city, where a council has no governorate."""

    place: str
    councils: list[Card[CouncilRecord]]


def grouped_by_place(found: Iterable[Card[CouncilRecord]]) -> list[CouncilGroup]:
    """Return councils by governorate, in the order of the alphabet; those within as they come."""
    groups: dict[str, CouncilGroup] = {}
    for card in found:
        place = _place_of(card)
        groups.setdefault(place, CouncilGroup(place, [])).councils.append(card)
    return sorted(groups.values(), key=lambda group: sort_key(group.place))


def _place_of(card: Card[CouncilRecord]) -> str:
    record = card.record
    if record is None:
        return card.title
    return record.governorate.name if record.governorate else record.city


def _by_title(found: Iterable[_AnyCard]) -> list[_AnyCard]:
    return sorted(found, key=lambda card: (sort_key(card.title), card.work))
