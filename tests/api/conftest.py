from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

import pytest
from wagtail.models import Page

from api.counts import forget_counts
from core.caching.answers import answers
from core.publication.state import forget_state
from tests import factories


@pytest.fixture
def get(db, client):
    """Ask the API: `get("news/?lang=ar")` returns the response."""

    def ask(path: str, **headers: str):
        return client.get(f"/api/v1/{path}", headers=headers)

    return ask


def forget_everything() -> None:
    """Empty every cache, as in a process that has just started."""
    answers.clear()
    forget_counts()
    forget_state()


@pytest.fixture
def cold_queries(django_assert_num_queries):
    """`with cold_queries(2): …` asserts that a process with empty caches needs two queries."""

    @contextmanager
    def expect(count: int):
        forget_everything()
        with django_assert_num_queries(count) as queries:
            yield queries

    return expect


@pytest.fixture
def shown(get):
    """Return the item of a page as the API gives it."""

    def ask(page: Page) -> dict[str, Any]:
        collection = {"council": "councils", "forum": "forums", "page": "pages"}
        name = collection.get(page.specific.public_type, "news")
        response = get(f"{name}/{page.translation_key}/{page.locale.language_code}/")
        assert response.status_code == 200, response.content
        return response.json()

    return ask


@pytest.fixture
def staff(client, db):
    """A client who is signed in to the CMS and may do everything."""
    client.force_login(factories.make_user(is_superuser=True))
    return client


@pytest.fixture
def resolve(get):
    """Ask for an address, encoded as a parameter has to be."""

    def ask(url: str, **headers: str):
        return get(f"resolve/?url={quote(url, safe='')}", **headers)

    return ask
