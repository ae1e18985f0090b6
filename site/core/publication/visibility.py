"""The one rule of what is public.

A page is public when it is live, no alias, unrestricted (itself and its ancestors), under live
ancestors, in the tree of its own language, not expired, and really written in its language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from core.models import BasePage
from core.publication.expiry import has_passed
from core.publication.registry import unwritten_pages

STEP = Page.steplen
_FIELDS = (
    "pk",
    "path",
    "url_path",
    "live",
    "alias_of_id",
    "translation_key",
    "locale_id",
    "content_type_id",
    "title",
    "expire_at",
    "live_revision_id",
    "last_published_at",
)


@dataclass(frozen=True)
class PublicPage:
    """What the page tree alone shows of a public page."""

    page_id: int
    work: UUID
    lang: str
    model: type[BasePage]
    path: str
    title: str
    expires_at: datetime | None
    source_mark: str

    @property
    def type(self) -> str:
        return self.model.public_type


@dataclass(frozen=True)
class LanguageRoot:
    """The front page of one language: everything below it has addresses under /<lang>/."""

    lang: str
    tree_path: str
    url_path: str

    def address(self, url_path: str) -> str:
        return f"/{self.lang}/{url_path[len(self.url_path) :]}"


def language_roots() -> dict[int, LanguageRoot]:
    """Return the front pages by locale id, read from the tables and from no cache."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return {}
    fronts = Page.objects.filter(
        translation_key=site.root_page.translation_key, depth=site.root_page.depth
    ).values_list("locale_id", "locale__language_code", "path", "url_path")
    return {
        locale_id: LanguageRoot(lang, tree_path, url_path)
        for locale_id, lang, tree_path, url_path in fronts
    }


def ancestor_paths(path: str) -> list[str]:
    """Return the tree paths above `path`, from the front page down; the root is left out."""
    return [path[:end] for end in range(2 * STEP, len(path), STEP)]


def public_models() -> dict[int, type[BasePage]]:
    """Return our page types by the id of their content type."""
    models = [model for model in _concrete_subclasses(BasePage) if not model._meta.abstract]
    found = ContentType.objects.get_for_models(*models, for_concrete_models=False)
    return {content_type.pk: model for model, content_type in found.items()}  # type: ignore[misc]


def _concrete_subclasses(model: type) -> list[Any]:
    children: list[Any] = model.__subclasses__()
    return children + [sub for child in children for sub in _concrete_subclasses(child)]


def public_pages(page_ids: Sequence[int]) -> list[PublicPage]:
    """Return those of the pages that are public, in a constant number of queries."""
    rows = list(Page.objects.filter(pk__in=page_ids).values(*_FIELDS))
    rule = _Rule(rows)
    found = [public for row in rows if (public := rule.public_page(row)) is not None]
    unwritten = unwritten_pages([public.page_id for public in found])
    return [public for public in found if public.page_id not in unwritten]


def is_open(page: Page) -> bool:
    """Whether a page and all above it are published: everybody may read it, or some people."""
    line = Page.objects.filter(path__in=[*ancestor_paths(page.path), page.path])
    now = timezone.now()
    return all(_is_open(row, now) for row in line.values("live", "alias_of_id", "expire_at"))


def _is_open(row: dict[str, Any], now: datetime) -> bool:
    return row["live"] and row["alias_of_id"] is None and not has_passed(row["expire_at"], now)


class _Rule:
    """Applies the rule to one batch of page rows, with what it needs of their ancestors."""

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self.now = timezone.now()
        self.roots = language_roots()
        self.models = public_models()
        self.restricted = tuple(
            PageViewRestriction.objects.values_list("page__path", flat=True).distinct()
        )
        above = {path for row in rows for path in ancestor_paths(row["path"])}
        self.ancestors = {
            row["path"]: row
            for row in Page.objects.filter(path__in=above).values(
                "path", "live", "alias_of_id", "expire_at"
            )
        }

    def public_page(self, row: dict[str, Any]) -> PublicPage | None:
        root = self.roots.get(row["locale_id"])
        model = self.models.get(row["content_type_id"])
        if root is None or model is None or not row["path"].startswith(root.tree_path):
            return None
        line = [row, *(self.ancestors[path] for path in ancestor_paths(row["path"]))]
        if not all(_is_open(page, self.now) for page in line):
            return None
        if row["path"].startswith(self.restricted):
            return None
        expiries = [page["expire_at"] for page in line if page["expire_at"] is not None]
        return PublicPage(
            page_id=row["pk"],
            work=row["translation_key"],
            lang=root.lang,
            model=model,
            path=root.address(row["url_path"]),
            title=row["title"],
            expires_at=min(expiries, default=None),
            source_mark=f"{row['live_revision_id']}:{row['last_published_at']}",
        )
