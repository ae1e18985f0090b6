"""The values of an item, type by type."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext, override

from api.rendering.html import embeddable
from api.rendering.lookups import Ids, Lookups, target_ids
from api.serializers.items import FULL_SERIALIZERS, ItemSerializer
from api.types import item_path
from core.addresses.base import BASE, uri
from core.models import BilingualName, PublishedItem
from core.publication.registry import Provenance, Rendering, States
from forums.models.forums import SOCIAL_NETWORKS

Json = dict[str, Any]
# What lists leave out, so that a page of them stays small.
NOT_IN_LISTS = ("body_html", "body_text")


class ItemRenderer:
    """Renders pages of one type; subclasses say what their type adds and refers to."""

    public_type: ClassVar[str]
    single: ClassVar[tuple[str, ...]] = ()
    many: ClassVar[tuple[str, ...]] = ()

    @cached_property
    def serializer(self) -> ItemSerializer:
        return FULL_SERIALIZERS[self.public_type]()

    def render(self, pages: Sequence[Any], states: States) -> Iterator[Rendering]:
        """Yield the Rendering of each page, in order."""
        lookups = Lookups(pages, self.single, self.many, self.forum_ids(pages))
        for page in pages:
            yield self._rendering(page, states[page.pk], lookups)

    def _rendering(self, page: Any, state: Provenance, lookups: Lookups) -> Rendering:
        body = lookups.body(page)
        values = self._identity(page, lookups.item(page))
        values |= {
            "body_html": embeddable(body.html, page.language, values["url"]),
            "body_text": body.text,
            **self._relations(page, lookups),
            **self._provenance(page, state, lookups),
            **self.added(page, lookups),
        }
        full = dict(self.serializer.to_representation(values))
        card = {key: value for key, value in full.items() if key not in NOT_IN_LISTS}
        return Rendering(
            card=card | {"is_fallback": False},
            full=full,
            facets=self._facets(values),
            dependencies=body.dependencies | self._dependencies(page, lookups),
        )

    def _identity(self, page: Any, item: PublishedItem) -> Json:
        lang = page.language.tag
        return {
            "id": item.public_id,
            "work": page.work,
            "type": self.public_type,
            "lang": lang,
            "dir": page.language.direction,
            "title": page.title,
            "summary": page.summary or None,
            "url": f"{BASE}{uri(item.path)}",
            "api_url": f"{BASE}{item_path(self.public_type, page.work, lang)}",
            "embed_url": f"{BASE}/embed/v1/{page.work}/{lang}/",
            "published_at": page.published_at or item.published_at,
            "updated_at": None,
            "version": None,
        }

    def _relations(self, page: Any, lookups: Lookups) -> Json:
        lang = page.language.tag
        governorate = getattr(page, "governorate", None)
        return {
            "image": lookups.picture(page.shared_image, lang),
            "forums": [
                {
                    "work": forum.work,
                    "title": forum.title,
                    "url": f"{BASE}{forum.href}",
                    "api_url": f"{BASE}{item_path(forum.type, forum.work, forum.lang)}",
                }
                for forum in lookups.forums(page)
            ],
            "topics": self.topics(page, lookups),
            "governorate": governorate
            and {"slug": governorate.slug, "name": governorate.name(lang)},
            "organisations": [
                {"slug": name.slug, "name": name.name(lang), "url": name.website or None}
                for name in by_name(self.organisations(page, lookups), lang)
            ],
            "byline": self.byline(page),
        }

    def _provenance(self, page: Any, state: Provenance, lookups: Lookups) -> Json:
        lang, settings = page.language.tag, lookups.settings
        licence = settings.in_language("licence_name", lang)
        return {
            "original_lang": state.original_lang,
            "translations": [
                {
                    "lang": row.lang,
                    "title": row.title,
                    "url": f"{BASE}{uri(row.path)}",
                    "api_url": f"{BASE}{item_path(row.type, row.work, row.lang)}",
                }
                for row in lookups.translations(page)
            ],
            "translation": {"status": state.status, "source_lang": state.source_lang},
            "license": {"name": licence, "url": settings.licence_url},
            "credit_line": credit_line(settings.in_language("name", lang), licence, lang),
        }

    def _facets(self, values: Json) -> frozenset[tuple[str, str]]:
        found = {("forum", str(forum["work"])) for forum in values["forums"]}
        found |= {("topic", topic["slug"]) for topic in values["topics"]}
        found |= {("organisation", name["slug"]) for name in values["organisations"]}
        if values["governorate"]:
            found.add(("governorate", values["governorate"]["slug"]))
        return frozenset(found)

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

    def topics(self, page: Any, lookups: Lookups) -> list[Json]:
        return []

    def byline(self, page: Any) -> str | None:
        return None

    def names(self, page: Any, lookups: Lookups) -> list[BilingualName | None]:
        """Return the rows of vocabularies, beside the governorate, whose names the item shows."""
        return self.organisations(page, lookups)

    def added(self, page: Any, lookups: Lookups) -> Json:
        """Return what this type has beside what all items have."""
        return {}


class NewsRenderer(ItemRenderer):
    public_type = "news"
    single = ("governorate", "byline_person", "byline_organisation")
    many = ("topics", "partner_organisations")

    def forum_ids(self, pages: Sequence[Any]) -> Ids:
        return target_ids(pages, "forums")

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return lookups.many(page, "partner_organisations")

    def topics(self, page: Any, lookups: Lookups) -> list[Json]:
        # A story stands right below the list of stories of its language, which filters by topic.
        above = lookups.item(page).path.rstrip("/").rsplit("/", 1)[0]
        return [
            {
                "slug": topic.slug,
                "name": topic.name(page.language.tag),
                "url": f"{BASE}{uri(f'{above}/?topic={topic.slug}')}",
            }
            for topic in by_name(lookups.many(page, "topics"), page.language.tag)
        ]

    def byline(self, page: Any) -> str | None:
        lang = page.language.tag
        authors = [page.byline_person, page.byline_organisation]
        separator = "، " if lang == "ar" else ", "
        return separator.join(author.name(lang) for author in authors if author) or None

    def names(self, page: Any, lookups: Lookups) -> list[BilingualName | None]:
        authors = [page.byline_person, page.byline_organisation]
        return [*super().names(page, lookups), *lookups.many(page, "topics"), *authors]

    def added(self, page: Any, lookups: Lookups) -> Json:
        return {
            "event_start": page.event_start,
            "event_end": page.event_end,
            "place": page.place or None,
        }


class ForumRenderer(ItemRenderer):
    public_type = "forum"
    single = ("governorate",)
    many = ("partner_organisations",)

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return lookups.many(page, "partner_organisations")

    def added(self, page: Any, lookups: Lookups) -> Json:
        location = page.latitude is not None and {"lat": page.latitude, "lon": page.longitude}
        contacts = {
            "email": page.email or None,
            "phone": page.phone or None,
            "website": page.website_url or None,
        }
        social = {network: page.social_addresses.get(network) for network in SOCIAL_NETWORKS}
        return {
            "city": page.city,
            "location": location or None,
            "founded": page.founded,
            "contacts": contacts | social,
        }


class CouncilRenderer(ItemRenderer):
    public_type = "council"
    single = ("managing_organisation", "governorate")

    def forum_ids(self, pages: Sequence[Any]) -> Ids:
        return {page.pk: [page.managing_forum_id] for page in pages if page.managing_forum_id}

    def organisations(self, page: Any, lookups: Lookups) -> list[Any]:
        return [page.managing_organisation] if page.managing_organisation else []

    def added(self, page: Any, lookups: Lookups) -> Json:
        return {
            "city": page.city,
            "location": None,
            "founded": page.established,
            "contacts": None,
            "managed_by": self._manager(page, lookups),
        }

    def _manager(self, page: Any, lookups: Lookups) -> Json | None:
        """Return who manages the council, or None where that is a forum that is not public."""
        for name in self.organisations(page, lookups):
            return {
                "kind": "organisation",
                "work": None,
                "slug": name.slug,
                "name": name.name(page.language.tag),
                "url": name.website or None,
            }
        for forum in lookups.forums(page):
            return {
                "kind": "forum",
                "work": forum.work,
                "slug": None,
                "name": forum.title,
                "url": f"{BASE}{forum.href}",
            }
        return None


class PageRenderer(ItemRenderer):
    public_type = "page"


class InitiativeRenderer(ItemRenderer):
    public_type = "initiative"

    def added(self, page: Any, lookups: Lookups) -> Json:
        return {"mission": page.mission or None}


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
