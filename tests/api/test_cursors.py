"""Cursors: good for the list, filters and order that they were made for, and for nothing else."""

import base64
import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from tests import factories
from tests.api.test_lists import titles
from tests.api.test_parameters import faults


@pytest.fixture(scope="module")
def stories(once):
    topic = factories.make_topic(slug="peace")
    for _ in range(3):
        factories.make_pair(topics=[topic])


@pytest.fixture
def cursor(get, stories):
    return get("news/?lang=en&limit=1").json()["next"].split("cursor=")[1]


def test_a_cursor_is_good_for_the_list_it_was_made_for(get, cursor):
    assert get(f"news/?lang=en&cursor={cursor}").status_code == 200
    assert get(f"news/?lang=en-GB&limit=2&cursor={cursor}").status_code == 200
    assert get(f"news/?order=-published_at&lang=en&cursor={cursor}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "news/?", "news/?lang=ar&", "news/?lang=en,ar&", "forums/?lang=en&", "topics/?",
        "news/?lang=en&order=published_at&", "news/?lang=en&order=-updated_at&",
        "news/?lang=en&fallback=ar&", "news/?lang=en&topic=peace&", "news/?lang=en&q=story&",
        "news/?lang=en&q=story&order=relevance&", "news/?lang=en&published_after=2019-01-01&",
        "news/?lang=en&updated_since=2019-01-01&", "search/?lang=en&q=story&", "changes/?lang=en&",
    ],
)  # fmt: skip
def test_a_cursor_of_another_list_is_refused(get, cursor, path):
    assert faults(get(f"{path}cursor={cursor}")) == {"cursor": "invalid_cursor"}


def test_a_new_key_makes_cursors_void_unless_the_old_one_is_still_named(get, cursor, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key, as long as one has to be, or so"
    assert faults(get(f"news/?lang=en&cursor={cursor}")) == {"cursor": "invalid_cursor"}
    settings.SECRET_KEY_FALLBACKS = [old]
    assert get(f"news/?lang=en&cursor={cursor}").status_code == 200


def test_a_tampered_cursor_is_refused(get, cursor):
    other = "B" if cursor[5] == "A" else "A"
    for text in (
        f"{cursor[:5]}{other}{cursor[6:]}",
        f"{cursor[:-3]}",
        f"{cursor}A",
        f"{cursor}=",
        cursor[:20],
        "",
        "x",
        "é.ü",
        "9" * 25,
        "." * 5000,
    ):
        assert faults(get(f"news/?lang=en&cursor={text}")) == {"cursor": "invalid_cursor"}


def test_a_cursor_shows_nothing_of_the_database(get, cursor):
    """Places in lists hold moments and ids of rows, and the latter are not public."""
    plain = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert not re.search(rb"[0-9]{8}", plain)
    other = get("news/?lang=en&limit=1&order=published_at").json()["next"].split("cursor=")[1]
    assert cursor[:20] != other[:20]


def test_a_cursor_that_is_refused_is_refused_to_those_who_have_the_answer_too(get, cursor):
    response = get("news/?lang=en&cursor=x", If_None_Match="*")
    assert faults(response) == {"cursor": "invalid_cursor"}


def test_a_moment_spelt_otherwise_is_the_same_filter(get, stories):
    first = get("news/?limit=1&published_after=2019-01-01").json()["next"]
    cursor = first.split("cursor=")[1]
    assert get(f"news/?published_after=2018-12-31T21:00:00Z&cursor={cursor}").status_code == 200


def test_links_preserve_every_parameter_and_encode_it(get):
    topic, words = factories.make_topic(slug="water"), "منتدى & <b>+%"
    for _ in range(3):
        factories.make_story("ar", title=words, topics=[topic])
    asked = {
        "lang": "ar", "fallback": "en", "topic": "water", "q": words,
        "published_after": "2019-01-01T00:00:00Z", "order": "updated_at", "fields": "id,title",
        "limit": "1",
    }  # fmt: skip
    response = get("news/?" + "&".join(f"{name}={quote(text)}" for name, text in asked.items()))
    address = response.json()["next"]
    assert address.isascii()
    assert f'<{address}>; rel="next"' == response["Link"]
    query = {name: text for name, [text] in parse_qs(urlsplit(address).query).items()}
    assert query.pop("cursor")
    assert query == asked
    following = get(address.split("/api/v1/")[1])
    assert titles(following.json()) == [words]
    assert following.json()["count"] == 3


def test_the_limit_may_change_from_page_to_page(get):
    topic = factories.make_topic(slug="water")
    for number in range(6):
        factories.make_story(title=f"Story {number}", summary="Word", topics=[topic])
    for query in ("topic=water&", "topic=water&q=word&order=relevance&"):
        first = get(f"news/?{query}limit=1").json()
        cursor = first["next"].split("cursor=")[1]
        second = get(f"news/?{query}limit=3&cursor={cursor}").json()
        assert titles(second) == ["Story 4", "Story 3", "Story 2"]
        back = second["previous"].split("cursor=")[1]
        before = get(f"news/?{query}limit=100&cursor={back}").json()
        assert (titles(before), before["previous"]) == (["Story 5"], None)
