"""One story as the API answers it: shown in the guide, and checked against the document."""

from typing import Any

from api.types import item_path
from core.addresses import absolute

WORK = "5f0e6a52-9c1f-4a3b-8d0e-2f6b7c1d9e44"
FORUM = "c7b1d2f4-3a58-4e6f-9b1c-0d2e4f6a8b10"


def example_item() -> dict[str, Any]:
    """Return a whole item of the type `news`."""
    url = absolute("/en/news/volunteers-plan-a-reading-week/")
    return {
        "id": f"{WORK}:en",
        "work": WORK,
        "type": "news",
        "lang": "en",
        "dir": "ltr",
        "title": "Volunteers plan a reading week",
        "summary": "Thirteen volunteers of the forum met to plan a week of reading for schools.",
        "body_html": '<div lang="en" dir="ltr"><p>Thirteen volunteers met.</p></div>',
        "body_text": "Thirteen volunteers met.",
        "url": url,
        "api_url": absolute(item_path("news", WORK, "en")),
        "embed_url": absolute(f"/embed/v1/{WORK}/en/"),
        "image": {
            "url": absolute("/media/renditions/1f0c.width-800.jpg"),
            "alt": "A shelf of books",
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
        },
        "published_at": "2026-01-07T15:00:00Z",
        "updated_at": "2026-01-08T06:30:00Z",
        **_relations(),
        "original_lang": "en",
        "translations": [
            {
                "lang": "ar",
                "title": "متطوعون يخططون لأسبوع القراءة",
                "url": absolute("/ar/news/متطوعون-يخططون-لأسبوع-القراءة/"),
                "api_url": absolute(item_path("news", WORK, "ar")),
            }
        ],
        "translation": {"status": "original", "source_lang": None},
        "license": {
            "name": "Creative Commons Attribution 4.0 International",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        "credit_line": (
            "Source: Iraqi Civil Society Solidarity Initiative. "
            "Licence: Creative Commons Attribution 4.0 International."
        ),
        "version": 1204,
        "event_start": "2026-01-07T13:00:00Z",
        "event_end": None,
        "place": "Public library",
    }


def _relations() -> dict[str, Any]:
    return {
        "forums": [
            {
                "work": FORUM,
                "title": "Hit Forum",
                "url": absolute("/en/forums/hit-forum/"),
                "api_url": absolute(item_path("forum", FORUM, "en")),
            }
        ],
        "topics": [
            {
                "slug": "education",
                "name": "Education",
                "url": absolute("/en/news/?topic=education"),
            }
        ],
        "governorate": {"slug": "anbar", "name": "Anbar"},
        "organisations": [],
        "byline": None,
    }
