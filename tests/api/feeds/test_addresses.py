"""What is asked of feeds, well and badly."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.api.feeds.conftest import FORMATS
from tests.api.test_former_slugs import rename

pytestmark = pytest.mark.any_database

TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml",
         "json": "application/feed+json"}  # fmt: skip


def self_address(feed, path):
    return feed(path).json()["feed_url"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_address_names_the_format_whatever_is_accepted(feed, story, form):
    for accept in ("*/*", "text/html", "application/json", TYPES[form], "text/xml;q=0.5", "", "x"):
        for _cached in range(2):
            response = feed(f"en/news.{form}", accept=accept)
            assert response.status_code == 200
            assert response["Content-Type"] == f"{TYPES[form]}; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "", "en", "en/", "en/news", "en/news.rss/", "en/news.RSS", "en/news.xml", "en/news.rss.rss",
        "EN-/news.rss", "de/news.rss", "x" * 2000 + "/news.rss", "en/forums/news.rss",
        "en/forums//news.rss", "en/forums/nobody/news.rss", "en/topics/nobody/news.atom",
        "en/forums/%00/news.rss", "en/forums/%FF/news.rss", "en/forums/a%2Fb/news.rss",
        f"en/topics/{'x' * 5000}/news.json", "en/councils/x/news.rss", "../en/news.rss",
        "en/forums/00000000-0000-4000-8000-000000000000/news.rss", "en/news.rss%3Fx=1",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_404_and_never_led_to_a_language(feed, story, path):
    response = feed(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    # Nor may somebody learn from 304 that it is there.
    assert feed(path, if_none_match="*").status_code == 404


def test_an_unknown_language_or_forum_is_answered_with_what_there_is(feed, story):
    assert feed("de/news.rss").json()["available"] == ["en", "ar"]
    assert "Allowed: hit-forum." in feed("en/forums/x/news.rss").json()["detail"]
    assert "Allowed: peace." in feed("en/topics/x/news.rss").json()["detail"]
    arabic = feed("en/topics/x/news.rss", accept_language="ar")
    assert arabic["Content-Language"] == "ar"


@pytest.mark.parametrize(
    "query",
    ["limit=5", "lang=ar", "lang=ar&lang=ar", "=", "x" * 5000, "%00", "a=%FF", "utm_source=x"],
)
def test_parameters_are_refused_by_name(feed, story, query):
    response = feed(f"en/news.rss?{query}")
    assert response.status_code == 400
    assert {error["code"] for error in response.json()["errors"]} <= {"unknown"}


def test_regional_tags_find_their_language_and_the_answer_names_the_plain_address(feed, story):
    for tag in ("en-GB", "EN", "en_US"):
        response = feed(f"{tag}/news.json")
        assert response.status_code == 200
        assert response["Content-Location"] == "http://testserver/feeds/en/news.json"
    assert self_address(feed, "en-GB/news.json") == "http://testserver/feeds/en/news.json"
    assert "Content-Location" not in feed("en/news.json")


def test_a_topic_is_found_by_the_slugs_that_it_had(feed, titles, story):
    topic = story.topics.all()[0]
    rename(topic, "second")
    assert (
        titles("en/topics/peace/news.rss") == titles("en/topics/second/news.rss") == [story.title]
    )
    assert self_address(feed, "en/topics/peace/news.json").endswith("/topics/second/news.json")


def test_a_forum_is_found_by_each_of_its_slugs_and_by_its_work(feed, titles, db):
    english, arabic = factories.make_pair(factories.make_forum)
    story = factories.make_story(forums=[english])
    former, english.slug = english.slug, "renamed"
    english.save_revision().publish()
    encoded = quote(arabic.slug)
    for slug in (former, "renamed", encoded, quote(encoded), str(english.work)):
        assert titles(f"en/forums/{slug}/news.rss") == [story.title], slug
    path = f"en/forums/{encoded}/news.json"
    assert self_address(feed, path) == "http://testserver/feeds/en/forums/renamed/news.json"


def test_a_withdrawn_topic_has_an_empty_feed_without_its_name(feed, story):
    story.unpublish()
    found = feed("en/topics/peace/news.json").json()
    assert (found["items"], "Peace" in found["title"]) == ([], False)


@pytest.mark.parametrize("form", FORMATS)
def test_a_withdrawn_forum_has_an_empty_feed_that_names_it_nowhere(feed, story, form):
    story.forums.all()[0].unpublish()
    response = feed(f"en/forums/hit-forum/news.{form}")
    assert response.status_code == 200
    text = response.content.decode() + str(response.headers)
    assert "Hit Forum" not in text
    assert "hit-forum" not in text
    assert story.title not in text


def test_head_and_options_are_answered_as_by_the_api_and_writing_is_refused(feed, story):
    whole, head = feed("en/news.rss"), feed("en/news.rss", "head")
    assert head.content == b""
    assert {**head.headers, "X-Request-ID": ""} == {**whole.headers, "X-Request-ID": ""}
    assert feed("en/news.rss", "options")["Allow"] == "GET, HEAD, OPTIONS"
    assert feed("en/nothing", "options").status_code == 404
    for method in ("post", "put", "delete", "patch"):
        assert feed("en/news.rss", method).status_code == 405
    assert not feed("en/news.rss").cookies


def test_a_foreign_host_is_refused(client, story):
    assert client.get("/feeds/en/news.rss", headers={"Host": "evil.example"}).status_code == 400


ODD = st.text(st.characters(codec="utf-8"), max_size=40)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parts=st.lists(st.sampled_from(["en", "ar", "forums", "topics", "hit-forum", "peace"]) | ODD,
                   max_size=4),
    name=st.sampled_from(["news.rss", "news.atom", "news.json"]) | ODD,
    query=ODD,
    tag=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
    since=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
)  # fmt: skip
def test_nothing_that_is_asked_gets_a_fault_or_a_redirect(
    feed, story, parts, name, query, tag, since
):
    path = "/".join(quote(part, safe="") for part in [*parts, name])
    headers = {"if_none_match": tag} if tag else {"if_modified_since": since}
    response = feed(f"{path}?{quote(query, safe='=&%')}", **headers)
    assert response.status_code in {200, 304, 400, 404}, (path, query)
