"""The page trees of both languages, made by every migrate together with groups and names.

One idempotent `post_migrate` handler and not data migrations: tests with a live server flush the
database, and `flush` sends the signal again. A site that has a front page is set up: from then on
only what the code cannot be without is made again, if it is missing (staff cannot remove it in the
CMS), and nothing is removed, renamed or given rights.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES
from core.models import BasePage, InitiativeSettings
from core.publication.transactions import publication_transaction
from core.setup import roles
from core.setup.wagtail_defaults import remove_wagtail_defaults
from core.setup.workflows import prepare_workflows
from forums.models import CouncilIndexPage, ForumIndexPage
from home.models import HomePage
from news.models import NewsIndexPage

INDEXES: tuple[tuple[type[BasePage], str, dict[str, str]], ...] = (
    (NewsIndexPage, "news", {"en": "News", "ar": "الأخبار"}),
    (ForumIndexPage, "forums", {"en": "Forums", "ar": "المنتديات"}),
    (CouncilIndexPage, "councils", {"en": "Councils", "ar": "المجالس"}),
)


def prepare_site(app_config: Any, **_: Any) -> None:
    """Make what the site cannot be without, once the last app has its tables and rights."""
    configs = [config for config in apps.get_app_configs() if config.models_module]
    if app_config.label != configs[-1].label:
        return
    with transaction.atomic(), publication_transaction():
        roles.prepare_names()
        root = _root()
        is_new = not HomePage.objects.exists()
        if is_new:
            remove_wagtail_defaults(root)
        fronts = _prepare_fronts(root)
        if is_new:
            _prepare_site_row(fronts[DEFAULT_LANGUAGE])
        _prepare_indexes(fronts)
        if is_new:
            roles.prepare_governorates()
            roles.prepare_groups(root, fronts)
            prepare_workflows(fronts)


def section_slugs() -> set[str]:
    """Return the slugs of front pages and indexes: the addresses of all pages begin with them."""
    slugs = {slug for _model, slug, _titles in INDEXES}
    models: list[type[Page]] = [HomePage, *(model for model, _slug, _titles in INDEXES)]
    for model in models:
        slugs |= set(model.objects.values_list("slug", flat=True))
    return slugs


def _root() -> Page:
    """Return the root of all pages, made anew where a test has flushed it away."""
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="ICSSI")
    default = Locale.objects.get(language_code=DEFAULT_LANGUAGE)
    return Page.get_first_root_node() or Page.add_root(
        instance=Page(title="ICSSI", slug="root", locale=default)
    )


def _prepare_fronts(root: Page) -> dict[str, Page]:
    """Return the front page of each language, making those that are missing."""
    existing = {page.locale.language_code: page for page in HomePage.objects.all()}
    names = InitiativeSettings()
    fronts: dict[str, Page] = {}
    for lang in LANGUAGES:
        key = {"translation_key": fronts[DEFAULT_LANGUAGE].translation_key} if fronts else {}
        fronts[lang] = existing.get(lang) or root.add_child(
            instance=HomePage(
                title=names.in_language("name", lang),
                slug=lang,
                locale=Locale.objects.get(language_code=lang),
                **key,
            )
        )
    return fronts


def _prepare_site_row(front: Page) -> None:
    if not Site.objects.filter(is_default_site=True).exists():
        Site.objects.create(
            hostname="localhost",
            site_name=settings.WAGTAIL_SITE_NAME,
            root_page=front,
            is_default_site=True,
        )


def _prepare_indexes(fronts: dict[str, Page]) -> None:
    """Make the lists of stories, forums and councils below each front page, as pairs."""
    for model, slug, titles in INDEXES:
        key: dict[str, Any] = {}
        for lang, front in fronts.items():
            page = model.objects.child_of(front).first()
            if page is None:
                page = front.add_child(
                    instance=model(title=titles[lang], slug=slug, locale=front.locale, **key)
                )
            key = {"translation_key": page.translation_key}
