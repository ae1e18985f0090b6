"""What is around a story's text: byline, forums, topics, organisations, picture.

A public story's facts are in its published item, already in the reader's language; a draft's, for
the preview, come from its page. What is not public is in neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from core.addresses.topics import topic_path
from core.language.alphabet import sort_key
from core.language.languages import language_of_path
from core.language.lists import joined
from core.media.pictures import Picture, picture
from core.models import PublishedItem
from core.public.cards import Card
from core.publication.links import Links
from core.publication.records import StoryRecord


@dataclass(frozen=True)
class Reference:
    """A name, with where it leads (root-relative, or a website) and the language it is in."""

    name: str
    href: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Correction:
    """What was wrong in a story and is right now, and the day since when."""

    text: str
    day: date | None


@dataclass(frozen=True)
class StoryFacts:
    """The facts of one story in the reader's language.

    One that `is_reserved` belongs to others, and has no licence of ours.
    """

    picture: Picture | None = None
    byline: str = ""
    governorate: str = ""
    forums: Sequence[Reference] = field(default_factory=list)
    topics: Sequence[Reference] = field(default_factory=list)
    organisations: Sequence[Reference] = field(default_factory=list)
    revised_at: datetime | None = None
    correction: Correction | None = None
    is_reserved: bool = False


def facts_of(page: Any, item: PublishedItem | None) -> StoryFacts:
    """Return the facts of a story from its `item`, or from the page where it has no form there."""
    record = Card(item, StoryRecord).record if item else None
    return _from_record(page, record) if record else _from_page(page)


def _from_record(page: Any, record: StoryRecord) -> StoryFacts:
    return StoryFacts(
        # The item's picture is the one for social media, where the story has a special one.
        picture=_lead_picture(page) if page.social_image_id else record.image,
        byline=record.byline or "",
        governorate=record.governorate.name if record.governorate else "",
        forums=[_forum(forum.title, forum.url) for forum in record.forums],
        topics=[
            Reference(topic.name, topic_path(record.lang, topic.slug)) for topic in record.topics
        ],
        organisations=[Reference(one.name, one.url or "") for one in record.organisations],
        revised_at=datetime.fromisoformat(record.revised_at) if record.revised_at else None,
        correction=_correction(page),
        is_reserved=record.license is None,
    )


def _forum(title: str, path: str) -> Reference:
    return Reference(title, path, language_of_path(path) or "")


def _lead_picture(page: Any) -> Picture | None:
    return picture(page.lead_image, page.language.tag)


def _from_page(page: Any) -> StoryFacts:
    lang = page.language.tag
    forums = [forum.pk for forum in page.forums.all()]
    links = Links(lang, forums)
    targets = [target for pk in forums if (target := links.target(pk)) is not None]
    writers = [who.name(lang) for who in (page.byline_person, page.byline_organisation) if who]
    return StoryFacts(
        picture=_lead_picture(page),
        byline=joined(writers, lang),
        governorate=page.governorate.name(lang) if page.governorate else "",
        forums=_in_order(_forum(target.title, target.href) for target in targets),
        topics=_in_order(
            Reference(topic.name(lang), topic_path(lang, topic.slug)) for topic in page.topics.all()
        ),
        organisations=_in_order(
            Reference(one.name(lang), one.website) for one in page.partner_organisations.all()
        ),
        correction=_correction(page),
    )


def _correction(page: Any) -> Correction | None:
    return Correction(page.correction, page.correction_date) if page.correction else None


def _in_order(found: Iterable[Reference]) -> list[Reference]:
    return sorted(found, key=lambda one: sort_key(one.name))
