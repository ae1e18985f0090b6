"""What nginx may store for a second, as the application marks it."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def behind(settings) -> Client:
    settings.BEHIND_PROXY = True
    return Client()


def stored(client: Client, path: str, time: str = "1796072400.250") -> str | None:
    return client.get(path, headers={"X-Proxy-Time": time}).headers.get("X-Accel-Expires")


def test_what_anybody_may_cache_is_stored_to_the_end_of_the_proxys_second(behind):
    story = factories.make_story()
    paths = [story.url, "/en/news/", "/api/v1/news/", "/feeds/en/news.rss", "/sitemap.xml"]
    assert {path: stored(behind, path) for path in paths} == dict.fromkeys(paths, "@1796072400")


def test_a_304_renews_what_is_stored(behind):
    tag = behind.get("/en/news/").headers["ETag"]
    again = behind.get(
        "/en/news/", headers={"If-None-Match": tag, "X-Proxy-Time": "1796072401.000"}
    )
    assert (again.status_code, again.headers["X-Accel-Expires"]) == (304, "@1796072401")


@pytest.mark.parametrize("time", ["", "1796072400", "soon", "1e9.250", "-1.250", "٣.250"])
def test_without_a_time_of_the_proxy_nothing_is_stored(behind, time):
    assert stored(behind, "/en/news/", time) is None


@pytest.mark.parametrize(
    "path", ["/", "/admin/login/", "/en/nothing/", "/en/search/?q=x", "/api/v1/nothing/", "/readyz"]
)
def test_nothing_else_is_stored(behind, path):
    assert stored(behind, path) is None


def test_what_is_withdrawn_or_restricted_is_not_stored(behind):
    restricted, withdrawn = factories.make_story(slug="a"), factories.make_story(slug="b")
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    withdrawn.unpublish()
    assert [stored(behind, page.url) for page in (restricted, withdrawn)] == [None, None]


def test_staff_are_given_pages_that_nobody_stores(behind):
    behind.force_login(factories.make_user("Administrators"))
    assert stored(behind, "/en/news/") is None


def test_without_a_proxy_there_is_nothing_to_mark(client):
    assert stored(client, "/en/news/") is None
