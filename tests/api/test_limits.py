"""Limits: how many requests one address may send in a minute, and the headers that show it."""

import errno

import pytest

from api import limits
from tests import outages
from tests.api.conftest import forget_everything

POLICY = '"made";q=5;w=60, "cached";q=12;w=60'


@pytest.fixture(autouse=True)
def few(settings, tmp_path, monkeypatch):
    settings.API_RATE_LIMIT = {"made": 5, "cached": 12}
    settings.VAR = tmp_path
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_015.0)
    limits.counters.cache_clear()
    yield
    limits.counters.cache_clear()


def remaining(response) -> tuple[str, int, int]:
    kind, left, seconds = response["RateLimit"].split(";")
    return kind, int(left.removeprefix("r=")), int(seconds.removeprefix("t="))


def test_made_answers_are_counted_and_the_next_one_is_refused(get):
    for number in range(5):
        response = get(f"news/?limit={number + 1}")
        assert response.status_code == 200
        assert response["RateLimit-Policy"] == POLICY
        assert remaining(response) == ('"made"', 4 - number, 45)
    refused = get("news/?limit=6")
    assert refused.status_code == 429
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["Retry-After"] == "45"
    assert remaining(refused) == ('"made"', 0, 45)
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert refused["Cache-Control"] == "no-store"
    content = refused.json()
    assert (content["status"], content["type"].rpartition("#")[2]) == (429, "too-many-requests")


def test_cached_answers_and_304_have_a_limit_of_their_own(get):
    tag = get("news/")["ETag"]
    for number in range(12):
        headers = {"If-None-Match": tag} if number % 2 else {}
        response = get("news/", **headers)
        assert response.status_code == (304 if number % 2 else 200)
        assert remaining(response) == ('"cached"', 11 - number, 45)
    assert get("news/", **{"If-None-Match": tag}).status_code == 429
    assert get("news/?limit=2").status_code == 200


def test_304_is_given_even_when_no_more_answers_are_made(get):
    tag = get("news/")["ETag"]
    for number in range(5):
        get(f"news/?limit={number + 1}")
    assert get("news/?limit=50").status_code == 429
    forget_everything()
    assert get("news/", **{"If-None-Match": tag}).status_code == 304


def test_errors_count_as_made(get):
    for _ in range(5):
        assert get("news/?lang=xx").status_code == 400
    refused = get("nothing/", **{"Accept-Language": "ar"})
    assert refused.status_code == 429
    assert refused["Content-Language"] == "ar"


def test_preflights_are_not_counted(client, db):
    headers = {"Origin": "https://partner.example", "Access-Control-Request-Method": "GET"}
    for _ in range(20):
        assert client.options("/api/v1/news/", headers=headers).status_code == 204


def test_the_next_minute_begins_anew(get, monkeypatch):
    for _ in range(6):
        last = get("nothing/")
    assert last.status_code == 429
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_060.0)
    assert get("nothing/").status_code == 404


def ask(client, address, **headers):
    return client.get("/api/v1/nothing/", REMOTE_ADDR=address, headers=headers).status_code


def test_every_address_has_its_own(client, db):
    assert [ask(client, "192.0.2.1") for _ in range(6)] == [404] * 5 + [429]
    assert ask(client, "192.0.2.2") == 404


def test_an_ipv6_network_counts_as_one(client, db):
    addresses = [f"2001:db8:1:2::{number}" for number in range(6)]
    assert [ask(client, address) for address in addresses] == [404] * 5 + [429]
    assert ask(client, "2001:db8:1:3::1") == 404
    assert ask(client, "::ffff:192.0.2.7") == 404


def test_a_forwarded_address_counts_behind_our_own_proxy_alone(client, db, settings):
    named = {"X-Forwarded-For": "198.51.100.9"}
    assert [ask(client, "192.0.2.1", **named) for _ in range(6)][-1] == 429
    settings.BEHIND_PROXY = True
    assert ask(client, "192.0.2.1", **named) == 404
    assert [ask(client, "192.0.2.1", **{"X-Forwarded-For": f"1.2.3.{n}, 198.51.100.9"})
            for n in range(5)][-1] == 429  # fmt: skip


def test_an_empty_setting_turns_limits_off(get, settings):
    settings.API_RATE_LIMIT = {}
    for _ in range(20):
        response = get("nothing/")
    assert response.status_code == 404
    assert not response.has_header("RateLimit")


def test_processes_share_their_counters(tmp_path):
    first, second = (limits.SharedCounters(tmp_path / "c.bin") for _ in range(2))
    assert [one.count("x", 7) for one in (first, second, first)] == [1, 2, 3]
    assert second.count("y", 7) == 1
    assert second.count("x", 8) == 1


def test_the_file_of_counters_does_not_show_whose_requests_were_counted(get, tmp_path, settings):
    settings.REDIS_URL = ""
    get("news/")
    content = (tmp_path / "api-limits.bin").read_bytes()
    assert b"127.0.0.1" not in content
    assert any(content)


@pytest.mark.parametrize("way", outages.WAYS)
def test_a_server_without_its_redis_counts_by_itself(get, settings, way):
    with outages.redis_away(settings, way):
        statuses = [get("nothing/").status_code for _ in range(6)]
    assert statuses == [404] * 5 + [429]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("198.51.100.7", "198.51.100.7:40123"),
        ("2001:db8:1:2::1", "[2001:db8:1:2::9]:443"),
        ("fe80::1%eth0", "fe80::2%eth1"),
        ("::ffff:198.51.100.8", "198.51.100.8"),
    ],
)
def test_one_address_counts_as_one_however_a_proxy_writes_it(client, db, settings, first, second):
    settings.BEHIND_PROXY = True
    left = [
        remaining(client.get("/api/v1/nothing/", headers={"X-Forwarded-For": address}))[1]
        for address in (first, second)
    ]
    assert left == [4, 3]


def test_on_a_full_disk_each_process_counts_for_itself(tmp_path, monkeypatch, caplog):
    """Mapped holes of a file would end the process as soon as anybody asks for anything."""

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(limits.os, "posix_fallocate", full)
    counters = limits.SharedCounters(tmp_path / "counters")
    assert [counters.count("a", 1) for _ in range(2)] == [1, 2]
    assert "No space left" in caplog.text


def test_the_file_of_counters_has_no_holes(tmp_path):
    limits.SharedCounters(tmp_path / "counters")
    state = (tmp_path / "counters").stat()
    assert state.st_blocks * 512 >= state.st_size
