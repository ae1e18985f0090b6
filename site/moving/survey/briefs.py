"""What is remembered of each post: few bytes, for there may be a hundred thousand."""

from dataclasses import dataclass, field
from datetime import datetime

Key = tuple[str, int]  # a site and the number of a post

PUBLIC, DRAFT, LEFT_OUT, REPEAT = "public", "draft", "left-out", "repeat"


@dataclass(slots=True)
class Verdict:
    """What becomes of a post, and why it does not become public (a code of `moving.reasons`).

    `lang` is the language of its text; `moment` when it was published, None if nobody knows.
    """

    outcome: str
    reason: str = ""
    lang: str = ""
    moment: datetime | None = None


@dataclass(slots=True)
class Brief:
    """A post as far as other posts need it. `claims` are posts that it names its counterpart."""

    key: Key
    is_page: bool
    verdict: Verdict
    title: str
    slug: str = ""
    parent: int = 0
    thumbnail: int = 0
    first_picture: str = ""
    terms: tuple[tuple[str, str], ...] = ()
    claims: tuple[Key, ...] = ()
    repeats: Key | None = None
    # Categories and tags of its sure counterpart: both belong to the same forums and topics.
    shared_terms: tuple[tuple[str, str, str], ...] = ()
    likeness: bytes = b""

    @property
    def site(self) -> str:
        return self.key[0]

    @property
    def all_terms(self) -> tuple[tuple[str, str, str], ...]:
        """The site, taxonomy and slug of each category and tag, its counterpart's too."""
        own = ((self.site, taxonomy, slug) for taxonomy, slug in self.terms)
        return (*own, *self.shared_terms)

    @property
    def becomes_page(self) -> bool:
        """Whether it has a page here, public or not."""
        return self.verdict.outcome in {PUBLIC, DRAFT}

    @property
    def is_public(self) -> bool:
        return self.verdict.outcome == PUBLIC


@dataclass(slots=True)
class Attachment:
    """A file of the uploads: `path` below them, and what was written about it there."""

    post_id: int
    path: str
    title: str = ""
    caption: str = ""
    alt: str = ""
    parent: int = 0


@dataclass(slots=True)
class FileFault:
    """A file, or something in it, that could not be read: `where` is the file's name."""

    site: str
    where: str
    reason: str
    post_id: int | None = None


@dataclass(slots=True)
class Faults:
    """What was wrong with the files, and how many of them could be read at all."""

    found: list[FileFault] = field(default_factory=list)
    readable: int = 0
    removed_characters: int = 0
