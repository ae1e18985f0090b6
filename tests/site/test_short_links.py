"""Short permanent addresses: what is shared leads to the page, and reveals no title."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from core.addresses.base import absolute, uri
from core.addresses.short import code_in, new_short_code, short_path
from core.models import PublishedItem
from tests import factories
from tests.site.pages import address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def short_address(page: Page) -> str:
    return short_path(PublishedItem.objects.get(page_id=page.pk).short_code)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_short_address_leads_to_the_page_in_its_language(client, lang):
    story = factories.make_story(lang, title="ورشة في هيت" if lang == "ar" else "Workshop in Hit")
    short = short_address(story)
    response = client.get(short, headers={"accept-language": "en"})
    assert (response.status_code, response["Location"]) == (301, uri(address(story)))
    assert response["Cache-Control"] == "public, max-age=30"
    assert re.fullmatch(r"/s/[a-z0-9]{10}", short)


def test_it_survives_a_new_title_and_a_new_slug(client):
    story = factories.make_story("en", title="Workshop")
    short = short_address(story)
    story.title, story.slug = "Another title", "another-title"
    story.save_revision().publish()
    assert client.get(short)["Location"].endswith("/another-title/")


def test_each_language_of_a_work_has_its_own(client):
    english, arabic = factories.make_translated_story("en")
    assert client.get(short_address(english))["Location"] == uri(address(english))
    assert client.get(short_address(arabic))["Location"] == uri(address(arabic))


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_a_withdrawn_page_is_gone_there_too_and_its_address_is_not_told(client, end):
    story = factories.make_story("ar", title="سري جدا", slug="سري-جدا")
    short = short_address(story)
    getattr(story, end)()
    response = client.get(short, headers={"accept-language": "en"})
    assert response.status_code == 410
    assert "Location" not in response.headers
    assert response["Content-Language"] == "ar"
    assert "سري" not in response.content.decode()
    assert "سُحبت" in response.content.decode()


def test_a_page_that_comes_back_has_the_same_short_address(client):
    story = factories.make_story("en")
    short = short_address(story)
    story.unpublish()
    story.save_revision().publish()
    assert client.get(short)["Location"] == uri(address(story))


def test_a_new_page_at_the_old_address_is_not_what_the_short_address_led_to(client):
    story = factories.make_story("en", title="First", slug="workshop")
    short = short_address(story)
    story.delete()
    factories.make_story("en", title="Second", slug="workshop")
    assert client.get(short).status_code == 410


def test_it_is_read_as_people_type_it(client):
    story = factories.make_story("en")
    short = short_address(story)
    for typed in (short.upper().replace("/S/", "/s/"), f"{short}/", f"{short}?utm_source=x"):
        assert client.get(typed).status_code == 301, typed


@pytest.mark.parametrize("end", ["،", ".", "؟", "…", ")", "»", "؛\u200f", "!؟"])
def test_what_ends_a_sentence_after_it_does_no_harm(client, end):
    story = factories.make_story("ar")
    assert client.get(f"{short_address(story)}{end}")["Location"] == uri(address(story))


@pytest.mark.parametrize("code", ["k7m2p9xwqd", "x", "k7m2p9xwqd0", "%00", "ا", "%2e%2e", "a b"])
def test_what_is_no_code_is_not_found(client, code):
    assert client.get(f"/s/{code}").status_code == 404


def test_only_reading_is_answered():
    client = Client(enforce_csrf_checks=True)
    short = short_address(factories.make_story("en"))
    assert client.head(short).status_code == 301
    assert client.post(short).status_code == 405


def test_a_redirect_costs_one_query(client, django_assert_num_queries):
    short = short_address(factories.make_story("en"))
    with django_assert_num_queries(1):
        client.get(short)


def test_a_link_by_the_short_address_is_a_link_to_the_page(client):
    target = factories.make_story("en", title="Target")
    story = factories.make_story(
        "en", body=[("paragraph", f'<p><a href="{short_address(target)}">here</a></p>')]
    )
    assert address(target) in get(client, story.get_url()).links
    target.unpublish()
    assert short_address(target) not in get(client, story.get_url()).links


def test_the_api_names_and_resolves_it(client):
    story = factories.make_story("ar")
    short = short_address(story)
    found = client.get("/api/v1/resolve/", {"url": absolute(short)})
    assert found.status_code == 200
    item = found.json()
    assert item["id"] == f"{story.translation_key}:ar"
    assert item["short_url"] == absolute(short)
    story.unpublish()
    assert client.get("/api/v1/resolve/", {"url": short}).status_code == 410
    assert client.get("/api/v1/resolve/", {"url": "/s/k7m2p9xwqd"}).status_code == 404


def test_codes_are_random_and_no_words():
    codes = {new_short_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(not set(code) & set("aeiou01l") for code in codes)
    assert all(code_in(short_path(code)) == code for code in codes)
