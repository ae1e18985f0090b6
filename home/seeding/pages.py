"""Forums, councils, standard pages, and texts for the pages that every site has."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from core.body.reading.markup import read_html
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES, other_language
from core.models import Governorate, Organisation, SiteImage
from core.publication.registry import join_translation
from forums.models import CouncilIndexPage, CouncilPage, ForumIndexPage, ForumPage
from home.models import HomePage, StandardPage
from home.seeding.data import DemoData
from news.importing.bodies import blocks_of
from news.importing.pictures import PictureStore
from news.models import NewsIndexPage

Editions = dict[str, Any]


class PageSeeder:
    """Makes the pages that are missing, each work in both languages, joined as a translation.

    They are published, or, as `drafts`, left to whoever reads them first.
    """

    def __init__(self, data: DemoData, pictures: PictureStore, *, drafts: bool = False) -> None:
        self.data = data
        self.pictures = pictures
        self.drafts = drafts

    def seed_forums(self) -> None:
        for entry in self.data.pages["forums"]:
            shared = {
                "governorate": Governorate.objects.get(slug=entry["governorate"]),
                "latitude": Decimal(str(entry["latitude"])),
                "longitude": Decimal(str(entry["longitude"])),
                "partner_organisations": list(
                    Organisation.objects.filter(slug__in=entry["partner_organisations"])
                ),
            }
            self._seed_work(ForumPage, fronts(ForumIndexPage), entry, shared)

    def seed_councils(self) -> None:
        for entry in self.data.pages["councils"]:
            governorate = Governorate.objects.get(slug=entry["governorate"])
            shared = {"governorate": governorate, **_manager(entry["managed_by"])}
            self._seed_work(CouncilPage, fronts(CouncilIndexPage), entry, shared)

    def seed_standard_pages(self, slugs: Collection[str] | None = None) -> None:
        """Make all standard pages, or those with these slugs in English."""
        for entry in self.data.pages["standard"]:
            if slugs is None or entry["slug_en"] in slugs:
                self._seed_work(StandardPage, fronts(HomePage), entry, {})

    def fill_front_pages(self, featured: dict[str, list[Any]]) -> None:
        """Give the front pages their texts and the stories that they feature, by language."""
        entry = self.data.pages["home"]
        added = {
            lang: {"lead_image": self.picture(entry["image"]), "featured_stories": stories}
            for lang, stories in featured.items()
        }
        self._fill(fronts(HomePage), entry, added)

    def fill_indexes(self) -> None:
        for model, name in (
            (NewsIndexPage, "news_index"),
            (ForumIndexPage, "forum_index"),
            (CouncilIndexPage, "council_index"),
        ):
            self._fill(fronts(model), self.data.pages[name], {})

    def picture(self, path: str) -> SiteImage:
        return self.pictures.picture(path, **self.data.pictures[path])

    def _seed_work(
        self, model: type, parents: Editions, entry: dict[str, Any], shared: dict[str, Any]
    ) -> None:
        """Make the editions of a work that are missing; the original comes first."""
        work, original = UUID(entry["work"]), entry.get("original", DEFAULT_LANGUAGE)
        made = False
        editions: Editions = {}
        for lang in (original, other_language(original)):
            page = model.objects.filter(  # type: ignore[attr-defined]
                translation_key=work, locale=parents[lang].locale
            ).first()
            if page is None:
                page = model(translation_key=work, locale=parents[lang].locale, live=False)
                slug = {"slug": entry[f"slug_{lang}"]}
                image = {"lead_image": self.picture(entry["image"])} if "image" in entry else {}
                _give(page, entry[lang] | slug | shared | image)
                parents[lang].add_child(instance=page)
                revision = page.save_revision()
                if not self.drafts:
                    revision.publish()
                made = True
            editions[lang] = page
        if made:
            _join(editions, original)

    def _fill(self, pages: Editions, texts: dict[str, Any], added: dict[str, Any]) -> None:
        """Give texts to pages of the skeleton that nobody has edited, unless one is taken down."""
        untouched = [lang for lang, page in pages.items() if page.latest_revision_id is None]
        if not all(page.live for page in pages.values()):
            return
        for lang in untouched:
            _give(pages[lang], texts[lang] | added.get(lang, {}))
            pages[lang].save_revision().publish()
        if untouched:
            _join(pages, DEFAULT_LANGUAGE)


def fronts(model: Any) -> Editions:
    """Return the pages of a type of which there is one for each language, by language."""
    pages = model.objects.select_related("locale").order_by("-path")
    return {page.locale.language_code: page for page in pages}


def _give(page: Any, values: dict[str, Any]) -> None:
    """Set the values of a page; `body_html` becomes blocks, stories become featured ones."""
    for name, value in values.items():
        if name == "body_html":
            page.body = blocks_of(read_html(value).pieces, lambda photo: None)
        elif name == "featured_stories":
            through = HomePage.featured_stories.rel.related_model
            page.featured_stories.set(
                [through(story=story, sort_order=order) for order, story in enumerate(value)]
            )
        else:
            setattr(page, name, value)


def _manager(manager: dict[str, str]) -> dict[str, Any]:
    if manager["kind"] == "organisation":
        return {"managing_organisation": Organisation.objects.get(slug=manager["slug"])}
    return {"managing_forum": ForumPage.objects.get(slug=manager["slug"])}


def _join(editions: Editions, original: str) -> None:
    if set(editions) == set(LANGUAGES):
        stored = {lang: type(page).objects.get(pk=page.pk) for lang, page in editions.items()}
        join_translation(stored[original], stored[other_language(original)])
