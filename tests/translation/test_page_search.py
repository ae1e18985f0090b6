"""The search of all pages: what narrows it, and what its results are called."""

import re

import pytest

from core.setup import roles
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SEARCH = "/admin/pages/search/"


def _found(response) -> set[str]:
    return {page.title for page in response.context["pages"]}


@pytest.fixture
def some_pages(client):
    sign_in(client, roles.COMMUNICATIONS)
    topic, forum = factories.make_topic("Water", "مياه"), factories.make_forum(title="Waters")
    factories.make_story(title="Waters of Hit", topics=[topic], forums=[forum])
    factories.make_story(title="Waters, not yet", live=False)
    factories.make_story("ar", title="waters بالعربية")
    return {"topic": topic.pk, "forum": forum.translation_key}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=ar", {"waters بالعربية"}),
        ("language=en&status=draft", {"Waters, not yet"}),
        ("status=live&language=en", {"Waters of Hit", "Waters"}),
        ("topic={topic}", {"Waters of Hit"}),
        ("forum={forum}", {"Waters of Hit"}),
        ("content_type=forums.forumpage", {"Waters"}),
        ("content_type=news.newspage&language=en&status=live", {"Waters of Hit"}),
        ("language=x&status=x", {"Waters of Hit", "Waters, not yet", "waters بالعربية", "Waters"}),
    ],
)
@pytest.mark.parametrize("address", [SEARCH, f"{SEARCH}results/"])
def test_the_search_is_narrowed(client, some_pages, address, query, found):
    """Stock: by the type of page alone."""
    response = client.get(f"{address}?q=waters&{query.format(**some_pages)}")
    assert _found(response) == found


def test_filters_hold_without_words_and_are_shown_with_a_way_back(client, some_pages):
    response = client.get(f"{SEARCH}?q=&language=ar&status=live&content_type=news.newspage")
    assert _found(response) == {"waters بالعربية"}
    pills = re.search(
        r'<ul class="w-active-filters">.*?</ul>', response.content.decode(), re.DOTALL
    )
    assert pills is not None
    shown = re.sub(r"<[^>]+>|\s", "", pills[0])
    assert "Language:Arabic" in shown
    assert "Status:Published" in shown


def test_the_types_of_pages_are_counted_and_chosen_within_the_other_filters(client, some_pages):
    html = client.get(f"{SEARCH}?q=waters&language=en").content.decode()
    assert "All (3)" in html
    link = re.search(r'href="([^"]*)">Story \(2\)<', html)
    assert link is not None
    narrowed = client.get(link[1].replace("&amp;", "&"))
    assert _found(narrowed) == {"Waters of Hit", "Waters, not yet"}


def test_the_results_have_a_name(client, some_pages):
    """Stock: "1-3 of 3 None"."""
    html = " ".join(client.get(f"{SEARCH}?q=waters&language=en").content.decode().split())
    assert "1-3 of 3 pages" in html
    assert "of 3 None" not in html
    html = " ".join(client.get(f"{SEARCH}?q=forum&language=ar").content.decode().split())
    assert "No page matches." in html


def test_nobody_finds_what_is_not_theirs(client):
    factories.make_story("en", title="Waters of Hit", live=False)
    sign_in(client, roles.translators("ar"))
    response = client.get(f"{SEARCH}?q=waters&language=en&status=draft")
    assert not _found(response)
    assert "Story (" not in response.content.decode()
