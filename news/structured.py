"""A story in the words of schema.org, for search engines."""

from typing import Any

from core.addresses.base import absolute, with_base
from core.language.dates import local_day
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES
from core.media.pictures import Picture
from core.models import PublishedItem
from core.public.chrome import Chrome
from core.public.editions import original_of
from core.public.metadata import PageHead
from core.public.structured import CONTEXT, organisation
from news.facts import StoryFacts


def news_article(page: Any, facts: StoryFacts, chrome: Chrome) -> dict[str, Any]:
    """Return the story as a NewsArticle that knows its translation, or its original."""
    head = PageHead(page, facts.picture)
    publisher = organisation(chrome)
    article: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": head.canonical,
        "url": head.canonical,
        "headline": isolated_text(page.title, page.language.direction),
        "description": head.description,
        "inLanguage": page.language.tag,
        "datePublished": page.published_at.isoformat(timespec="seconds"),
        "publisher": publisher,
        "author": _author(page, facts) or publisher,
        "isAccessibleForFree": True,
    }
    if not facts.is_reserved:
        article["license"] = chrome.licence[1]
    if page.published_item:
        article["dateModified"] = page.published_item.updated_at.isoformat(timespec="seconds")
    if head.image:
        article["image"] = [head.image.url, *_uncut(facts.picture)]
    if page.event_start:
        article["temporalCoverage"] = local_day(page.event_start).isoformat()
    if page.place:
        article["contentLocation"] = _place(page, facts)
    return article | _subjects(page, facts) | _translations(page)


def _uncut(picture: Picture | None) -> list[str]:
    """Return the address of the picture in its own shape; the one for networks is cut."""
    return [absolute(with_base(picture.url, ""))] if picture else []


def _place(page: Any, facts: StoryFacts) -> dict[str, Any]:
    place: dict[str, Any] = {
        "@type": "Place",
        "name": isolated_text(page.place, page.language.direction),
    }
    if facts.governorate:
        place["address"] = {
            "@type": "PostalAddress", "addressRegion": facts.governorate, "addressCountry": "IQ",
        }  # fmt: skip
    return place


def _subjects(page: Any, facts: StoryFacts) -> dict[str, Any]:
    """Return the topics, and the event where it is known when and where it took place."""
    names = [topic.name for topic in facts.topics]
    about: list[dict[str, Any]] = [{"@type": "Thing", "name": name} for name in names]
    if page.event_start and page.place:
        about.append(_event(page, facts))
    found: dict[str, Any] = {"keywords": names, "about": about}
    return {name: value for name, value in found.items() if value}


def _event(page: Any, facts: StoryFacts) -> dict[str, Any]:
    event = {
        "@type": "Event",
        "name": isolated_text(page.title, page.language.direction),
        "startDate": local_day(page.event_start).isoformat(),
        "location": _place(page, facts),
    }
    if page.event_end:
        event["endDate"] = local_day(page.event_end).isoformat()
    return event


def _author(page: Any, facts: StoryFacts) -> dict[str, str] | None:
    kind = "Person" if page.byline_person_id else "Organization"
    return {"@type": kind, "name": facts.byline} if facts.byline else None


def _translations(page: Any) -> dict[str, Any]:
    own, original = page.published_item, original_of(page.editions)
    if own is None or original is None:
        return {}
    if original is not own:
        return {"translationOfWork": _work(original)}
    others = [_work(item) for item in page.editions if item is not own]
    return {"workTranslation": others} if others else {}


def _work(item: PublishedItem) -> dict[str, str]:
    address = absolute(item.path)
    headline = isolated_text(item.title, LANGUAGES[item.lang].direction)
    return {
        "@type": "NewsArticle", "@id": address, "url": address, "headline": headline,
        "inLanguage": item.lang,
    }  # fmt: skip
