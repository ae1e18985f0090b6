"""Answers as they look, in both languages: shown in the guide and in the OpenAPI document.

Tests hold every one against the document and against live answers.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from api.types import ROOT, TYPES, TYPES_OF_COLLECTION, item_path
from core.addresses.base import absolute
from core.addresses.short import short_path
from core.addresses.topics import topic_path
from core.language.languages import LANGUAGES, other_language
from core.publication.links import slug_at
from core.publication.records import NOT_IN_LISTS, Contacts

Json = dict[str, Any]
Texts = Mapping[str, str]

WORKS = {
    "news": "5f0e6a52-9c1f-4a3b-8d0e-2f6b7c1d9e44",
    "forum": "c7b1d2f4-3a58-4e6f-9b1c-0d2e4f6a8b10",
    "council": "8a4d1c7e-52b0-4d19-b7e3-6c9f0a1b2d35",
    "page": "1b9e7f30-6c2d-4f58-a1b4-3d5e7f9a0c26",
    "initiative": "e2c4a6b8-0d1f-4b3a-9c5e-7f8091a2b3c4",
}
WORK = WORKS["news"]
_CODES = {"en": "k7m2p9xwqd", "ar": "h4nv8tcz3r"}
_TITLES: dict[str, Texts] = {
    "news": {
        "en": "Volunteers in Hit train in social media for peace",
        "ar": "متطوعون في هيت يتدربون على الإعلام الاجتماعي من أجل السلام",
    },
    "forum": {"en": "Hit Peace Forum", "ar": "منتدى السلام في هيت"},
    "council": {
        "en": "Council for Social Cohesion in Amara",
        "ar": "مجلس التماسك الاجتماعي في العمارة",
    },
    "page": {"en": "About us", "ar": "من نحن"},
    "initiative": {
        "en": "Iraqi Civil Society Solidarity Initiative",
        "ar": "مبادرة التضامن مع المجتمع المدني العراقي",
    },
}
_PATHS: dict[str, Texts] = {
    "news": {
        "en": "/en/news/volunteers-in-hit-train/",
        "ar": "/ar/news/متطوعون-في-هيت-يتدربون/",
    },
    "forum": {"en": "/en/forums/hit-peace-forum/", "ar": "/ar/forums/منتدى-السلام-في-هيت/"},
    "council": {"en": "/en/councils/amara/", "ar": "/ar/councils/العمارة/"},
    "page": {"en": "/en/about-us/", "ar": "/ar/من-نحن/"},
    "initiative": {"en": "/en/", "ar": "/ar/"},
}
_SUMMARIES: dict[str, Texts] = {
    "news": {
        "en": "Thirteen volunteers of the forum spent four hours on media and peace building.",
        "ar": "أمضى ثلاثة عشر متطوعًا من المنتدى أربع ساعات مع الإعلام وبناء السلام.",
    },
}
_LICENCE = {"en": "Creative Commons Attribution 4.0", "ar": "المشاع الإبداعي: النسبة 4.0"}
_CREDIT = {"en": "Source: {name}. Licence: {licence}.", "ar": "المصدر: {name}. الترخيص: {licence}."}
_ANBAR = {"en": "Anbar", "ar": "الأنبار"}
_PEACE = {"en": "Peace building", "ar": "بناء السلام"}
_HIT = {"en": "Hit", "ar": "هيت"}


def example_item(kind: str = "news", lang: str = "en") -> Json:
    """Return a whole item of a type, as it answers in `lang`."""
    work = WORKS[kind]
    body = _SUMMARIES.get(kind, _TITLES[kind])[lang]
    direction = LANGUAGES[lang].direction
    return {
        "id": f"{work}:{lang}",
        "work": work,
        "type": kind,
        "lang": lang,
        "dir": direction,
        "title": _TITLES[kind][lang],
        "summary": _SUMMARIES[kind][lang] if kind in _SUMMARIES else None,
        "body_html": f'<div lang="{lang}" dir="{direction}"><p>{body}</p></div>',
        "body_text": body,
        "url": absolute(_PATHS[kind][lang]),
        "short_url": absolute(short_path(_CODES[lang])),
        "api_url": absolute(item_path(kind, work, lang)),
        "embed_url": absolute(f"/embed/v1/{work}/{lang}/"),
        "image": _picture(lang) if kind == "news" else None,
        "media": [_medium(lang)] if kind == "news" else [],
        "published_at": "2019-06-07T10:00:00Z",
        "updated_at": "2019-06-08T06:30:00Z",
        "revised_at": None,
        **_relations(kind, lang),
        **_provenance(kind, lang),
        "version": 1204,
        **_added(kind, lang),
    }


def example_card(kind: str = "news", lang: str = "en") -> Json:
    """Return an item as it appears in lists."""
    item = example_item(kind, lang)
    shown = {key: value for key, value in item.items() if key not in NOT_IN_LISTS}
    return shown | {"is_fallback": False}


def example_pair(kind: str = "news") -> Json:
    """Return a work in both languages."""
    items = [example_item(kind, lang) for lang in LANGUAGES]
    return {"work": WORKS[kind], "type": kind, "original_lang": "en", "items": items}


def framed(results: list[Any]) -> Json:
    """Return a list that has one page."""
    return {"count": len(results), "next": None, "previous": None, "results": results}


def _picture(lang: str) -> Json:
    return {
        "url": absolute("/media/renditions/1f0c.width-800.jpg"),
        "alt": {"en": "The Euphrates at Hit", "ar": "الفرات عند هيت"}[lang],
        "credit": None,
        "width": 800,
        "height": 500,
        "renditions": [
            {
                "url": absolute("/media/renditions/1f0c.width-400.jpg"),
                "width": 400,
                "height": 250,
                "type": "image/jpeg",
            }
        ],
        "social": {
            "url": absolute("/media/renditions/1f0c.fill-1200x630.jpg"),
            "width": 1200,
            "height": 630,
            "type": "image/jpeg",
        },
        "focal_point": {"x": 33, "y": 58},
    }


def _medium(lang: str) -> Json:
    return {
        "kind": "video",
        "url": "https://archive.org/details/example",
        "title": {"en": "The training in Hit", "ar": "الدورة في هيت"}[lang],
        **dict.fromkeys(("alt", "credit", "width", "height", "renditions")),
    }


def _relations(kind: str, lang: str) -> Json:
    is_news = kind == "news"
    forum = {
        "work": WORKS["forum"],
        "slug": _slug("forum", lang),
        "title": _TITLES["forum"][lang],
        "url": absolute(_PATHS["forum"][lang]),
        "api_url": absolute(item_path("forum", WORKS["forum"], lang)),
    }
    topic = {
        "slug": "peace-building",
        "name": _PEACE[lang],
        "url": absolute(topic_path(lang, "peace-building")),
    }
    return {
        "forums": [forum] if is_news else [],
        "topics": [topic] if is_news else [],
        "governorate": {"slug": "anbar", "name": _ANBAR[lang]}
        if kind in {"news", "forum"}
        else None,
        "organisations": [],
        "byline": None,
        "related": [_related(lang)] if is_news else [],
    }


def _related(lang: str) -> Json:
    work = "9d3b5f71-28c4-4b6e-8a0f-1c2e3d4f5a67"
    slug = {"en": "a-library-opens-in-hit", "ar": "افتتاح-مكتبة-في-هيت"}[lang]
    return {
        "work": work,
        "slug": slug,
        "title": {"en": "A library opens in Hit", "ar": "افتتاح مكتبة في هيت"}[lang],
        "url": absolute(f"/{lang}/news/{slug}/"),
        "api_url": absolute(item_path("news", work, lang)),
    }


def _slug(kind: str, lang: str) -> str:
    return slug_at(_PATHS[kind][lang])


def _provenance(kind: str, lang: str) -> Json:
    other = other_language(lang)
    is_original = lang == "en"
    licence = _LICENCE[lang]
    return {
        "original_lang": "en",
        "translations": [
            {
                "lang": other,
                "slug": _slug(kind, other),
                "title": _TITLES[kind][other],
                "url": absolute(_PATHS[kind][other]),
                "api_url": absolute(item_path(kind, WORKS[kind], other)),
            }
        ],
        "translation": {
            "status": "original" if is_original else "complete",
            "source_lang": None if is_original else "en",
        },
        "license": {"name": licence, "url": "https://creativecommons.org/licenses/by/4.0/"},
        "credit_line": _CREDIT[lang].format(name=_TITLES["initiative"][lang], licence=licence),
    }


def _added(kind: str, lang: str) -> Json:
    if kind == "news":
        return {
            "event_start": "2019-06-07T10:00:00Z", "event_end": None, "place": _HIT[lang],
            "correction": None, "source_url": None,
        }  # fmt: skip
    if kind == "forum":
        return {
            "city": _HIT[lang],
            "location": {"lat": 33.64, "lon": 42.83},
            "founded": None,
            "contacts": dict.fromkeys(field.name for field in fields(Contacts)),
            "meetings": None,
        }
    if kind == "council":
        manager = {
            "kind": "forum",
            "work": "3d2f1a7b-94c6-4e05-8b1d-7a9c5e3f1b60",
            "slug": "misan",
            "name": {"en": "Misan Social Forum", "ar": "المنتدى الاجتماعي في ميسان"}[lang],
            "url": absolute(f"/{lang}/forums/misan/"),
        }
        city = {"en": "Amara", "ar": "العمارة"}[lang]
        return {
            "city": city, "location": None, "founded": None, "contacts": None,
            "managed_by": manager, "members": None, "last_meeting": None,
        }  # fmt: skip
    return {"mission": None} if kind == "initiative" else {}


def example_counts() -> Json:
    """Return how much there is of each type."""
    return dict(zip(TYPES, (12, 3, 4, 2, 1), strict=True))


def example_language(lang: str) -> Json:
    """Return one of the languages of the site."""
    language = LANGUAGES[lang]
    return {
        "tag": lang,
        "name": language.name,
        "dir": language.direction,
        "default": lang == "en",
        "counts": example_counts(),
    }


def example_term(vocabulary: str) -> Json:
    """Return a term of one of the vocabularies, both names in it."""
    terms: dict[str, Json] = {
        "topics": {
            "slug": "peace-building",
            "name": _PEACE,
            "urls": {tag: absolute(topic_path(tag, "peace-building")) for tag in LANGUAGES},
        },
        "governorates": {"slug": "anbar", "name": _ANBAR},
        "organisations": {
            "slug": "un-ponte-per",
            "name": {"en": "Un Ponte Per (UPP)", "ar": "منظمة جسر إلى الإيطالية"},
            "url": None,
        },
    }
    term = terms[vocabulary]
    counts = {tag: example_counts() for tag in LANGUAGES}
    return {"slug": term["slug"], "name": term["name"], "counts": counts} | term


def example_root() -> Json:
    """Return the answer of the API's root, with some of its links."""
    return {
        "name": _TITLES["initiative"],
        "version": "1",
        "languages": list(LANGUAGES),
        "license": {"name": _LICENCE, "url": "https://creativecommons.org/licenses/by/4.0/"},
        "contact": {"email": None, "url": absolute("/en/")},
        "links": {name: absolute(f"{ROOT}/{name}/") for name in TYPES_OF_COLLECTION},
    }
