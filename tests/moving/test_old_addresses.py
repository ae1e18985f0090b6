"""Addresses of the old sites lead to what is public now, and reveal nothing else."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import Governorate, PublishedItem
from tests import factories
from tests.moving.imported import (
    AR,
    EN,
    OLD_SITES,
    ask_old_host,
    location,
    make_address,
    make_moved,
    make_post,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(autouse=True)
def old_sites(settings):
    settings.OLD_SITES = OLD_SITES


def address_of(page) -> str:
    return "http://testserver" + quote(PublishedItem.objects.public().get(page_id=page.pk).path)


@pytest.mark.parametrize(
    "written",
    [
        "/archives/386", "/archives/386/", "/archives/386/?utm_source=x", "/archives//386",
        "/%61rchives/38%36", "/Archives/386", "/index.php/archives/386/", "/?p=386", "/?p=0386",
        "/index.php?p=386", "/?page_id=386", "/?preview=false&p=386", "/?p=386&utm_source=x",
        "/?p=386#more", "/archives/386/feed/", "/archives/386/comment-page-2/",
        "/archives/386/amp/", "/archives/386?p=999999",
    ],
)  # fmt: skip
def test_every_spelling_of_a_posts_address_leads_to_its_page(written):
    story = factories.make_story()
    make_moved(story, post_id=386)
    assert location(written) == address_of(story)


def test_the_host_decides_whose_post_a_number_is():
    english, arabic = factories.make_story(), factories.make_story("ar", title="خبر من هيت")
    make_moved(english, "en", 123)
    make_moved(arabic, "ar", 123)
    for host in (EN, "old.example", "WWW.OLD.EXAMPLE", f"{EN}.", f"{EN}:80", f"{EN}:443"):
        assert location("/archives/123", host) == address_of(english)
    assert location("/archives/123", AR) == address_of(arabic)
    assert "%D8%AE" in location("/archives/123", AR)


def test_other_hosts_are_answered_as_before():
    make_moved(factories.make_story(), post_id=386)
    assert ask_old_host("/archives/386", "testserver").status_code == 404
    assert ask_old_host("/archives/386", f"{EN}:8000").status_code == 400
    assert ask_old_host("/archives/386", "other.example").status_code == 400
    assert ask_old_host("/en/", "testserver").status_code == 200


def test_this_site_answers_at_its_own_name_though_the_old_one_was_at_www(settings):
    settings.OLD_SITES = {"en": ("http://www.testserver",)}
    make_moved(factories.make_story(), post_id=386)
    assert ask_old_host("/archives/386", "www.testserver").status_code == 301
    assert ask_old_host("/en/", "testserver").status_code == 200


@pytest.mark.parametrize("case", [quote, lambda text: quote(text).lower()])
def test_arabic_addresses_are_understood_in_both_cases_of_escapes(case):
    topic = factories.make_topic()
    factories.make_story("ar", topics=[topic])
    make_address("/archives/category/اللاعنف", "ar", topic=topic)
    found = location(f"/archives/category/{case('اللاعنف')}/page/2/", AR)
    assert found == f"http://testserver/ar/topics/{topic.slug}/"


def test_pages_lead_by_their_path_whatever_moved_since():
    page = factories.make_page(title="About us")
    make_address("/about-us/who-we-are", post=make_post(page))
    page.slug = "about"
    page.save_revision().publish()
    assert location("/about-us/who-we-are/") == "http://testserver/en/about/"


def test_categories_and_tags_lead_to_what_they_became():
    forum, topic = factories.make_forum(), factories.make_topic()
    factories.make_story(topics=[topic])
    make_address("/archives/category/hit", page=forum)
    make_address("/archives/tag/peace", topic=topic)
    make_address("?cat=7", topic=topic)
    make_address("/archives/tag/anbar", governorate=Governorate.objects.get(slug="anbar"))
    make_address("/archives/category/news")
    assert location("/archives/category/hit/") == address_of(forum)
    assert location("/archives/tag/peace") == f"http://testserver/en/topics/{topic.slug}/"
    assert location("/?cat=7") == f"http://testserver/en/topics/{topic.slug}/"
    assert location("/archives/tag/anbar") == "http://testserver/en/search?q=Anbar"
    assert location("/archives/category/news/") == "http://testserver/en/news/"


def test_a_list_whose_forum_or_topic_is_not_public_leads_to_the_newest_stories():
    draft, topic = factories.make_forum(live=False, title="Hidden"), factories.make_topic()
    make_address("/archives/category/hidden", page=draft)
    make_address("/archives/tag/unused", topic=topic)
    for address in ("/archives/category/hidden", "/archives/tag/unused"):
        assert location(address) == "http://testserver/en/news/"


def test_the_front_page_and_the_feeds_lead_to_ours():
    topic = factories.make_topic()
    factories.make_story(topics=[topic])
    make_address("/archives/tag/peace", topic=topic)
    make_address("/archives/category/news")
    assert location("/") == "http://testserver/en/"
    assert location("/?utm_source=x", AR) == "http://testserver/ar/"
    for written in ("/feed/", "/feed/rss2/", "/?feed=rss2", "/rss", "/wp-rss2.php"):
        assert location(written, AR) == "http://testserver/feeds/ar/news.rss"
    assert location("/feed/atom/") == "http://testserver/feeds/en/news.atom"
    narrowed = f"http://testserver/feeds/en/topics/{topic.slug}/news.rss"
    assert location("/archives/tag/peace/feed/") == narrowed
    assert location("/archives/category/news/feed/") == "http://testserver/feeds/en/news.rss"
    assert Client().get("/feeds/ar/news.rss").status_code == 200


UPLOADED = "/wp-content/uploads/2016/03/شاي-tea.jpg"


@pytest.mark.parametrize("size", ["", "-300x200", "-1024x683", "-scaled", "-150x150"])
def test_an_upload_in_any_size_leads_to_the_cleaned_picture(size):
    image = factories.make_image()
    factories.make_story(body=[("photo", {"image": image, "caption": "", "credit": ""})])
    make_address(UPLOADED, image=image)
    found = location(quote(UPLOADED.replace(".jpg", f"{size}.jpg")) + "?w=640")
    assert found.startswith("http://testserver/media/renditions/")
    assert Client().get(found.removeprefix("http://testserver"))["Content-Type"] == "image/jpeg"


def test_a_size_leads_to_a_picture_that_wordpress_had_scaled_down():
    image = factories.make_image()
    factories.make_story(lead_image=image)
    make_address("/wp-content/uploads/2020/01/big-scaled.jpg", image=image)
    for name in ("big-300x200.jpg", "big.jpg", "big-scaled.jpg"):
        assert "/media/renditions/" in location(f"/wp-content/uploads/2020/01/{name}")


def test_an_upload_leads_to_the_cleaned_document():
    document = factories.make_document("Report")
    factories.make_story(body=[("document", {"document": document})])
    make_address("/wp-content/uploads/2016/03/report.pdf", document=document)
    found = location("/wp-content/uploads/2016/03/report.pdf")
    assert Client().get(found.removeprefix("http://testserver")).status_code == 200


def test_what_was_withdrawn_or_deleted_here_is_gone():
    withdrawn, deleted = factories.make_story(), factories.make_story()
    make_moved(withdrawn, post_id=1)
    make_moved(deleted, post_id=2)
    withdrawn.unpublish()
    deleted.delete()
    for number in (1, 2):
        for address in (f"/archives/{number}", f"/?p={number}"):
            response = ask_old_host(address)
            assert response.status_code == 410
            assert "صفحة مسحوبة" in response.content.decode()


def test_a_redirect_never_leaves_this_site_and_lasts_an_hour():
    make_moved(factories.make_story(), post_id=386)
    response = ask_old_host("/archives/386")
    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Vary" not in response
    assert not response.content


def test_the_old_addresses_are_in_no_sitemap():
    make_moved(factories.make_story(), post_id=386)
    text = Client().get("/sitemap.xml").content.decode()
    assert "archives" not in text
    assert "old.example" not in text


def test_https_of_this_site_is_not_asked_of_the_old_hosts(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 3600
    make_moved(factories.make_story(), post_id=386)
    response = ask_old_host("/archives/386")
    assert response["Location"].startswith("http://testserver/en/news/")
    assert "Strict-Transport-Security" not in response


def test_an_address_costs_two_queries_however_many_there_are():
    story = factories.make_story()
    make_moved(story, post_id=386)
    for number in range(20):
        make_moved(factories.make_story(), post_id=1000 + number)
    with CaptureQueriesContext(connection) as queries:
        ask_old_host("/archives/386")
    assert len(queries) == 2


@pytest.mark.parametrize(
    "address",
    ["/archives/date/2011", "/archives/date/2011/01/05/", "/2011/01/", "/archives/author/nobody",
     "/author/nobody/page/2", "/page/2", "/date/2011/feed/"],
)  # fmt: skip
def test_lists_by_date_or_author_and_further_pages_lead_to_the_newest_stories(address):
    factories.make_story()
    end = location(address)
    assert end.endswith("/feeds/en/news.rss" if address.endswith("feed/") else "/en/news/")


@pytest.mark.parametrize("address", ["/page/two", "/author", "/date/20", "/a/b/author/x", "/2011"])
def test_what_is_no_such_list_is_not_found(address):
    assert ask_old_host(address).status_code == 404


def test_a_page_at_the_address_of_a_list_is_that_page():
    post = make_moved(factories.make_page(title="Numbers"))
    make_address("/2011/01", post=post)
    assert "numbers" in location("/2011/01/")
