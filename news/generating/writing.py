"""Many stories into the tables at once, and out again.

Wagtail's own way costs some 60 ms a page. Here rows are inserted in bulk, without revisions, log
entries and references; search and published items are updated batch by batch. Such pages can be
edited like any other: their first change makes their first revision.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from core.background.pacing import Pace
from core.background.problems import together_or_alone
from core.models import Governorate, SiteImage, Topic
from core.publication.transactions import publication_transaction
from forums.models import ForumPage
from news.generating.plan import ADDRESS, TrialStory
from news.models import NewsIndexPage, NewsPage

logger = logging.getLogger(__name__)

BATCH = 200
ROWS_PER_INSERT = 50
PICTURES = 20
Progress = Callable[[int], object]


class TrialWriter:
    """Writes made-up stories below the lists of stories, with the topics, forums and pictures
    that the site has."""

    def write(self, works: Iterable[Sequence[TrialStory]], progress: Progress) -> int:
        """Write those stories that are not there yet, in batches; return how many.

        Stories that cannot be written are logged and left out.
        """
        written, pace = 0, Pace(most=BATCH)
        everything = (story for stories in works for story in stories)
        while batch := list(islice(everything, pace.size)):
            missing = self._missing(batch)
            if missing:
                with pace.batch(len(batch)):
                    written += self._write_batch(missing)
            progress(len(batch))
        return written

    def _write_batch(self, stories: Sequence[TrialStory]) -> int:
        """Write stories of which none is there yet; return how many could be written."""
        by_key = {(story.work, story.lang): story for story in stories}

        def write(keys: Iterable[tuple[UUID, str]]) -> None:
            with publication_transaction() as changes:
                changes.pages.update(self._insert([by_key[key] for key in keys]))

        def report(key: tuple[UUID, str], error: Exception) -> None:
            logger.error("The story %s cannot be written", by_key[key].slug, exc_info=error)

        return len(stories) - len(together_or_alone(by_key, write, report))

    @cached_property
    def indexes(self) -> dict[str, NewsIndexPage]:
        pages = NewsIndexPage.objects.select_related("locale").order_by("-pk")
        return {page.locale.language_code: page for page in pages}

    @cached_property
    def governorates(self) -> dict[str, int]:
        return dict(Governorate.objects.values_list("slug", "pk"))

    @cached_property
    def topics(self) -> list[int]:
        return list(Topic.objects.order_by("slug").values_list("pk", flat=True))

    @cached_property
    def forums(self) -> list[int]:
        return list(
            ForumPage.objects.filter(locale__language_code="en", alias_of=None)
            .order_by("slug")
            .values_list("pk", flat=True)
        )

    @cached_property
    def pictures(self) -> list[int]:
        return list(SiteImage.objects.order_by("pk").values_list("pk", flat=True)[:PICTURES])

    def _missing(self, stories: Sequence[TrialStory]) -> list[TrialStory]:
        present = set(
            Page.objects.filter(translation_key__in={story.work for story in stories}).values_list(
                "translation_key", "locale__language_code"
            )
        )
        return [story for story in stories if (story.work, story.lang) not in present]

    def _insert(self, stories: Sequence[TrialStory]) -> set[int]:
        pages = [self._page(story) for story in stories]
        for lang in {story.lang for story in stories}:
            index = self.indexes[lang]
            self._place(index, [page for page in pages if page.locale_id == index.locale_id])
        _insert_rows(pages)
        self._relate(pages, stories)
        get_search_backend().get_index_for_model(NewsPage).add_items(NewsPage, pages)
        return {page.pk for page in pages}

    def _page(self, story: TrialStory) -> NewsPage:
        index, picks = self.indexes[story.lang], story.picks
        return NewsPage(
            title=story.title,
            draft_title=story.title,
            slug=story.slug,
            locale=index.locale,
            translation_key=story.work,
            content_type=self.content_type,
            url_path=f"{index.url_path}{story.slug}/",
            live=True,
            has_unpublished_changes=False,
            first_published_at=story.published_at,
            last_published_at=story.published_at,
            summary=story.summary,
            body=story.body,
            story_date=story.published_at,
            place=story.place,
            governorate_id=self.governorates.get(story.governorate),
            lead_image_id=_picked(self.pictures, picks[4]) if picks[5] < 0.6 else None,
            source_url=story.source_url,
        )

    @cached_property
    def content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(NewsPage)

    def _place(self, index: NewsIndexPage, pages: Sequence[NewsPage]) -> None:
        """Give the pages their places in the tree, after those that are there."""
        # The update comes first: it locks the row, so that nobody else adds a page meanwhile.
        Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(pages))
        last = (
            Page.objects.filter(path__startswith=index.path, depth=index.depth + 1)
            .order_by("-path")
            .values_list("path", flat=True)
            .first()
        )
        step = Page._str2int(last[-Page.steplen :]) if last else 0
        for page in pages:
            step += 1
            page.depth = index.depth + 1
            page.path = Page._get_path(index.path, page.depth, step)

    def _relate(self, pages: Sequence[NewsPage], stories: Sequence[TrialStory]) -> None:
        topics, forums = [], []
        for page, story in zip(pages, stories, strict=True):
            picks = story.picks
            chosen = {_picked(self.topics, pick) for pick in picks[:2]} - {None}
            topics += [
                NewsPage.topics.through(newspage_id=page.pk, topic_id=pk) for pk in sorted(chosen)
            ]
            forum = _picked(self.forums, picks[2])
            if forum is not None and picks[3] < 0.7:
                forums.append(NewsPage.forums.through(newspage_id=page.pk, forumpage_id=forum))
        NewsPage.topics.through.objects.bulk_create(topics)
        NewsPage.forums.through.objects.bulk_create(forums)


def _picked(ids: Sequence[int], pick: float) -> Any:
    """Return the one of `ids` that `pick`, from 0 to 1, falls on; None where there are none."""
    return ids[int(pick * len(ids))] if ids else None


def _insert_rows(pages: Sequence[NewsPage]) -> None:
    """Insert the pages into both tables; Django's `bulk_create` stops at inherited models."""
    shared = [field for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [
        Page(**{field.attname: getattr(page, field.attname) for field in shared}) for page in pages
    ]
    for page, row in zip(pages, Page.objects.bulk_create(rows), strict=True):
        page.pk = page.page_ptr_id = page.id = row.pk
    own = NewsPage._meta.local_concrete_fields
    for start in range(0, len(pages), ROWS_PER_INSERT):
        NewsPage._base_manager.all()._insert(
            pages[start : start + ROWS_PER_INSERT], fields=own, using=connection.alias
        )
    for page in pages:
        page._state.adding = False


def remove(progress: Progress) -> int:
    """Remove every made-up story of any seed, in batches; return how many there were."""
    removed, pace = 0, Pace(most=BATCH)
    while ids := list(made_up().order_by("pk").values_list("pk", flat=True)[: pace.size]):
        with pace.batch(len(ids)), publication_transaction():
            Page.objects.filter(pk__in=ids).delete()
        removed += len(ids)
        progress(len(ids))
    return removed


def made_up() -> Any:
    """Return the made-up stories."""
    return NewsPage.objects.filter(source_url__startswith=ADDRESS)
