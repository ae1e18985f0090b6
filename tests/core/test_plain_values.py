"""What somebody else has written into Redis: it is not run, and counts as not cached."""

import base64
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django_redis import get_redis_connection
from wagtail.coreutils import get_locales_display_names

from core.caching.answers import AnswerCache, CachedAnswer, _shared_key
from core.caching.compression import compressed
from core.caching.versions import Version
from core.publication.announced import announced
from core.publication.counter import announce_again
from core.publication.state import PublicationState
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not django_settings.REDIS_URL, reason="needs REDIS_URL"),
]
STATE = PublicationState(value=1)
BODY = base64.b64encode(compressed(b"body")).decode()
MOMENT = STATE.changed_at.isoformat()


class Payload:
    """Writes a file where it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return Path.touch, (self.path,)


def write(key: str, content: bytes) -> None:
    get_redis_connection("default").set(cache.make_key(key), content)


@pytest.mark.parametrize("key", ["publication-number", _shared_key("/a?", STATE)])
def test_nothing_in_redis_is_run(tmp_path, key):
    """Before: a machine for readers that was taken over ran what it liked where the CMS is."""
    path = tmp_path / "ran"
    write(key, pickle.dumps(Payload(path)))
    assert AnswerCache(1_000_000, is_shared=True).find("/a?", STATE) is None
    assert announced() is None or key != "publication-number"
    announce_again()
    assert not path.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff", b"7", b'"text"', b"null", b"[" * 100_000, b"{}", b"[1,2,3,4]",
        *(
            json.dumps(packed).encode()
            for packed in (
                ["%%%", {}, [1, MOMENT, None, ""], "a"],
                ["AAAA", {}, [1, MOMENT, None, ""], "a"],
                [BODY, 5, [1, MOMENT, None, ""], "a"],
                [BODY, {}, [1, "yesterday", None, ""], "a"],
                [BODY, {}, [1, MOMENT], "a"],
                [BODY[:20], {}, [1, MOMENT, None, ""], "a"],
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_answer_counts_as_not_cached(content):
    write(_shared_key("/a?", STATE), content)
    assert AnswerCache(1_000_000, is_shared=True).find("/a?", STATE) is None


def test_an_answer_comes_out_as_it_went_in():
    version = Version(7, STATE.changed_at, STATE.changed_at, "digest")
    stored = CachedAnswer("نص".encode(), {"ETag": '"a"'}, version, '"a"')
    AnswerCache(1_000_000, is_shared=True).store("/b?", STATE, stored)
    assert AnswerCache(1_000_000, is_shared=True).find("/b?", STATE) == stored


@pytest.mark.parametrize(
    "value",
    [None, 0, True, "نص", [1, [2.5, None]], {"a": {"b": []}}, {1: "English", 2: "العربية"}, {}],
)
def test_plain_values_come_out_as_they_went_in(value):
    cache.set("plain", value)
    assert cache.get("plain") == value


def test_what_is_not_plain_counts_as_not_cached_and_nobody_is_refused():
    cache.set("thing", object())
    assert cache.get("thing") is None


def test_the_languages_and_sizes_of_pictures_are_found_again(client):
    """Wagtail caches both: the one by numbers, the other as rows."""
    assert get_locales_display_names() == get_locales_display_names()
    assert all(isinstance(key, int) for key in get_locales_display_names())
    image = factories.make_image()
    assert image.get_rendition("width-80").pk == image.get_rendition("width-80").pk
