"""The records of items, type by type."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext, override

from api.rendering.html import embeddable
from api.rendering.lookups import Ids, Lookups, target_ids
from api.types import item_path
from core.addresses.base import BASE, uri
from core.body.rendering import Body
from core.language.lists import joined
from core.language.times import utc
from core.models import BilingualName, PublishedItem
from core.publication import records
from core.publication.links import Target
from core.publication.registry import Provenance, Rendering, States


class ItemRenderer:
    """Renders pages of one type; subclasses add what their type has and refers to."""

    public_type: ClassVar[str]
    record_type: ClassVar[type[records.ItemRecord]] = records.ItemRecord
    single: ClassVar[tuple[str, ...]] = ()
    many: ClassVar[tuple[str, ...]] = ()

    def render(self, pages: Sequence[Any], states: States) -> Iterator[Rendering]:
        """Yield the Rendering of each page, in order."""
        lookups = Lookups(pages, self.single, self.many, self.forum_ids(pages))
        for page in pages:
            body = lookups.body(page)
            record = self.added(self._common(page, body, states[page.pk], lookups), page)
            yield Rendering(
                record=record,
                facets=_facets(record),
                dependencies=body.dependencies | self._dependencies(page, lookups),
            )

    def _common(
        self, page: Any, body: Body, provenance: Provenance, lookups: Lookups
    ) -> records.ItemRecord:
        lang, settings = page.language.tag, lookups.settings
        licence = settings.in_language("licence_name", lang)
        return records.ItemRecord(
            **vars(self._text(page, body, lookups.item(page))),
            image=lookups.picture(page.shared_image, lang),
            published_at=utc(page.published_at or lookups.item(page).published_at),
            updated_at=None,
            forums=[_forum(forum) for forum in lookups.forums(page)],
            topics=self.topics(page, lookups),
            governorate=_governorate(page, lang),
            organisations=_organisations(self.organisations(page, lookups), lang),
            byline=self.byline(page),
            original_lang=provenance.original_lang,
            translations=[_translation(row) for row in lookups.translations(page)],
            translation=records.Translation(provenance.status, provenance.source_lang),
            license=records.License(licence, settings.licence_url),
            credit_line=credit_line(settings.in_language("name", lang), licence, lang),
            version=None,
        )

    def _text(self, page: Any, body: Body, item: PublishedItem) -> records.TextRecord:
        lang, url = page.language.tag, f"{BASE}{uri(item.path)}"
        return records.TextRecord(
            id=item.public_id,
            work=str(page.work),
            type=self.public_type,
            lang=lang,
            dir=page.language.direction,
            title=page.title,
            summary=page.summary or None,
            body_html=embeddable(body.html, page.language, url),
            body_text=body.text,
            url=url,
            api_url=f"{BASE}{item_path(self.public_type, page.work, lang)}",
            embed_url=f"{BASE}/embed/v1/{page.work}/{lang}/",
        )

    def added(self, common: records.ItemRecord, page: Any) -> records.ItemRecord:
        """Return the record of this type: what all items have, and what this type adds."""
        return common

    def _dependencies(self, page: Any, lookups: Lookups) -> frozenset[str]:
        # Its own page shows the lead picture, messengers and lists the social one.
        pictures = [page.social_image, getattr(page, "lead_image", None)]
        shown = [*pictures, getattr(page, "governorate", None), *self.names(page, lookups)]
        keys = {f"{thing.item_key}:{thing.pk}" for thing in shown if thing is not None}
        keys |= {f"work:{work}" for work in (page.work, *lookups.forum_works(page))}
        return frozenset(keys | {"settings"})

    def forum_ids(self, pages: Sequence[Any]) -> Ids:
        """Return the ids of the forums that each page names, by the page's id."""
        return {}

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return []

    def topics(self, page: Any, lookups: Lookups) -> list[records.LinkedName]:
        return []

    def byline(self, page: Any) -> str | None:
        return None

    def names(self, page: Any, lookups: Lookups) -> list[BilingualName | None]:
        """Return the rows of vocabularies, beside the governorate, whose names the item shows."""
        return self.organisations(page, lookups)


class NewsRenderer(ItemRenderer):
    public_type = "news"
    record_type = records.StoryRecord
    single = ("governorate", "byline_person", "byline_organisation")
    many = ("topics", "partner_organisations")

    def forum_ids(self, pages: Sequence[Any]) -> Ids:
        return target_ids(pages, "forums")

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return lookups.many(page, "partner_organisations")

    def topics(self, page: Any, lookups: Lookups) -> list[records.LinkedName]:
        # A story is right below the list of stories of its language, which filters by topic.
        above = lookups.item(page).path.rstrip("/").rsplit("/", 1)[0]
        return [
            records.LinkedName(
                slug=topic.slug,
                name=topic.name(page.language.tag),
                url=f"{BASE}{uri(f'{above}/?topic={topic.slug}')}",
            )
            for topic in by_name(lookups.many(page, "topics"), page.language.tag)
        ]

    def byline(self, page: Any) -> str | None:
        lang = page.language.tag
        authors = [page.byline_person, page.byline_organisation]
        return joined([author.name(lang) for author in authors if author], lang) or None

    def names(self, page: Any, lookups: Lookups) -> list[BilingualName | None]:
        authors = [page.byline_person, page.byline_organisation]
        return [*super().names(page, lookups), *lookups.many(page, "topics"), *authors]

    def added(self, common: records.ItemRecord, page: Any) -> records.StoryRecord:
        return records.StoryRecord(
            **vars(common),
            event_start=page.event_start and utc(page.event_start),
            event_end=page.event_end and utc(page.event_end),
            place=page.place or None,
        )


class ForumRenderer(ItemRenderer):
    public_type = "forum"
    record_type = records.ForumRecord
    single = ("governorate",)
    many = ("partner_organisations",)

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return lookups.many(page, "partner_organisations")

    def added(self, common: records.ItemRecord, page: Any) -> records.ForumRecord:
        return records.ForumRecord(
            **vars(common),
            city=page.city,
            location=_location(page),
            founded=page.founded and page.founded.isoformat(),
            contacts=records.Contacts(
                email=page.email or None,
                phone=page.phone or None,
                website=page.website_url or None,
                facebook=page.facebook_url or None,
                instagram=page.instagram_url or None,
                x=page.x_url or None,
                youtube=page.youtube_url or None,
                telegram=page.telegram_url or None,
            ),
        )


class CouncilRenderer(ItemRenderer):
    public_type = "council"
    record_type = records.CouncilRecord
    single = ("managing_organisation", "governorate")

    def forum_ids(self, pages: Sequence[Any]) -> Ids:
        return {page.pk: [page.managing_forum_id] for page in pages if page.managing_forum_id}

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return [page.managing_organisation] if page.managing_organisation else []

    def added(self, common: records.ItemRecord, page: Any) -> records.CouncilRecord:
        return records.CouncilRecord(
            **vars(common),
            city=page.city,
            location=None,
            founded=page.established and page.established.isoformat(),
            contacts=None,
            managed_by=_manager(common),
        )


class PageRenderer(ItemRenderer):
    public_type = "page"


class InitiativeRenderer(ItemRenderer):
    public_type = "initiative"
    record_type = records.InitiativeRecord

    def added(self, common: records.ItemRecord, page: Any) -> records.InitiativeRecord:
        return records.InitiativeRecord(**vars(common), mission=page.mission or None)


def _forum(forum: Target) -> records.ForumLink:
    return records.ForumLink(
        work=str(forum.work),
        title=forum.title,
        url=f"{BASE}{forum.href}",
        api_url=f"{BASE}{item_path(forum.type, forum.work, forum.lang)}",
    )


def _location(forum: Any) -> records.Location | None:
    if forum.latitude is None:
        return None
    return records.Location(float(forum.latitude), float(forum.longitude))


def _governorate(page: Any, lang: str) -> records.Name | None:
    governorate = getattr(page, "governorate", None)
    return governorate and records.Name(governorate.slug, governorate.name(lang))


def _organisations(names: Iterable[Any], lang: str) -> list[records.LinkedName]:
    return [
        records.LinkedName(each.slug, each.name(lang), each.website or None)
        for each in by_name(names, lang)
    ]


def _translation(row: PublishedItem) -> records.TranslationLink:
    return records.TranslationLink(
        lang=row.lang,
        title=row.title,
        url=f"{BASE}{uri(row.path)}",
        api_url=f"{BASE}{item_path(row.type, row.work, row.lang)}",
    )


def _manager(council: records.ItemRecord) -> records.Manager | None:
    """Return who manages a council, or None where that is a forum that is not public."""
    for name in council.organisations:
        return records.Manager("organisation", None, name.slug, name.name, name.url)
    for forum in council.forums:
        return records.Manager("forum", forum.work, None, forum.title, forum.url)
    return None


def _facets(record: records.ItemRecord) -> frozenset[tuple[str, str]]:
    found = {("forum", forum.work) for forum in record.forums}
    found |= {("topic", topic.slug) for topic in record.topics}
    found |= {("organisation", name.slug) for name in record.organisations}
    if record.governorate:
        found.add(("governorate", record.governorate.slug))
    return frozenset(found)


def by_name(names: Iterable[Any], lang: str) -> list[Any]:
    """Return names in an order that does not depend on the order in which they were chosen."""
    return sorted(names, key=lambda name: (name.name(lang), name.pk))


def credit_line(name: str, licence: str, lang: str) -> str:
    """Return the line that partners print below what they take over, in the item's language."""
    with override(lang):
        return gettext("Source: %(name)s. Licence: %(licence)s.") % {
            "name": name,
            "licence": licence,
        }


RENDERERS: dict[str, ItemRenderer] = {
    renderer.public_type: renderer()
    for renderer in (
        NewsRenderer, ForumRenderer, CouncilRenderer, PageRenderer, InitiativeRenderer,
    )
}  # fmt: skip
