"""What should be public and what each item should show, found from the pages alone.

Nothing of `core.publication` is used here: a judge must not depend on what it judges.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import (
    InitiativeSettings,
    ItemDependency,
    ItemFacet,
    ItemText,
    PublicationCounter,
    PublishedItem,
)
from news.models import NewsPage

_TYPES = {
    "newspage": "news",
    "forumpage": "forum",
    "councilpage": "council",
    "standardpage": "page",
    "homepage": "initiative",
}
_ARABIC = re.compile("[\u0600-\u06ff]")
_PAGE_LINK = re.compile(r'linktype="page" id="(\d+)"|id="(\d+)" linktype="page"')
_HREF = re.compile('href="\ufdd0([^"#]*)')
_STEP = 4  # characters of a tree path for each level

Key = tuple[UUID, str]


@dataclass(frozen=True)
class Seen:
    """One public page or item: its address, type and title as readers see them."""

    page_id: int | None
    type: str
    path: str
    title: str


@dataclass
class Verdict:
    """What was found wrong, in words."""

    faults: list[str] = field(default_factory=list)

    def expect(self, what: str, published: Any, pages: Any) -> None:
        if published != pages:
            self.faults.append(f"{what}: published {published!r}, expected of the pages {pages!r}")


class Pages:
    """The pages as they are in the database now."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.rows = {
            row["path"]: row
            for row in Page.objects.filter(depth__gt=1).values(
                "pk", "path", "url_path", "live", "alias_of_id", "translation_key", "title",
                "expire_at", "locale__language_code", "content_type__model",
            )
        }  # fmt: skip
        self.restricted = set(PageViewRestriction.objects.values_list("page__path", flat=True))
        self.stories = {page.pk: page for page in NewsPage.objects.all()}

    @cached_property
    def public(self) -> dict[Key, Seen]:
        found = {}
        for path, row in self.rows.items():
            line = [path[:end] for end in range(2 * _STEP, len(path) + 1, _STEP)]
            if all(self._is_open(above) for above in line) and self._is_written(row):
                lang = row["locale__language_code"]
                found[row["translation_key"], lang] = Seen(
                    row["pk"],
                    _TYPES.get(row["content_type__model"], "index"),
                    f"/{lang}/" + "/".join(row["url_path"].split("/")[2:]),
                    row["title"],
                )
        return found

    def _is_open(self, path: str) -> bool:
        row = self.rows[path]
        is_over = row["expire_at"] is not None and row["expire_at"] <= self.now
        is_hidden = path in self.restricted or row["alias_of_id"] is not None
        return row["live"] and not is_over and not is_hidden

    def _is_written(self, row: dict[str, Any]) -> bool:
        """Whether title and paragraphs are in the script of the page's language."""
        story = self.stories.get(row["pk"])
        texts = [row["title"], *(_paragraphs(story) if story else [])]
        is_arabic = row["locale__language_code"] == "ar"
        return all(bool(_ARABIC.search(text)) == is_arabic for text in texts)


def _paragraphs(story: NewsPage) -> list[str]:
    return [block.value.source for block in story.body if block.block_type == "paragraph"]


def _published() -> dict[Key, PublishedItem]:
    now = timezone.now()
    return {
        (item.work, item.lang): item
        for item in PublishedItem.objects.filter(is_public=True)
        if item.expires_at is None or item.expires_at > now
    }


def faults() -> list[str]:
    """Compare published items with the pages; return what does not agree, in words."""
    verdict, pages, published = Verdict(), Pages(), _published()
    shown = {
        key: Seen(item.page_id, item.type, item.path, item.title) for key, item in published.items()
    }
    verdict.expect("Public", shown, pages.public)
    _compare_rows(verdict)
    if not verdict.faults:
        for key, item in published.items():
            if item.type != "index":
                _compare_shown(verdict, pages, key, item)
    return verdict.faults


def _compare_rows(verdict: Verdict) -> None:
    """The rules of published items: numbers, notices, and nothing left of what is gone."""
    items = list(PublishedItem.objects.all())
    numbers = [item.seq for item in items]
    counter = PublicationCounter.objects.get().value
    verdict.expect("Numbers", len(set(numbers)), len(numbers))
    verdict.expect("The highest number", max(numbers) <= counter, True)
    for item in items:
        verdict.expect(f"Gone since, {item}", item.gone_since is None, item.is_public)
        verdict.expect(f"Stale, {item}", item.is_stale, False)
    public = {item.pk for item in items if item.is_public}
    worded = {item.pk for item in items if item.is_public and item.type != "index"}
    for model in (ItemFacet, ItemDependency):
        used = set(model.objects.values_list("item_id", flat=True))
        verdict.expect(f"Rows of {model.__name__} for what is gone", used - public, set())
    verdict.expect("Words", set(ItemText.objects.values_list("item_id", flat=True)), worded)


def _compare_shown(verdict: Verdict, pages: Pages, key: Key, item: PublishedItem) -> None:
    """What an item shows of its own page and of others."""
    (work, lang), full = key, json.loads(item.full)
    name = f"{item.title} ({lang})"
    verdict.expect(f"{name}, version", (full["version"], full["title"]), (item.seq, item.title))
    verdict.expect(f"{name}, address", unquote(full["url"]), f"\ufdd0{item.path}")
    others = [
        (other_lang, seen.title)
        for (other_work, other_lang), seen in pages.public.items()
        if other_work == work and other_lang != lang
    ]
    shown = [(other["lang"], other["title"]) for other in full["translations"]]
    verdict.expect(f"{name}, translations", shown, others)
    licence = InitiativeSettings.load().in_language("licence_name", lang)
    verdict.expect(f"{name}, licence", full["license"]["name"], licence)
    story = pages.stories.get(item.page_id or 0)
    if story is not None:
        _compare_story(verdict, pages, story, lang, full)


def _compare_story(
    verdict: Verdict, pages: Pages, story: NewsPage, lang: str, full: dict[str, Any]
) -> None:
    name = f"{story.title} ({lang})"
    topics = sorted(topic.name(lang) for topic in story.topics.all())
    verdict.expect(f"{name}, topics", sorted(topic["name"] for topic in full["topics"]), topics)
    alt = story.lead_image.alt(lang) if story.lead_image else None
    verdict.expect(f"{name}, picture", full["image"] and full["image"]["alt"], alt)
    forums = {forum.translation_key for forum in story.forums.all()}
    named = {seen.title for (work, _lang), seen in pages.public.items() if work in forums}
    shown = {forum["title"] for forum in full["forums"]}
    verdict.expect(f"{name}, forums", (bool(shown), shown <= named), (bool(named), True))
    ids = {int(a or b) for text in _paragraphs(story) for a, b in _PAGE_LINK.findall(text)}
    works = {row["translation_key"] for row in pages.rows.values() if row["pk"] in ids}
    reached = {seen.path for (work, _lang), seen in pages.public.items() if work in works}
    links = {unquote(path) for path in _HREF.findall(full["body_html"])}
    verdict.expect(f"{name}, links", (bool(links), links <= reached), (bool(reached), True))


State = tuple[Any, ...]


def state(known_works: frozenset[UUID] | None = None) -> State:
    """Return pages, restrictions, redirects and published items in a form that two runs share.

    Numbers, times, database ids and short addresses, which are random, are left out; works that
    are not among `known_works` are new, and random as well.
    """
    pages, published = Pages(), _published()

    def name(work: UUID) -> str:
        return str(work) if known_works is None or work in known_works else "new"

    items = [
        (name(item.work), item.lang, (item.work, item.lang) in published)
        + (_content(item, name) if (item.work, item.lang) in published else ())
        for item in PublishedItem.objects.all()
    ]
    redirects = Redirect.objects.values_list("old_path", "redirect_page__translation_key")
    return (
        tuple(sorted(_rows(pages, name))),
        tuple(sorted(items)),
        tuple(sorted((path, name(work)) for path, work in redirects)),
    )


def _rows(pages: Pages, name: Any) -> list[tuple[Any, ...]]:
    return [
        (
            name(row["translation_key"]),
            row["locale__language_code"],
            row["url_path"],
            row["title"],
            row["live"],
            row["alias_of_id"] is None,
            path in pages.restricted,
        )
        for path, row in pages.rows.items()
    ]


def _content(item: PublishedItem, name: Any) -> tuple[str, ...]:
    full = json.loads(item.full) if item.full else {}
    for key in ("version", "updated_at", "published_at", "short_url"):
        full.pop(key, None)
    text = json.dumps(full, sort_keys=True, ensure_ascii=False)
    return item.path, item.title, text.replace(str(item.work), name(item.work))


def works() -> frozenset[UUID]:
    """Return the works that there are."""
    return frozenset(Page.objects.values_list("translation_key", flat=True))
