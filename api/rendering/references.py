"""What items refer to: forums, stories, names, translations, each with its slug and address."""

from collections.abc import Iterable
from typing import Any

from api.types import item_path
from core.addresses.base import BASE, uri
from core.language.alphabet import sort_key
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES
from core.models import PublishedItem
from core.publication import records
from core.publication.links import Target, slug_at


def work_link(target: Target) -> records.WorkLink:
    return records.WorkLink(
        work=str(target.work),
        slug=target.slug,
        title=isolated_text(target.title, target.dir),
        url=f"{BASE}{target.href}",
        api_url=f"{BASE}{item_path(target.type, target.work, target.lang)}",
    )


def location(forum: Any) -> records.Location | None:
    if forum.latitude is None:
        return None
    return records.Location(float(forum.latitude), float(forum.longitude))


def governorate_of(page: Any, lang: str) -> records.Name | None:
    found = getattr(page, "governorate", None)
    return found and records.Name(found.slug, found.name(lang))


def organisation_links(names: Iterable[Any], lang: str) -> list[records.LinkedName]:
    return [
        records.LinkedName(each.slug, each.name(lang), each.website or None)
        for each in by_name(names, lang)
    ]


def translation_link(row: PublishedItem) -> records.TranslationLink:
    return records.TranslationLink(
        lang=row.lang,
        slug=slug_at(row.path),
        title=isolated_text(row.title, LANGUAGES[row.lang].direction),
        url=f"{BASE}{uri(row.path)}",
        api_url=f"{BASE}{item_path(row.type, row.work, row.lang)}",
    )


def manager_of(council: records.ItemRecord) -> records.Manager | None:
    """Return who manages a council, or None where that is a forum that is not public."""
    for name in council.organisations:
        return records.Manager("organisation", None, name.slug, name.name, name.url)
    for forum in council.forums:
        return records.Manager("forum", forum.work, forum.slug, forum.title, forum.url)
    return None


def correction_of(story: Any) -> records.Correction | None:
    if not story.correction:
        return None
    text = isolated_text(story.correction, story.language.direction)
    day = story.correction_date
    return records.Correction(text, day and day.isoformat())


def by_name(names: Iterable[Any], lang: str) -> list[Any]:
    """Return names in an order that does not depend on the order in which they were chosen."""
    return sorted(names, key=lambda name: (sort_key(name.name(lang)), name.pk))
