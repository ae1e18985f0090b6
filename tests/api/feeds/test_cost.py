"""Feeds are conditional, cached, limited and cheap, as the lists of the API are."""

import gzip

import pytest

from core.publication.state import publication_state
from tests import factories
from tests.api.conftest import forget_everything
from tests.api.feeds.conftest import FORMATS
from tests.api.test_conditional import reads_content, settle

PATHS = [f"en/{folder}news.{form}" for form in FORMATS
         for folder in ("", "forums/hit-forum/", "topics/peace/")]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_who_has_the_newest_version_gets_304_without_a_body(feed, story, path):
    settle()
    first = feed(path)
    for headers in (
        {"if_none_match": first["ETag"]},
        {"if_modified_since": first["Last-Modified"]},
    ):
        again = feed(path, **headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Access-Control-Allow-Origin"] == "*"
    factories.make_story()
    assert feed(path, if_none_match=first["ETag"]).status_code == 200


def test_answers_may_be_cached_for_half_a_minute_and_differ_by_compression_alone(feed, story):
    response = feed("en/news.rss")
    assert response["Cache-Control"] == "public, max-age=30"
    assert response["Vary"] == "Accept-Encoding"
    for number in range(5):
        factories.make_story(title=f"Another story {number}")
    plain, packed = feed("en/news.rss"), feed("en/news.rss", accept_encoding="gzip")
    assert gzip.decompress(packed.content) == plain.content


def test_tags_of_formats_languages_and_feeds_differ(feed, story):
    tags = [feed(path)["ETag"] for path in [*PATHS, *(f"ar/news.{form}" for form in FORMATS)]]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", PATHS)
def test_a_cached_feed_and_a_304_make_no_query(feed, story, django_assert_num_queries, path):
    first = feed(path)
    publication_state()
    with django_assert_num_queries(0):
        assert feed(path).content == first.content
        assert feed(path, if_none_match=first["ETag"]).status_code == 304


def test_304_without_a_cached_feed_reads_no_content(feed, story, django_assert_max_num_queries):
    tag = feed("en/news.rss")["ETag"]
    forget_everything()
    with django_assert_max_num_queries(1) as queries:
        assert feed("en/news.rss", if_none_match=tag).status_code == 304
    assert not any(map(reads_content, queries))


@pytest.mark.parametrize("path", PATHS)
def test_a_feed_that_is_not_cached_costs_one_query(
    feed, story, django_assert_num_queries, settings, monkeypatch, path
):
    monkeypatch.setattr("core.caching.answers.answers.capacity", 0)
    feed(path)
    publication_state()
    with django_assert_num_queries(1):
        assert feed(path).status_code == 200


def test_the_first_feed_of_a_process_costs_a_few_queries_whatever_there_is(
    feed, story, cold_queries
):
    for _ in range(15):
        factories.make_story(topics=[factories.make_topic()], lead_image=factories.make_image())
    with cold_queries(5) as queries:
        feed("en/news.atom")
    assert sum('"full"' in query["sql"] for query in queries) == 0


def test_feeds_count_against_the_limits_of_the_api(feed, story, settings):
    settings.API_RATE_LIMIT = {"made": 2, "cached": 3}
    codes = [feed("en/nothing").status_code for _ in range(3)]
    assert codes == [404, 404, 429]
    limited = feed("ar/news.rss")
    assert limited.status_code == 429
    assert int(limited["Retry-After"]) > 0
