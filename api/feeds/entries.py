"""Stories as feeds show them: the newest ones, from what lists of the API are made of."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID, uuid5

from django.conf import settings

from api.feeds.subjects import Subject
from api.listing import ORDERS, keys_in_order, read_list
from api.tables import Selection
from core.media.pictures import Picture
from core.media.showing import length_of
from core.publication.records import StoryRecord, read_record
from core.publication.state import PublicationState, as_content

MOST = 20
# How many stories, and forms of them, a process remembers: the same one is in several feeds.
KNOWN = 256


@dataclass(frozen=True)
class Enclosure:
    """The picture of a story: a JPEG with its length in bytes, where its file is there."""

    url: str
    type: str
    length: int | None
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True)
class Entry:
    """A story in a feed, its texts plain. `topics` are (slug, name)."""

    id: str
    urn: str
    url: str
    api_url: str
    title: str
    summary: str
    byline: str
    credit_line: str
    topics: tuple[tuple[str, str], ...]
    published_at: datetime
    updated_at: datetime
    picture: Enclosure | None


def newest(lang: str, subject: Subject) -> tuple[PublicationState, list[Entry]]:
    """Return the publication state and the newest stories in `lang`, from one statement."""
    selection = Selection(("news",), (lang,), facets=subject.facets, is_licensed=True)
    keys = keys_in_order(selection, ORDERS["-published_at"], None, MOST)
    state, _count, rows = read_list(selection, keys)
    return state, [_entry(as_content(row[-2]), settings.BASE_URL) for row in rows]


def urn_of(work: UUID, lang: str) -> str:
    """Return the id of an item as Atom needs it, an address that outlives every move.

    >>> urn_of(UUID("c7b1a2de-3f54-4c1b-9a57-1f0c6f1f2b11"), "ar").startswith("urn:uuid:")
    True
    """
    return f"urn:uuid:{uuid5(work, lang)}"


# Found again by all that is stored of it, so that a change makes another entry.
@lru_cache(maxsize=KNOWN)
def _entry(content: bytes, base: str) -> Entry:
    story = read_record(StoryRecord, content.decode(), base)
    return Entry(
        id=story.id,
        urn=urn_of(UUID(story.work), story.lang),
        url=story.url,
        api_url=story.api_url,
        title=story.title,
        summary=story.summary or "",
        byline=story.byline or "",
        credit_line=story.credit_line,
        topics=tuple((topic.slug, topic.name) for topic in story.topics),
        published_at=datetime.fromisoformat(story.published_at),
        updated_at=datetime.fromisoformat(story.updated_at or story.published_at),
        picture=_enclosure(story.image) if story.image else None,
    )


def _enclosure(picture: Picture) -> Enclosure:
    return Enclosure(
        url=picture.url,
        type="image/jpeg",
        length=length_of(picture.url),
        width=picture.width,
        height=picture.height,
        alt=picture.alt,
        credit=picture.credit or "",
    )
