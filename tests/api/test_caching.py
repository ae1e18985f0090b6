"""Cached answers: right whatever happens, and gone with what they showed."""

import gzip
import json
import os
from time import sleep
from uuid import uuid4

import orjson
import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from api import counts
from core.caching.answers import AnswerCache, CachedAnswer, _shared_key, answers
from core.caching.versions import Version
from core.publication import state as state_module
from core.publication.state import FRESH_SECONDS, PublicationState, forget_state, publication_state
from tests import factories
from tests.api import contract, headers_of


@pytest.fixture
def story(db):
    return factories.make_story()


def test_a_warm_answer_makes_no_query(get, story, django_assert_num_queries):
    for path in ("news/", "news/?lang=en", f"news/{story.work}/en/", "topics/", "", "docs/"):
        first = get(path)
        publication_state()
        with django_assert_num_queries(0):
            again = get(path)
        assert again.content == first.content
        assert again["ETag"] == first["ETag"]


def test_a_process_reads_the_publication_state_at_most_twice_a_second(
    get, story, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("core.publication.state.FRESH_SECONDS", FRESH_SECONDS)
    get("news/")
    publication_state()
    with django_assert_num_queries(0):
        get("news/")
    sleep(FRESH_SECONDS + 0.05)
    with django_assert_num_queries(1) as queries:
        get("news/")
    assert "core_shelfcounter" in queries[0]["sql"]
    assert "card" not in queries[0]["sql"]


def test_every_kind_of_takedown_beats_the_cache(get):
    stories = [factories.make_story() for _ in range(3)]
    paths = [f"news/{story.work}/en/" for story in stories] + ["news/", "news/?lang=en"]
    for path in paths * 2:
        assert get(path).status_code == 200
    stories[0].unpublish()
    stories[1].delete()
    restrict(stories[2])
    assert [get(path).status_code for path in paths[:3]] == [410, 410, 410]
    assert get("news/").json()["results"] == get("news/?lang=en").json()["results"] == []


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_data_never_follow_headers_of_the_asker(get, story):
    plain = get("news/")
    for headers in (
        {"Accept-Language": "ar"}, {"Cookie": "sessionid=x; django_language=ar"},
        {"User-Agent": "WordPress/6.8"}, {"Authorization": "Basic eDp5"},
    ):  # fmt: skip
        assert get("news/", **headers).content == plain.content


def test_the_same_address_with_another_accept_is_not_served_from_memory(get, story):
    assert get("news/").status_code == 200
    assert get("news/", Accept="text/csv").status_code == 406


def test_answers_may_be_cached_for_half_a_minute_and_errors_not_at_all(get, story):
    for path in ("", "news/", f"news/{story.work}/en/", f"news/{story.work}/", "openapi.json"):
        assert get(path)["Cache-Control"] == "public, max-age=30"
        assert get(path)["Vary"] == "Accept-Encoding"
    for path in ("nothing/", "news/?lang=xx", "news/?limit=101"):
        assert get(path)["Cache-Control"] == "no-store"
    for path in (f"news/{uuid4()}/", f"news/{uuid4()}/en/"):
        assert get(path)["Cache-Control"] == "public, max-age=30"
        assert get(path)["Vary"] == "Accept-Encoding, Accept-Language"
    story.unpublish()
    for path in (f"news/{story.work}/en/", f"news/{story.work}/ar/"):
        assert get(path)["Cache-Control"] == "public, max-age=30"


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [
        ("gzip", True), ("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
        ("*", True), ("GZIP", True), ("gzip;q=0", False), ("identity", False), ("", False),
        ("br", False), ("*;q=0", False), ("gzip;q=rubbish", False), ("gzip;q=0.0, *", False),
    ],
)  # fmt: skip
def test_answers_are_compressed_for_those_who_take_it(get, story, accepted, is_compressed):
    plain = get("news/")
    for _ in range(2):  # made, then from memory
        response = get("news/", **{"Accept-Encoding": accepted})
        assert response.has_header("Content-Encoding") is is_compressed
        body = gzip.decompress(response.content) if is_compressed else response.content
        assert body == plain.content
        assert response["Content-Length"] == str(len(response.content))
        assert response["Vary"] == "Accept-Encoding"
        assert response["ETag"] == plain["ETag"]


def test_errors_are_compressed_and_small_answers_are_not(get, db):
    long = get("news/?" + "&".join(f"x{n}=1" for n in range(30)), **{"Accept-Encoding": "gzip"})
    assert len(orjson.loads(gzip.decompress(long.content))["errors"]) == 20
    short = get("nothing/", **{"Accept-Encoding": "gzip"})
    assert not short.has_header("Content-Encoding")


def test_head_has_the_headers_of_get_and_no_body(client, story):
    for path in ("news/", f"news/{story.work}/en/", "docs/", "nothing/"):
        for _ in range(2):
            full = client.get(f"/api/v1/{path}", headers={"Accept-Encoding": "gzip"})
            head = client.head(f"/api/v1/{path}", headers={"Accept-Encoding": "gzip"})
            assert head.content == b""
            assert headers_of(head) == headers_of(full), path


def state(value):
    return PublicationState(value=value)


def answer(size=1000, tag="a"):
    return CachedAnswer(b"x" * size, {}, Version(1, PublicationState().changed_at), tag)


def test_an_answer_is_found_in_the_state_that_it_was_made_from_alone():
    cache = AnswerCache(1_000_000)
    cache.store("/a?", state(1), answer(tag="one"))
    assert cache.find("/a?", state(1)).tag == "one"
    assert cache.find("/a?", state(2)) is None
    assert cache.find("/b?", state(1)) is None
    cache.store("/a?", state(2), answer(tag="two"))
    assert cache.find("/a?", state(2)).tag == "two"


@pytest.mark.skipif(not django_settings.REDIS_URL, reason="needs REDIS_URL")
def test_servers_share_their_answers_through_redis():
    here, there = (AnswerCache(1_000_000, is_shared=True) for _each in range(2))
    here.store("/a?", state(1), answer(tag="one"))
    assert there.find("/a?", state(1)).tag == "one"
    assert there.find("/a?", state(1)).body == answer().body
    assert there.holds("/a?")
    assert there.find("/a?", state(2)) is None


@pytest.mark.skipif(not django_settings.REDIS_URL, reason="needs REDIS_URL")
def test_redis_stores_answers_compressed_and_none_that_are_very_large():
    here, there = (AnswerCache(100_000_000, is_shared=True) for _each in range(2))
    here.store("/a?", state(1), answer(1_000_000))
    assert len(json.dumps(cache.get(_shared_key("/a?", state(1))))) < 20_000
    noise = CachedAnswer(os.urandom(200_000), {}, Version(1, PublicationState().changed_at), "a")
    here.store("/noise?", state(1), noise)
    assert here.find("/noise?", state(1)) is noise
    assert there.find("/noise?", state(1)) is None


def test_memory_is_bounded_and_what_is_asked_for_often_stays(settings):
    settings.REDIS_URL = ""
    cache = AnswerCache(100_000)
    for number in range(100):
        cache.store(f"/{number}?", state(1), answer(3_000))
        cache.find("/0?", state(1))
    held = [number for number in range(100) if cache.holds(f"/{number}?")]
    assert 15 <= len(held) <= 20
    assert held[0] == 0
    assert held[-1] == 99


def test_what_is_asked_for_only_once_is_not_cached(settings):
    settings.REDIS_URL = ""
    cache = AnswerCache(100_000)
    cache.store("/" + "x" * 2000, state(1), answer())
    cache.store("/huge?", state(1), answer(6_000))
    assert not cache.holds("/" + "x" * 2000)
    assert not cache.holds("/huge?")
    assert not AnswerCache(0).holds("/a?")


def test_a_reading_that_began_before_a_change_does_not_count(db, monkeypatch):
    """It may have seen what was there before, and end after the change."""
    before = publication_state()
    real = state_module._state_of

    def change_meanwhile(row):
        forget_state()
        return real(row)

    forget_state()
    monkeypatch.setattr(state_module, "_state_of", change_meanwhile)
    assert publication_state() == before
    assert state_module.known_state() is None


def test_a_question_mark_in_a_path_is_no_query(get, story):
    assert get("search/?q=peace?").status_code == 200
    assert get("search/%3Fq=peace").status_code == 404


def test_invented_queries_of_the_guide_are_not_cached(get, db):
    for number in range(3):
        assert get(f"docs/?utm={number}").status_code == 200
    assert not answers.holds("/api/v1/docs/?utm=1")
    get("docs/")
    assert answers.holds("/api/v1/docs/?")


@pytest.mark.parametrize(
    "path", ["search/?q=detained", "suggest/?q=detained", "news/?q=detained", "pages/?q=detained"]
)
def test_what_people_search_for_is_cached_nowhere(get, path):
    factories.make_story(title="A detained teacher")
    first = get(path)
    assert first.status_code == 200
    assert first["Cache-Control"] == "private, no-store"
    assert not {"ETag", "Last-Modified"} & set(first.headers)
    conditions = {"If-None-Match": "*", "If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
    assert get(path, headers=conditions).content == first.content
    assert not [address for address in answers._answers if "detained" in address]
    assert not [key for key in counts._counted if "detained" in repr(key)]


def test_the_document_describes_searches_as_private():
    paths = contract.document()["paths"]
    for name in ("search", "suggest"):
        operation = paths[f"/api/v1/{name}/"]["get"]
        assert "304" not in operation["responses"]
        assert not {"ETag", "Last-Modified"} & set(operation["responses"]["200"]["headers"])
