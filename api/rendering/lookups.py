"""What a batch of pages shows, looked up in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import translation

from core.body.rendering import Body, BodyRenderer
from core.media.pictures import Picture, picture_of
from core.models import InitiativeSettings, PublishedItem
from core.publication.links import Links, Target

_ITEM_FIELDS = (
    "work", "lang", "type", "path", "title", "published_at", "is_public", "expires_at",
)  # fmt: skip
Ids = Mapping[int, Sequence[int]]


def target_ids(pages: Sequence[Any], name: str) -> Ids:
    """Return, by page id, the ids to which the pages' many-to-many field `name` leads."""
    field = pages[0]._meta.get_field(name)
    own, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = field.remote_field.through._default_manager.filter(
        **{f"{own}__in": [page.pk for page in pages]}
    )
    found: dict[int, list[int]] = defaultdict(list)
    for page_id, target_id in rows.values_list(f"{own}_id", f"{target}_id"):
        found[page_id].append(target_id)
    return found


class Lookups:
    """Everything that pages of one type refer to.

    `single` and `many` name their relations to vocabularies and people, `forum_ids` the forums of
    each page by the page's id.
    """

    def __init__(
        self, pages: Sequence[Any], single: Sequence[str], many: Sequence[str], forum_ids: Ids
    ) -> None:
        pictures = ("lead_image__renditions", "social_image__renditions")
        prefetch_related_objects(pages, *single, *pictures)
        self.pages = pages
        self.forum_ids = forum_ids
        self._many = {name: self._related(name) for name in many}
        self._pictures: dict[tuple[int, str], Picture | None] = {}
        self._by_language: dict[str, list[Any]] = defaultdict(list)
        for page in pages:
            self._by_language[page.language.tag].append(page)

    def _related(self, name: str) -> dict[int, list[Any]]:
        ids = target_ids(self.pages, name)
        model = self.pages[0]._meta.get_field(name).related_model
        rows = model._default_manager.in_bulk({pk for found in ids.values() for pk in found})
        return {page_id: [rows[pk] for pk in found] for page_id, found in ids.items()}

    def many(self, page: Any, name: str) -> list[Any]:
        """Return the rows to which a many-to-many field of the page leads, in no order."""
        return self._many[name].get(page.pk, [])

    @cached_property
    def settings(self) -> InitiativeSettings:
        return InitiativeSettings.objects.first() or InitiativeSettings()

    @cached_property
    def _items(self) -> dict[UUID, dict[str, PublishedItem]]:
        """The public items of the pages' works, in every language."""
        found: dict[UUID, dict[str, PublishedItem]] = defaultdict(dict)
        rows = PublishedItem.objects.filter(
            is_public=True, work__in={page.work for page in self.pages}
        )
        for row in rows.only(*_ITEM_FIELDS):
            found[row.work][row.lang] = row
        return found

    def item(self, page: Any) -> PublishedItem:
        """Return the page's own published item, which has its address and title already."""
        return self._items[page.work][page.language.tag]

    def translations(self, page: Any) -> list[PublishedItem]:
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

    def picture(self, image: Any, lang: str) -> Picture | None:
        """Return a picture as items show it, made once for all pages that share it."""
        if image is None:
            return None
        key = (image.pk, lang)
        if key not in self._pictures:
            self._pictures[key] = picture_of(image, lang)
        return self._pictures[key]
