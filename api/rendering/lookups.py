"""What a batch of pages shows, looked up in a number of queries that does not grow with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Min, prefetch_related_objects
from django.utils import translation
from wagtail.models import Revision

from core.body.rendering import Body, BodyRenderer
from core.language.alphabet import sort_key
from core.language.times import utc
from core.media.pictures import Picture, picture_of
from core.media.restricted import restricted_collections
from core.models import InitiativeSettings, PublishedItem
from core.publication.links import Links, Target
from moving.reprints import reserved_among

_ITEM_FIELDS = (
    "work", "lang", "short_code", "type", "path", "title", "published_at", "is_public",
    "expires_at",
)  # fmt: skip
Ids = Mapping[int, Sequence[int]]
# What is put right on the day of its publication is not announced.
A_DAY = timedelta(days=1)


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
    each page by the page's id, and `related_ids` the stories that were chosen to go with it.
    """

    def __init__(
        self,
        pages: Sequence[Any],
        single: Sequence[str],
        many: Sequence[str],
        forum_ids: Ids,
        related_ids: Ids,
    ) -> None:
        pictures = ("lead_image__renditions", "social_image__renditions")
        prefetch_related_objects(pages, *single, *pictures)
        self.pages = pages
        self.forum_ids = forum_ids
        self.related_ids = related_ids
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
    def reserved(self) -> set[int]:
        """The ids of the pages whose text belongs to others."""
        return reserved_among(self.pages)

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

    def _linked_ids(self, page: Any) -> list[int]:
        return [*self.forum_ids.get(page.pk, ()), *self.related_ids.get(page.pk, ())]

    @cached_property
    def _links(self) -> dict[str, Links]:
        return {
            lang: Links(lang, {pk for page in pages for pk in self._linked_ids(page)})
            for lang, pages in self._by_language.items()
        }

    def _targets(self, page: Any, ids: Ids) -> set[Target]:
        """Return the public forms of pages in the language of `page`, else in their own."""
        links = self._links[page.language.tag]
        return {target for pk in ids.get(page.pk, ()) if (target := links.target(pk)) is not None}

    def forums(self, page: Any) -> list[Target]:
        """Return the page's public forums, by title."""
        targets = self._targets(page, self.forum_ids)
        return sorted(targets, key=lambda target: (sort_key(target.title), target.title))

    def related(self, page: Any) -> list[Target]:
        """Return the public stories that were chosen to go with the page, the newest first."""
        targets = {each for each in self._targets(page, self.related_ids) if each.work != page.work}
        return sorted(targets, key=lambda each: (each.published_at, str(each.work)), reverse=True)

    def linked_works(self, page: Any) -> list[UUID]:
        """Return the works of the page's forums and related stories, public or not."""
        works = self._links[page.language.tag].works
        return [works[pk] for pk in self._linked_ids(page) if pk in works]

    def revised_at(self, page: Any) -> str | None:
        """Return when a page was last published, or None if it appeared within the day before.

        An import gives pages the date on which they appeared elsewhere. Here none appeared before
        its first revision was stored.
        """
        first, last = page.first_published_at, page.last_published_at
        if first is None or last is None:
            return None
        if last - max(first, page.published_at) < A_DAY:
            return None
        stored = self._stored.get(str(page.pk))
        return None if stored and last - stored < A_DAY else utc(last)

    @cached_property
    def _stored(self) -> dict[str, datetime]:
        """When the first revision of each page was stored, by the page's id."""
        revisions = Revision.page_revisions.filter(
            object_id__in=[str(page.pk) for page in self.pages]
        )
        return dict(revisions.values_list("object_id").annotate(Min("created_at")))

    @cached_property
    def _bodies(self) -> dict[str, BodyRenderer]:
        return {
            lang: BodyRenderer(lang, [page.body for page in pages], is_publishing=True)
            for lang, pages in self._by_language.items()
        }

    def body(self, page: Any) -> Body:
        """Return the page's body rendered in its own language, whoever publishes it."""
        with translation.override(page.language.tag):
            return self._bodies[page.language.tag].render(page.body)

    @cached_property
    def _restricted(self) -> frozenset[int]:
        return restricted_collections()

    def picture(self, image: Any, lang: str) -> Picture | None:
        """Return a picture as items show it, made once for all pages that share it."""
        if image is None:
            return None
        key = (image.pk, lang)
        if key not in self._pictures:
            self._pictures[key] = picture_of(image, lang, self._restricted, is_publishing=True)
        return self._pictures[key]
