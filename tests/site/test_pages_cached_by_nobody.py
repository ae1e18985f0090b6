"""What the cache of pages must not keep, or must keep whole."""

import pytest
from wagtail.models import Page

from core.caching.answers import pages
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return factories.make_story(title="Bridges over the Euphrates")


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_what_no_state_knows_of_is_shown_for_minutes_only(client, story, monkeypatch):
    read(client, "/en/")
    monkeypatch.setattr(pages, "most_seconds", 0)
    read(client, story.get_url())
    Page.objects.filter(pk=story.pk).update(seo_title="Boats")  # by SQL, and no repair follows
    Page.objects.filter(slug="en").update(seo_title="Boats")
    assert "Boats" in read(client, story.get_url()).content.decode()
    assert "Boats" not in read(client, "/en/").content.decode()


def test_head_before_get_stores_a_whole_page(client, story):
    client.head(story.get_url())
    assert "Bridges" in read(client, story.get_url()).content.decode()


def test_a_page_that_sets_a_cookie_is_cached_by_nobody(client, story):
    before = pages._weight
    client.cookies["csrftoken"] = "not a token"  # which Django replaces
    response = read(client, story.get_url())
    assert response.cookies
    assert response["Cache-Control"] == "private, no-store"
    assert pages._weight == before
