"""The sitemap of both trees, and robots.txt."""

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from core.public import sitemaps
from tests import factories

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def urls(client, path="/sitemap.xml"):
    """Return the alternates of each address in the sitemap, by address."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    return {
        unquote(url.find(f"{SITEMAP}loc").text): {
            link.get("hreflang"): unquote(link.get("href")) for link in url.iter(LINK)
        }
        for url in root
    }


def test_every_public_page_of_both_trees_is_listed_with_its_alternates(client):
    english, arabic = factories.make_translated_story("en")
    only = factories.make_story("ar")
    found = urls(client)
    base = "http://testserver"
    pair = {
        "en": f"{base}/en/news/{english.slug}/",
        "ar": f"{base}/ar/news/{arabic.slug}/",
        "x-default": f"{base}/en/news/{english.slug}/",
    }
    assert found[pair["en"]] == found[pair["ar"]] == pair
    assert found[f"{base}/ar/news/{only.slug}/"].keys() == {"ar", "x-default"}
    assert found[f"{base}/en/"]["x-default"] == f"{base}/"
    assert {
        f"{base}/{lang}/{path}"
        for lang in ("en", "ar")
        for path in ("", "news/", "forums/", "councils/")
    } <= found.keys()


def test_nothing_that_is_not_public_is_listed(client):
    draft = factories.make_story(live=False)
    restricted = factories.make_story()
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    listed = " ".join(urls(client))
    assert draft.slug not in listed.split("/")
    assert f"/{restricted.slug}/" not in listed


def test_a_large_site_gets_an_index_of_files(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PER_FILE", 4)
    factories.make_translated_story("en")
    files = urls(client)
    assert list(files) == [
        f"http://testserver/sitemap.xml?file={n}" for n in range(1, len(files) + 1)
    ]
    assert len(files) == 3  # ten addresses: four pairs of the skeleton, one of the story
    listed = [address for path in files for address in urls(client, path)]
    assert len(listed) == len(set(listed)) == 10
    for bad in ("0", "4", "x", "%00", "9" * 25):
        assert client.get(f"/sitemap.xml?file={bad}").status_code == 404


def test_the_sitemap_costs_one_query(client, django_assert_num_queries):
    factories.make_story()
    with django_assert_num_queries(1):
        client.get("/sitemap.xml")


def test_robots_are_shown_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()
    assert "Disallow: /admin/" in response.content.decode()
