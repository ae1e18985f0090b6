"""Cards of forums and councils for tests of the map, without a database."""

from typing import Any

from core.models import PublishedItem
from core.public.cards import Card
from core.publication.records import CouncilRecord, ForumRecord, Location, Name
from tests.records import make_record


class MapCard(Card[Any]):
    """A card with a record that nothing has stored."""

    def __init__(self, record: Any, path: str, kind: str) -> None:
        super().__init__(PublishedItem(type=kind, title=record.title, path=path), type(record))
        self.__dict__["record"] = record


def _card(kind: str, record_type: Any, city: str, given: dict[str, Any]) -> MapCard:
    slug = given.pop("governorate", None)
    place = given.pop("place", None)
    title = given.pop("title", f"{kind} of {city}")
    bare = {"founded": None, "contacts": None} | ({"managed_by": None} if kind == "council" else {})
    record = make_record(
        record_type,
        city=city,
        title=title,
        location=Location(*place) if place else None,
        governorate=Name(slug, slug.title()) if slug else None,
        **bare,
    )
    return MapCard(record, f"/en/{kind}s/{title.lower().replace(' ', '-')}/", kind)


def forum(city: str = "", **given: Any) -> MapCard:
    return _card("forum", ForumRecord, city, given)


def council(city: str = "", **given: Any) -> MapCard:
    return _card("council", CouncilRecord, city, given)
