"""Sync: which changes can be asked for, and how far a cursor leads."""

import pytest

from core.models import PublicationCounter
from core.publication.state import forget_state
from tests import factories
from tests.api.following import Copy, later, operations


@pytest.fixture
def copy(get):
    """A copy that holds everything there is."""
    copy = Copy(get)
    copy.follow()
    return copy


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"lang": "ar"}, {("ar", "news"), ("ar", "initiative")}),
        ({"lang": "ar-IQ"}, {("ar", "news"), ("ar", "initiative")}),
        ({"type": "news"}, {("en", "news"), ("ar", "news")}),
        ({"type": "forum, news"}, {("en", "news"), ("ar", "news"), ("en", "forum")}),
        ({"lang": "en", "type": "forum"}, {("en", "forum")}),
        ({"lang": "en", "type": "council"}, set()),
    ],
)
def test_lang_and_type_choose_what_is_listed(get, filters, expected):
    english, arabic = factories.make_pair()
    forum = factories.make_forum()
    copy = Copy(get, **filters)
    copy.follow(limit=1)
    assert {(item["lang"], item["type"]) for item in copy.items.values()} == expected
    for page in (english, arabic, forum):
        page.unpublish()
    copy.follow(limit=1)
    assert {item["type"] for item in copy.items.values()} <= {"initiative"}


@pytest.mark.parametrize(
    ("query", "parameter", "code"),
    [
        ("type=index", "type", "unsupported"),
        ("type=stories", "type", "unsupported"),
        ("type=", "type", "unsupported"),
        ("type=news,", "type", "unsupported"),
        ("type=news&type=forum", "type", "repeated"),
        ("lang=fr", "lang", "unsupported"),
        ("limit=0", "limit", "out_of_range"),
        ("limit=101", "limit", "out_of_range"),
        ("limit=ten", "limit", "not_a_number"),
        ("cursor=", "cursor", "invalid_cursor"),
        ("cursor=abc.def", "cursor", "invalid_cursor"),
        ("since=5", "since", "unknown"),
    ],
)
def test_what_is_not_understood_is_refused(get, query, parameter, code):
    response = get(f"changes/?{query}")
    [fault] = response.json()["errors"]
    assert (response.status_code, fault["parameter"], fault["code"]) == (400, parameter, code)


def test_the_error_for_an_unknown_type_lists_the_known_ones(get):
    [fault] = get("changes/?type=stories").json()["errors"]
    assert "news, forum, council, page, initiative" in fault["message"]


def test_a_cursor_is_good_for_its_filters_alone_but_for_any_limit(get):
    factories.make_pair()
    cursor = get("changes/?lang=ar&limit=1").json()["next_cursor"]
    assert get(f"changes/?lang=ar-IQ&limit=7&cursor={cursor}").status_code == 200
    for other in ("", "lang=en&", "lang=ar&type=news&"):
        response = get(f"changes/?{other}cursor={cursor}")
        assert response.json()["errors"][0]["code"] == "invalid_cursor"
    assert get(f"news/?lang=ar&cursor={cursor}").status_code == 400


def test_a_cursor_of_a_list_is_refused(get):
    for _ in range(2):
        factories.make_story()
    cursor = get("news/?limit=1").json()["next"].partition("cursor=")[2]
    assert get(f"changes/?cursor={cursor}").status_code == 400


def test_a_cursor_lasts_four_hundred_days(get, copy):
    story = factories.make_story()
    with later(days=399):
        assert operations(copy.follow()) == [("upsert", f"{story.work}:en")]
    with later(days=399 + 399):
        assert copy.follow() == []


def test_an_older_cursor_is_gone_with_the_way_to_begin_again(get):
    copy = Copy(get, lang="ar", type="news")
    copy.step(limit=1)
    with later(days=401):
        response = get(f"changes/?lang=ar&type=news&cursor={copy.cursor}")
    content = response.json()
    assert response.status_code == 410
    assert content["type"] == "http://testserver/api/v1/docs/#cursor-expired"
    assert content["restart"] == "http://testserver/api/v1/changes/?lang=ar&type=news"
    assert response["Link"] == f'<{content["restart"]}>; rel="first"'
    assert get(content["restart"].partition("/api/v1/")[2]).status_code == 200


def test_after_a_backup_was_restored_readers_begin_again(get, copy):
    factories.make_story()
    copy.follow()
    PublicationCounter.objects.update(value=3)  # as many numbers will be given a second time
    forget_state()
    response = get(f"changes/?cursor={copy.cursor}")
    assert response.status_code == 410
    assert response.json()["restart"] == "http://testserver/api/v1/changes/"


def test_the_next_page_is_named_in_the_link_header_while_there_is_more(get):
    factories.make_story()
    response = get("changes/?lang=en&limit=1")
    following = response.json()["next_cursor"]
    address = f"http://testserver/api/v1/changes/?lang=en&limit=1&cursor={following}"
    assert response["Link"] == f'<{address}>; rel="next"'
    assert "Link" not in get("changes/?lang=en")


def test_content_language_is_what_the_entries_hold(get):
    factories.make_story("ar")
    assert get("changes/?type=news")["Content-Language"] == "ar"
    assert get("changes/?type=council")["Content-Language"] == "en, ar"


def test_asking_again_costs_nothing_while_nothing_has_changed(get, copy, cold_queries):
    address = f"changes/?cursor={copy.cursor}"
    tag = get(address)["ETag"]
    with cold_queries(1):
        assert get(address, if_none_match=tag).status_code == 304
    factories.make_story()
    assert get(address, if_none_match=tag).status_code == 200
