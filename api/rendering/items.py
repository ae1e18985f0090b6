"""The records of items, type by type."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext, override

from api.rendering.html import embeddable
from api.rendering.lookups import Ids, Lookups, target_ids
from api.rendering.references import (
    by_name,
    correction_of,
    governorate_of,
    location,
    manager_of,
    organisation_links,
    translation_link,
    work_link,
)
from api.types import RESERVED, item_path
from core.addresses.base import BASE, uri
from core.addresses.short import short_path
from core.addresses.topics import topic_path
from core.body.rendering import Body
from core.language.isolates import isolated_text
from core.language.lists import joined
from core.language.times import utc
from core.models import BilingualName, PublishedItem
from core.public.frames import embed_path
from core.publication import records
from core.publication.registry import Provenance, Rendering, States

MOST_RELATED = 4


class ItemRenderer:
    """Renders pages of one type; subclasses add what their type has and refers to."""

    public_type: ClassVar[str]
    record_type: ClassVar[type[records.ItemRecord]] = records.ItemRecord
    single: ClassVar[tuple[str, ...]] = ()
    many: ClassVar[tuple[str, ...]] = ()

    def render(self, pages: Sequence[Any], states: States) -> Iterator[Rendering]:
        """Yield the Rendering of each page, in order."""
        linked = self.forum_ids(pages), self.related_ids(pages)
        lookups = Lookups(pages, self.single, self.many, *linked)
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
        if page.social_image_id:  # its own page shows the other one, whose sizes are made here
            lookups.picture(getattr(page, "lead_image", None), lang)
        licence = settings.in_language("licence_name", lang)
        is_reserved = page.pk in lookups.reserved
        return records.ItemRecord(
            **vars(self._text(page, body, lookups.item(page))),
            image=lookups.picture(page.shared_image, lang),
            media=body.media,
            published_at=utc(page.published_at or lookups.item(page).published_at),
            updated_at=None,
            revised_at=lookups.revised_at(page),
            forums=[work_link(forum) for forum in lookups.forums(page)],
            topics=self.topics(page, lookups),
            governorate=governorate_of(page, lang),
            organisations=organisation_links(self.organisations(page, lookups), lang),
            byline=self.byline(page),
            related=[work_link(story) for story in lookups.related(page)[:MOST_RELATED]],
            original_lang=provenance.original_lang,
            translations=[translation_link(row) for row in lookups.translations(page)],
            translation=records.Translation(provenance.status, provenance.source_lang),
            license=None if is_reserved else records.License(licence, settings.licence_url),
            credit_line=reserved_line(lang)
            if is_reserved
            else credit_line(settings.in_language("name", lang), licence, lang),
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
            title=isolated_text(page.title, page.language.direction),
            summary=isolated_text(page.summary, page.language.direction) or None,
            body_html=embeddable(body.html, page.language, url),
            body_text=body.text,
            url=url,
            short_url=f"{BASE}{short_path(item.short_code)}",
            api_url=f"{BASE}{item_path(self.public_type, page.work, lang)}",
            embed_url=f"{BASE}{embed_path(page.work, lang)}",
        )

    def added(self, common: records.ItemRecord, page: Any) -> records.ItemRecord:
        """Return the record of this type: what all items have, and what this type adds."""
        return common

    def _dependencies(self, page: Any, lookups: Lookups) -> frozenset[str]:
        # Its own page shows the lead picture, messengers and lists the social one.
        pictures = [page.social_image, getattr(page, "lead_image", None)]
        shown = [*pictures, getattr(page, "governorate", None), *self.names(page, lookups)]
        keys = {f"{thing.item_key}:{thing.pk}" for thing in shown if thing is not None}
        keys |= {f"work:{work}" for work in (page.work, *lookups.linked_works(page))}
        return frozenset(keys | {"settings"})

    def forum_ids(self, pages: Sequence[Any]) -> Ids:
        """Return the ids of the forums that each page names, by the page's id."""
        return {}

    def related_ids(self, pages: Sequence[Any]) -> Ids:
        """Return the ids of the stories that staff chose to go with each page, by its id."""
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

    def related_ids(self, pages: Sequence[Any]) -> Ids:
        return target_ids(pages, "related_stories")

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return lookups.many(page, "partner_organisations")

    def topics(self, page: Any, lookups: Lookups) -> list[records.LinkedName]:
        return [
            records.LinkedName(
                slug=topic.slug,
                name=topic.name(page.language.tag),
                url=f"{BASE}{topic_path(page.language.tag, topic.slug)}",
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
            place=isolated_text(page.place, page.language.direction) or None,
            correction=correction_of(page),
            source_url=page.source_url or None,
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
            location=location(page),
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
            meetings=isolated_text(page.meetings, page.language.direction) or None,
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
            managed_by=manager_of(common),
            members=isolated_text(page.members, page.language.direction) or None,
            last_meeting=page.last_meeting and page.last_meeting.isoformat(),
        )


class PageRenderer(ItemRenderer):
    public_type = "page"


class InitiativeRenderer(ItemRenderer):
    public_type = "initiative"
    record_type = records.InitiativeRecord

    def added(self, common: records.ItemRecord, page: Any) -> records.InitiativeRecord:
        return records.InitiativeRecord(
            **vars(common), mission=isolated_text(page.mission, page.language.direction) or None
        )


def _facets(record: records.ItemRecord) -> frozenset[tuple[str, str]]:
    found = {("forum", forum.work) for forum in record.forums}
    found |= {("topic", topic.slug) for topic in record.topics}
    found |= {("organisation", name.slug) for name in record.organisations}
    if record.governorate:
        found.add(("governorate", record.governorate.slug))
    if record.license is None:
        found.add(RESERVED)
    return frozenset(found)


def credit_line(name: str, licence: str, lang: str) -> str:
    """Return the line that partners print below what they take over, in the item's language."""
    with override(lang):
        return gettext("Source: %(name)s. Licence: %(licence)s.") % {
            "name": name,
            "licence": licence,
        }


def reserved_line(lang: str) -> str:
    """Return the line in its place where the text belongs to others."""
    with override(lang):
        return gettext("This text belongs to others and may not be passed on.")


RENDERERS: dict[str, ItemRenderer] = {
    renderer.public_type: renderer()
    for renderer in (
        NewsRenderer, ForumRenderer, CouncilRenderer, PageRenderer, InitiativeRenderer,
    )
}  # fmt: skip
