"""Last month's story, found in the CMS's lists of pages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.setup.roles import COMMUNICATIONS
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(client):
    sign_in(client, COMMUNICATIONS)
    topic, forum = factories.make_topic("Water", "مياه"), factories.make_forum(title="A forum")
    return {
        "June": factories.make_story(
            title="Of June", story_date=_day(6), topics=[topic], forums=[forum]
        ),
        "July": factories.make_story(title="Of July", story_date=_day(7), live=False),
        "topic": topic,
        "forum": forum,
    }


def _day(month: int) -> datetime:
    return datetime(2019, month, 30, 20, 30, tzinfo=UTC)  # 23:30 in Baghdad


def _listed(client, query: str, parent: int | None = None) -> list[str]:
    parent = parent or factories.news_index().pk
    html = client.get(f"/admin/pages/{parent}/results/?{query}").content.decode()
    places = {title: html.find(title) for title in ("Of June", "Of July")}
    return sorted((title for title, place in places.items() if place >= 0), key=places.__getitem__)


def test_stories_are_found_by_what_staff_know_of_them(client, stories):
    for query, found in [
        ("story_date_from=2019-06-01&story_date_to=2019-06-30", ["Of June"]),
        ("story_date_from=2019-07-01", ["Of July"]),
        (f"topic={stories['topic'].pk}", ["Of June"]),
        (f"forum={stories['forum'].translation_key}", ["Of June"]),
        ("status=draft", ["Of July"]),
        ("status=live", ["Of June"]),
        ("status=scheduled", []),
        ("language=ar", []),
        ("language=en&status=live", ["Of June"]),
        ("story_date_from=nonsense&topic=x&forum=x&status=x", ["Of July", "Of June"]),
    ]:
        assert sorted(_listed(client, query)) == sorted(found), query


def test_a_story_is_found_by_its_schedule(client, stories):
    story = stories["July"]
    story.go_live_at = timezone.now() + timedelta(days=3)
    story.save_revision().publish()
    assert _listed(client, "status=scheduled") == ["Of July"]


def test_what_i_saved_last_is_found(client, stories):
    user = get_user_model().objects.get(groups__name=COMMUNICATIONS)
    stories["July"].save_revision(user=user)
    assert _listed(client, "status=mine") == ["Of July"]


def test_stories_are_found_from_above_their_list_and_with_words(client, stories):
    home = factories.home_page().pk
    assert _listed(client, "story_date_to=2019-06-30", home) == ["Of June"]
    assert _listed(client, "q=of&status=draft", home) == ["Of July"]


@pytest.mark.parametrize("address", ["/admin/pages/search/?q=", "/admin/pages/{}/"])
def test_languages_are_one_filter_and_among_the_first(client, stories, address):
    response = client.get(address.format(factories.news_index().pk))
    names = list(response.context["filters"].form.fields)
    assert names[:5] == ["story_date", "forum", "topic", "status", "language"]
    assert "locale" not in names


def test_the_list_shows_the_date_and_is_ordered_by_it(client, stories):
    assert _listed(client, "ordering=story_date") == ["Of June", "Of July"]
    assert _listed(client, "ordering=-story_date") == ["Of July", "Of June"]
    assert _listed(client, "q=of&ordering=-story_date") == ["Of July", "Of June"]
    html = client.get(f"/admin/pages/{factories.news_index().pk}/").content.decode()
    assert 'datetime="2019-06-30' in html


def test_fifty_stories_cost_as_many_queries_as_ten(client):
    sign_in(client, COMMUNICATIONS)
    address = f"/admin/pages/{factories.news_index().pk}/results/?story_date_from=2019-01-01"
    factories.make_story(story_date=_day(6))
    client.get(address)  # what is read once for each process
    counts = []
    for number in (9, 40):
        for _each in range(number):
            factories.make_story(story_date=_day(6))
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
