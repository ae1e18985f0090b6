"""What an export is made of."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Channel:
    """The site that was exported: the address of its front page, without the last slash."""

    base: str


@dataclass(slots=True, frozen=True)
class Author:
    """Who wrote something: `login` is only compared, and appears nowhere."""

    author_id: int
    login: str
    name: str


@dataclass(slots=True, frozen=True)
class Term:
    """A category or a tag; `slug` is decoded, `parent` is the slug of the one above."""

    taxonomy: str
    slug: str
    name: str
    term_id: int
    parent: str = ""


@dataclass(slots=True)
class Post:
    """A post of any type. Texts are as the export has them, but for characters none may have.

    `date` is local, `date_gmt` in UTC, each as it is written. `terms` are (taxonomy, slug).
    `exif` holds the texts that WordPress copied from a picture's metadata.
    """

    post_id: int
    type: str
    status: str
    title: str = ""
    content: str = ""
    excerpt: str = ""
    link: str = ""
    name: str = ""
    parent: int = 0
    date: str = ""
    date_gmt: str = ""
    author: str = ""
    password: str = ""
    terms: list[tuple[str, str]] = field(default_factory=list)
    thumbnail: int = 0
    attachment_url: str = ""
    attached_file: str = ""
    alt: str = ""
    exif: frozenset[str] = frozenset()
    # Texts of footnotes, in JSON.
    footnotes: str = ""
    # How many characters could not be read.
    unreadable: int = 0


@dataclass(slots=True, frozen=True)
class BadItem:
    """An item that cannot be read: its number in the file, and the reason."""

    number: int
    reason: str


Record = Channel | Author | Term | Post | BadItem
