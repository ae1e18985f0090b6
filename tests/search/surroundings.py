"""Made-up stories among which the texts of a judged set are searched."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from news.generating.plan import TrialStory, stories

WORKS = 1_500
SEED = 15
_TAG = re.compile(r"<[^>]*>")


@cache
def generated(works: int = WORKS) -> tuple[dict[str, Any], ...]:
    """Return so many works in both languages, as documents that sets have, with summaries.

    Their ids begin with "made-up".
    """
    return tuple(_document(story) for work in stories(SEED, works, "both") for story in work)


def demonstration() -> list[dict[str, Any]]:
    """Return the demonstration stories as documents, with ids from "d01"."""
    path = Path(settings.ROOT) / "home/demo/stories.jsonl"
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        {
            "id": f"d{number:02}",
            "lang": story["lang"],
            "title": story["title"],
            "summary": story["summary"],
            "body": without_tags(story["body_html"]),
        }
        for number, story in enumerate(found, 1)
    ]


def without_tags(html: str) -> str:
    return " ".join(_TAG.sub(" ", html).split())


def _document(story: TrialStory) -> dict[str, Any]:
    texts = [
        block["value"]["text"] if block["type"] == "heading" else without_tags(block["value"])
        for block in story.body
    ]
    return {
        "id": f"made-up {story.slug}",
        "lang": story.lang,
        "title": story.title,
        "summary": story.summary,
        "body": " ".join(texts),
        "published_at": story.published_at,
    }
