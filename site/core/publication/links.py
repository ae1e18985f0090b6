"""Public addresses of pages that bodies link to: in the reader's language, and only if public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wagtail.models import Page

from core.addresses.base import uri
from core.language.languages import LANGUAGES
from core.models.published import PublishedItem

_FIELDS = ("work", "lang", "type", "path", "title", "published_at", "original_lang")


def slug_at(path: str) -> str:
    """Return the slug of the page at a path: its last component, in Arabic as it is read."""
    return path.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Link:
    """An address that may be published, and its language where that is not the reader's."""

    href: str
    lang: str | None = None


@dataclass(frozen=True)
class Target:
    """A public item that is linked to: `path` is root-relative, `lang` its true language."""

    work: UUID
    lang: str
    type: str
    path: str
    title: str
    published_at: datetime

    @property
    def slug(self) -> str:
        return slug_at(self.path)

    @property
    def href(self) -> str:
        """The path, percent-encoded."""
        return uri(self.path)

    @property
    def dir(self) -> str:
        return LANGUAGES[self.lang].direction


class Links:
    """Finds, for pages given by id in any language, their public form in the language `lang`.

    Without a public form in `lang`, that is the original, or else any language that is public;
    None if the page is not public at all. All pages, and `further_works`, are looked up in two
    queries.
    """

    def __init__(
        self, lang: str, page_ids: Iterable[int], further_works: Iterable[UUID] = ()
    ) -> None:
        self.lang = lang
        self.works: dict[int, UUID] = dict(
            Page.objects.filter(pk__in=set(page_ids)).values_list("pk", "translation_key")
        )
        wanted = {*self.works.values(), *further_works}
        rows = PublishedItem.objects.public().filter(work__in=wanted)
        found = rows.only(*_FIELDS).best_for(lang)
        self._targets = {
            work: Target(row.work, row.lang, row.type, row.path, row.title, row.published_at)
            for work, row in found.items()
        }

    def target(self, page_id: int) -> Target | None:
        """Return the public form of the page, or None where there is none."""
        work = self.works.get(page_id)
        return self.target_of_work(work) if work else None

    def target_of_work(self, work: UUID) -> Target | None:
        """Return the public form of one of the works, or None where there is none."""
        return self._targets.get(work)
