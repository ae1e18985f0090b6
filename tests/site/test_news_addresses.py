"""The list of stories: what careless or hostile addresses get."""

from datetime import UTC, datetime

import pytest

from tests import factories
from tests.site.pages import get

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(once):
    return factories.make_story(title="Here", story_date=datetime(2019, 6, 7, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=x", "page=1.5", "page=%00", "page=٣", "page=2",
        "page=" + "9" * 25, "page=" + "9" * 5000,
        "year=x", "year=%00", "year=" + "9" * 25, "year=0", "year=1999",
        "forum=%00", "forum=nowhere", "topic=%00", "topic=nothing", "topic=' OR 1=1",
    ],
)  # fmt: skip
def test_a_page_or_choice_that_does_not_exist_is_not_found(client, story, query):
    assert client.get(f"/en/news/?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["", "?", "?page=&forum=&topic=&year=", "?fbclid=1&x=%00", "?page=1", "?%FF=%FE"]
)
def test_what_means_nothing_is_ignored(client, story, query):
    page = get(client, f"/en/news/{query}")
    assert "Here" in page.text
    assert page.all("link", rel="canonical")[0]["href"] == "http://testserver/en/news/"


@pytest.mark.parametrize("path", ["/en/%00/", "/en/news/%00/", "/ar/news/x%00y/", "/en/%FF/"])
def test_hostile_paths_are_not_found(client, path):
    assert client.get(path).status_code == 404
