"""The sitemap of both trees, and robots.txt."""

from datetime import UTC, datetime
from urllib.parse import unquote
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from core.addresses.base import BASE
from core.caching.answers import CachedAnswer, pages
from core.caching.versions import Version
from core.models import PublishedItem
from core.public import sitemaps
from tests import factories

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
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
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    factories.make_translated_story("en")
    files = list(urls(client))
    # Ten addresses: four pairs of the skeleton, one of the story; and both lists of topics.
    assert files == [f"http://testserver/sitemap.xml?file={n}" for n in (1, 2, 3, "topics")]
    listed = [address for path in files for address in urls(client, path)]
    assert len(listed) == len(set(listed)) == 12
    for bad in ("0", "01", "4", "x", "%00", "٣", "9" * 25):
        assert client.get(f"/sitemap.xml?file={bad}").status_code == 404


def test_topics_are_listed_with_their_pages_in_both_languages(client, monkeypatch):
    topic = factories.make_topic("Water", "الماء")
    for lang in ("en", "ar"):
        factories.make_story(lang, topics=[topic])
    factories.make_topic("Shown by nothing", "لا شيء")
    addresses = [f"http://testserver/{lang}/topics/{topic.slug}/" for lang in ("en", "ar")]
    lists = [f"http://testserver/{lang}/topics/" for lang in ("en", "ar")]
    assert [one for one in urls(client) if "/topics/" in one] == [*lists, *addresses]
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    assert list(urls(client, "/sitemap.xml?file=topics")) == [*lists, *addresses]


def test_a_sitemap_in_one_file_costs_two_queries_and_so_does_an_index(
    client, no_cached_pages, django_assert_num_queries, monkeypatch
):
    factories.make_story()
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap.xml?file=2")


@pytest.mark.parametrize(
    "query", ["?utm_source=x", "?topic=x", "?page=2", "?year=2019&forum=y", "?q=x"]
)
def test_no_query_makes_the_sitemap_anew(client, django_assert_num_queries, query):
    made = client.get("/sitemap.xml")
    with django_assert_num_queries(0):
        cached = client.get(f"/sitemap.xml{query}")
    assert cached.content == made.content


def test_a_repeated_parameter_makes_no_other_file(client, django_assert_num_queries):
    made = client.get("/sitemap.xml?file=1")
    with django_assert_num_queries(0):
        assert client.get("/sitemap.xml?file=2&file=7&file=1").content == made.content


def test_the_cache_takes_a_file_of_the_longest_addresses(settings):
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    path = f"/{{}}/news/{'م' * 60}/"
    works = [
        [
            PublishedItem(
                work=uuid4(),
                lang=lang,
                path=path.format(lang),
                updated_at=moment,
                original_lang="ar",
            )
            for lang in ("ar", "en")
        ]
        for _work in range(sitemaps.PER_FILE)
    ]
    for item in (each for editions in works for each in editions):
        item.image = f"{BASE}/media/renditions/{'x' * 60}.jpg"
    body = "".join(sitemaps._urlset(works)).encode()
    answer = CachedAnswer(body, {}, Version(1, moment), "tag")
    assert answer.weight <= pages.capacity // 16


def test_the_lead_picture_of_a_page_is_listed_with_it(client, photo):
    story = factories.make_story("ar", lead_image=photo)
    factories.make_story()
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
    images = {
        unquote(url.find(f"{SITEMAP}loc").text): [loc.text for loc in url.iter(f"{IMAGE}loc")]
        for url in root
    }
    [shown] = images[f"http://testserver/ar/news/{story.slug}/"]
    assert shown.startswith("http://testserver/media/renditions/")
    assert client.get(shown.removeprefix("http://testserver")).status_code == 200
    assert sum(map(len, images.values())) == 1


def test_a_picture_that_is_restricted_later_is_listed_no_more(client, photo):
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Closed"))
    factories.make_story(lead_image=photo)
    assert b"image:loc" in client.get("/sitemap.xml").content
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    photo.collection = collection
    photo.save()
    assert b"image:loc" not in client.get("/sitemap.xml").content


def test_robots_are_shown_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()
    assert "Disallow: /admin/" in response.content.decode()
