"""oEmbed: from the address of a page to HTML that partners may store for ever."""

import re
from datetime import timedelta
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core.models import PublishedItem
from core.publication.state import forget_state
from tests import factories

pytestmark = pytest.mark.any_database

FORM = re.compile(
    r'<blockquote><a href="([^"]+)">([^<]+)</a></blockquote>'
    r'<iframe src="([^"]+)" title="([^"]+)" width="100%" height="(\d+)" frameborder="0" '
    r'scrolling="no" [^<>]*></iframe>'
)


def test_the_answer_has_what_oembed_asks_for(oembed, story):
    answer = oembed(story.get_url())
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    content = answer.json()
    assert (content["type"], content["version"], content["provider_name"]) == (
        "rich", "1.0", "ICSSI",
    )  # fmt: skip
    assert content["lang"] == "en"
    assert content["cache_age"] == 30
    assert content["width"] == 600
    assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= content.keys()


def test_the_html_has_the_form_that_wordpress_takes(oembed, story):
    content = oembed(story.get_url()).json()
    link, text, source, title, height = FORM.fullmatch(content["html"]).groups()
    assert text == title == "\u2066A story by ICSSI\u2069"
    assert source == f"http://testserver/embed/v1/{story.work}/en/"
    assert re.fullmatch(r"http://testserver/s/[a-z0-9]{10}", link)
    assert int(height) == content["height"]


def test_nothing_that_is_stored_names_the_story(oembed, story):
    content = oembed(story.get_url()).json()
    for word in ("met", "Hit", "volunteers", "Sara", story.slug):
        assert word not in content["html"]
        assert word not in content["title"]


@pytest.mark.parametrize(
    ("make", "lang", "name"),
    [
        (factories.make_story, "ar", "خبر من \u2066ICSSI\u2069"),
        (factories.make_forum, "en", "A forum, presented by ICSSI"),
        (factories.make_council, "en", "A council, presented by ICSSI"),
        (factories.make_page, "en", "A page by ICSSI"),
        (factories.home_page, "en", "About ICSSI"),
    ],
)
def test_every_kind_of_page_has_its_name_in_its_language(oembed, db, make, lang, name):
    content = oembed(make(lang).get_url()).json()
    first = {"en": "\u2066", "ar": "\u2067"}[lang]
    assert content["title"] == f"{first}{name}\u2069"
    assert content["lang"] == lang


def test_xml_holds_the_same(oembed, story):
    answer = oembed(story.get_url(), "&format=xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    found = {each.tag: each.text for each in root}
    content = oembed(story.get_url()).json()
    assert root.tag == "oembed"
    assert [each.tag for each in root] == list(content)
    assert found["html"] == content["html"]
    assert found["width"] == "600"


def test_the_other_language_is_named_by_addresses_alone(oembed, db):
    english, arabic = factories.make_pair()
    [other] = oembed(english.get_url()).json()["translations"]
    assert other["lang"] == "ar"
    assert other["embed_url"] == f"http://testserver/embed/v1/{arabic.work}/ar/"
    as_xml = oembed(english.get_url(), "&format=xml").content
    root = ElementTree.fromstring(as_xml)  # noqa: S314 - our own
    assert root.find("translations/translation").attrib == other


@pytest.mark.parametrize(
    ("sizes", "width", "height", "thumbnail"),
    [
        ("&maxwidth=500&maxheight=750", 500, 300, 400),
        ("&maxwidth=2000", 600, 300, 800),
        ("&maxwidth=1", 1, 300, None),
        ("&maxheight=100", 600, 100, None),
        ("&maxwidth=100000&maxheight=100000", 600, 300, 800),
    ],
)
def test_sizes_are_respected(oembed, story, sizes, width, height, thumbnail):
    content = oembed(story.get_url(), sizes).json()
    assert (content["width"], content["height"]) == (width, height)
    assert content.get("thumbnail_width") == thumbnail


@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
@pytest.mark.parametrize("value", ["-1", "0", "x", "1.5", "", "9" * 30, "100001", "%00", "١"])
def test_a_size_that_is_none_is_refused_by_name(oembed, story, name, value):
    answer = oembed(story.get_url(), f"&{name}={value}")
    assert answer.status_code == 400
    assert [fault["parameter"] for fault in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("value", ["JSON", "XML", "", "yaml", "json,xml"])
def test_another_format_is_not_implemented(oembed, story, value):
    answer = oembed(story.get_url(), f"&format={value}")
    assert answer.status_code == 501
    assert "json, xml" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?url=", 400),
        ("?url=/en/&url=/ar/", 400),
        ("?url=/en/&format=json&format=xml", 400),
        ("?url=/en/%00/", 400),
        ("?url=/" + "x" * 4000, 400),
        ("?url=%FF", 400),
        ("?url=javascript:alert(1)", 400),
        ("?url=https://someone@testserver/en/", 400),
        ("?url=https://example.org/en/", 404),
        ("?url=//example.org/", 404),
        ("?url=/en/nothing/", 404),
        ("?url=/admin/", 404),
        ("?url=/embed/v1/x/y/", 404),
        ("?url=/s/bcdfghjkmn", 404),
        ("?url=/embed/v1/00000000-0000-0000-0000-000000000000/en/", 404),
        ("?url=/en/news/", 404),
        ("?url=/en/", 200),
        ("?url=/en/&dnt=1&more=x&more=y", 200),
    ],
)
def test_odd_requests_are_answered_with_what_is_wrong(client, db, query, status):
    answer = client.get(f"/oembed/{query}")
    assert answer.status_code == status
    if status != 200:
        assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "written",
    ["{raw}", "{encoded}", "{raw}#part", "{raw}?utm_source=x", "http://testserver{encoded}",
     "https://testserver{raw}"],
)  # fmt: skip
def test_an_address_is_understood_however_it_is_written(oembed, db, written):
    story = factories.make_story("ar", title="أخبار هيت")
    raw = PublishedItem.objects.get(page_id=story.pk).path
    assert oembed(written.format(raw=raw, encoded=quote(raw))).json()["lang"] == "ar"


def test_an_address_that_was_encoded_twice_is_none_of_ours(oembed, db):
    story = factories.make_story("ar", title="أخبار هيت")
    assert oembed(quote(story.get_url())).status_code == 404


def test_the_address_of_a_card_is_as_good_as_that_of_its_page(oembed, story):
    by_page, by_card = oembed(story.get_url()), oembed(f"/embed/v1/{story.work}/en/")
    assert by_card.json() == by_page.json()
    short = FORM.fullmatch(by_page.json()["html"])[1]
    assert oembed(short).json() == by_page.json()
    story.unpublish()
    assert [oembed(each).status_code for each in (short, story.get_url())] == [410, 410]


def test_an_old_address_shows_what_is_at_the_new_one(oembed, story):
    old = story.get_url()
    story.slug = "another-slug"
    story.save_revision().publish()
    assert str(story.work) in oembed(old).json()["html"]


def test_a_withdrawn_story_is_replaced_by_a_notice(oembed, story):
    address = story.get_url()
    assert oembed(address).status_code == 200
    story.unpublish()
    for form in ("json", "xml"):
        answer = oembed(address, f"&format={form}")
        assert answer.status_code == 410
        assert "Withdrawn by ICSSI" in answer.content.decode()
        assert "thumbnail" not in answer.content.decode()
    assert FORM.fullmatch(oembed(address).json()["html"])


def test_what_was_never_public_or_is_restricted_is_not_known(oembed, story):
    draft = factories.make_story(live=False)
    assert oembed(f"/en/news/{draft.slug}/").status_code == 404
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    answer = oembed(story.get_url())
    assert answer.status_code == 410
    assert "Hit" not in answer.content.decode()


def test_an_expired_story_is_withdrawn_before_anybody_notices(oembed, story):
    PublishedItem.objects.filter(page_id=story.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    forget_state()
    assert oembed(story.get_url()).status_code == 410


def test_whoever_has_the_answer_is_not_sent_it_again(oembed, story):
    tag = oembed(story.get_url())["ETag"]
    assert oembed(story.get_url(), **{"If-None-Match": tag}).status_code == 304


def test_a_warm_answer_needs_no_query(oembed, story, django_assert_num_queries):
    oembed(story.get_url())
    with django_assert_num_queries(0):
        assert oembed(story.get_url()).status_code == 200


def test_an_answer_that_has_to_be_made_costs_two_queries(oembed, story, cold_queries):
    short = FORM.fullmatch(oembed(story.get_url()).json()["html"])[1]
    with cold_queries(2):
        assert oembed(short, "&maxwidth=500").status_code == 200


def test_other_methods_are_refused(client, db):
    answer = client.post("/oembed/?url=/en/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.head("/oembed/?url=/en/").content == b""
    assert client.options("/oembed/").status_code == 204


def test_partners_servers_are_not_refused_at_ordinary_rates(oembed, story, settings):
    settings.API_RATE_LIMIT = {"made": 1, "cached": 40}
    statuses = {oembed(story.get_url(), f"&maxwidth={width}").status_code for width in range(1, 31)}
    assert statuses == {200}
