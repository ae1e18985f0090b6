from typing import Any

import feedparser
import pytest

from tests import factories

FORMATS = ("rss", "atom", "json")


@pytest.fixture
def feed(db, client):
    """Ask for a feed: `feed("en/news.rss")` returns the response."""

    def ask(path: str, method: str = "get", **headers: str):
        return getattr(client, method)(f"/feeds/{path}", headers=headers)

    return ask


@pytest.fixture
def parsed(feed):
    """Return a feed as feedparser reads it, which has to find no fault in it."""

    def read(path: str) -> Any:
        response = feed(path)
        assert response.status_code == 200, response.content
        headers = {name.lower(): value for name, value in response.headers.items()}
        found = feedparser.parse(response.content, response_headers=headers)
        assert not found.bozo, found.bozo_exception
        return found

    return read


@pytest.fixture
def titles(feed, parsed):
    """Return the titles of a feed in any of the formats, in its order."""

    def read(path: str) -> list[str]:
        if path.endswith(".json"):
            return [item["title"] for item in feed(path).json()["items"]]
        return [entry.title for entry in parsed(path).entries]

    return read


@pytest.fixture
def story(db):
    """A story with everything that a feed can show of one."""
    return factories.make_story(
        title="A & B <c> “d”",
        summary="1 < 2 & 3",
        lead_image=factories.make_image(credit_en="Photo: Sara"),
        byline_person=factories.make_person("Saad", "سعد"),
        topics=[factories.make_topic("Peace & water", "السلام والماء", slug="peace")],
        forums=[factories.make_forum(title="Hit Forum", slug="hit-forum")],
    )
