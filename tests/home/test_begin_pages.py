"""Contact and privacy: what a new site begins with, and whether what is stated there is true."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from core.models import PublishedItem
from home.models import StandardPage
from home.seeding.data import DemoData
from home.seeding.pages import PageSeeder
from news.importing.pictures import PictureStore
from tests import factories
from tests.site.pages import get

pytestmark = pytest.mark.django_db


def begin() -> None:
    call_command("begin_pages", stdout=io.StringIO())


def test_a_site_begins_with_drafts_that_nobody_sees(client):
    begin()
    pages = StandardPage.objects.all()
    assert {(page.slug, page.live) for page in pages} == {
        ("contact", False), ("تواصلوا-معنا", False), ("privacy", False), ("الخصوصية", False),
    }  # fmt: skip
    assert not PublishedItem.objects.public().of_type("page").exists()
    assert client.get("/en/privacy/").status_code == 404


def test_begun_again_it_leaves_alone_what_staff_wrote():
    begin()
    page = StandardPage.objects.get(slug="privacy")
    page.title = "Your privacy"
    page.save_revision().publish()
    begin()
    assert StandardPage.objects.count() == 4
    assert StandardPage.objects.get(slug="privacy").title == "Your privacy"


def test_drafts_can_be_published_in_both_languages(client):
    begin()
    for page in StandardPage.objects.all():
        page.get_latest_revision().publish()
    assert get(client, "/en/privacy/").alternates.keys() == {"en", "ar", "x-default"}
    assert "How to reach us" not in get(client, "/en/privacy/").text


@pytest.fixture
def seeded():
    data = DemoData()
    PageSeeder(data, PictureStore(data.folder)).seed_standard_pages()


@pytest.mark.parametrize(
    ("path", "cookies"), [("/en/privacy/", "cookies"), ("/ar/الخصوصية/", "كوكيز")]
)
def test_the_privacy_page_is_public_in_the_demonstration(client, seeded, path, cookies):
    assert cookies in get(client, path).text


def reader_paths() -> list[str]:
    """Return what readers ask for: each type of page, lists, searches, files and errors."""
    forum = factories.make_forum()
    pages = [
        forum,
        factories.make_council(managing_forum=forum),
        factories.make_page(shows_channels=True),
        factories.make_story(
            story_date=datetime(2019, 6, 7, tzinfo=UTC),
            body=[("video", {"address": "https://archive.org/details/example", "title": "x"})],
        ),
    ]
    return [
        *(page.get_url() for page in pages),
        "/", "/en/", "/ar/", "/en/news/?year=2019", "/en/search/?q=water", "/ar/missing/",
        "/sitemap.xml", "/robots.txt", "/favicon.ico", "/en/site.webmanifest", "/feeds/en/news.rss",
    ]  # fmt: skip


def test_no_reader_is_given_a_cookie(client):
    for path in reader_paths():
        assert not client.get(path).cookies, path
    assert not client.cookies


def test_websites_that_a_reader_goes_to_do_not_learn_the_page(client):
    for path in (factories.make_story().get_url(), "/en/"):
        assert client.get(path)["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert client.get("/en/search/?q=water")["Referrer-Policy"] == "no-referrer"


def test_pages_load_from_this_site_alone(client):
    loaded = []
    for path in reader_paths():
        response = client.get(path)
        if not response["Content-Type"].startswith("text/html") or response.status_code == 302:
            continue
        page = get(client, path, response.status_code)
        loads = {"stylesheet", "icon", "manifest", "apple-touch-icon", "preload"}
        loaded += [link["href"] for link in page.all("link") if link.get("rel") in loads]
        loaded += [tag["src"] for name, tag in page.tags if name != "a" and "src" in tag]
    assert len(loaded) > 20
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
