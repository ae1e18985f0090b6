"""What a batch of pages shows, looked up in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import translation

from core.bodies import Body, BodyRenderer
from core.links import Links, Target
from core.models import InitiativeSettings, ShelfItem
from core.photos import picture_of


class Lookups:
    """Everything that pages of one type refer to.

    `prefetched` names their relations to vocabularies and people, `forum_ids` the forums of each
    page by the page's id.
    """

    def __init__(
        self, pages: Sequence[Any], prefetched: Sequence[str], forum_ids: dict[int, list[int]]
    ) -> None:
        pictures = ("lead_image__renditions", "social_image__renditions")
        prefetch_related_objects(pages, *prefetched, *pictures)
        self.pages = pages
        self.forum_ids = forum_ids
        self._pictures: dict[tuple[int, str], dict[str, Any] | None] = {}
        self._by_language: dict[str, list[Any]] = defaultdict(list)
        for page in pages:
            self._by_language[page.language.tag].append(page)

    @cached_property
    def settings(self) -> InitiativeSettings:
        return InitiativeSettings.objects.first() or InitiativeSettings()

    @cached_property
    def _items(self) -> dict[UUID, dict[str, ShelfItem]]:
        """The public items of the pages' works, in every language."""
        found: dict[UUID, dict[str, ShelfItem]] = defaultdict(dict)
        rows = ShelfItem.objects.filter(is_public=True, work__in={page.work for page in self.pages})
        for row in rows.only("work", "lang", "type", "path", "title", "is_public", "expires_at"):
            found[row.work][row.lang] = row
        return found

    def item(self, page: Any) -> ShelfItem:
        """Return the page's own row on the shelf: its address and title are already there."""
        return self._items[page.work][page.language.tag]

    def translations(self, page: Any) -> list[ShelfItem]:
        """Return the public items of the same work in other languages."""
        rows = self._items[page.work]
        return [
            rows[lang] for lang in sorted(rows)
            if lang != page.language.tag and not rows[lang].is_gone
        ]  # fmt: skip

    @cached_property
    def _forums(self) -> dict[str, Links]:
        return {
            lang: Links(lang, {pk for page in pages for pk in self.forum_ids.get(page.pk, ())})
            for lang, pages in self._by_language.items()
        }

    def forums(self, page: Any) -> list[Target]:
        """Return the page's public forums in its language, else in theirs, by title."""
        links = self._forums[page.language.tag]
        targets = {links.target(pk) for pk in self.forum_ids.get(page.pk, ())} - {None}
        return sorted((target for target in targets if target), key=lambda target: target.title)

    def forum_works(self, page: Any) -> list[UUID]:
        """Return the works of the page's forums, public or not."""
        works = self._forums[page.language.tag].works
        return [works[pk] for pk in self.forum_ids.get(page.pk, ()) if pk in works]

    @cached_property
    def _bodies(self) -> dict[str, BodyRenderer]:
        return {
            lang: BodyRenderer(lang, [page.body for page in pages])
            for lang, pages in self._by_language.items()
        }

    def body(self, page: Any) -> Body:
        """Return the page's body rendered in its own language, whoever publishes it."""
        with translation.override(page.language.tag):
            return self._bodies[page.language.tag].render(page.body)

    def picture(self, image: Any, lang: str) -> dict[str, Any] | None:
        """Return a picture as items show it, made once for all pages that share it."""
        if image is None:
            return None
        key = (image.pk, lang)
        if key not in self._pictures:
            self._pictures[key] = picture_of(image, lang)
        return self._pictures[key]
