"""Redis is away, in whatever way: everything works, throttles count, and nobody is signed out."""

import json
import logging
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from wagtail.models import Site

from cms.accounts.sign_in import LIMIT_OF_ACCOUNT
from core.databases.breaker import REDIS
from news.models import NewsPage
from tests import factories, outages
from tests.cms import story_form
from tests.servers import ask, served
from tests.signing_in import sign_in_by_form

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many wrong passwords"
RIGHT = "a long password"
needs_redis = pytest.mark.skipif(not django_settings.REDIS_URL, reason="needs REDIS_URL")


@pytest.fixture(params=outages.WAYS)
def away(request, settings):
    with outages.redis_away(settings, request.param) as found:
        yield found


def publish(client, title):
    address = f"/admin/pages/add/news/newspage/{factories.news_index().pk}/"
    return client.post(address, story_form(title) | {"action-publish": "1"})


def api_titles(client):
    answer = client.get("/api/v1/news/?lang=en")
    assert answer.status_code == 200
    return [item["title"] for item in json.loads(answer.content)["results"]]


def lines(caplog):
    """Return the levels of what is logged about Redis."""
    return [record.levelname for record in caplog.records if "Redis" in record.getMessage()]


def test_people_sign_in_and_publish_and_readers_read(away, client):
    user = factories.make_user("Communications")
    assert sign_in_by_form(client, user.email, RIGHT).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert publish(client, "A march").status_code == 302
    story = NewsPage.objects.get(title="A march")
    assert client.get(story.url).status_code == 200
    assert api_titles(client) == ["A march"]
    assert client.get("/admin/pages/").status_code == 200


def test_wrong_passwords_count_as_ever(away, client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        assert TOO_MANY not in sign_in_by_form(client, user.email, "wrong").content.decode()
    refused = sign_in_by_form(client, user.email, RIGHT)
    assert refused.status_code == 200
    assert TOO_MANY in refused.content.decode()


def test_whoever_is_signed_in_stays_so(settings, client):
    sign_in_by_form(client, factories.make_user("Communications").email, RIGHT)
    with outages.redis_away(settings, "silent"):
        assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("way", ["silent", "hangs_up", "babbles"])
def test_nobody_waits_for_it_twice_and_the_log_has_one_line(settings, client, caplog, way):
    caplog.set_level(logging.INFO)
    with outages.redis_away(settings, way) as away:
        sign_in_by_form(client, factories.make_user("Communications").email, RIGHT)
        publish(client, "A march")
        for _ in range(3):
            cache.set("anything", 1)
            api_titles(client)
        assert away.count() == 1
    assert lines(caplog) == ["WARNING"]


def test_after_a_pause_one_asks_again_and_the_others_do_not(settings, caplog, monkeypatch):
    monkeypatch.setattr(REDIS, "pause", 0.0)
    with outages.redis_away(settings, "hangs_up") as away:
        for _ in range(5):
            assert cache.get("anything") is None
        assert away.count() == 5
        monkeypatch.setattr(REDIS, "pause", 60.0)
        assert REDIS.may_ask()  # somebody does, and has no answer yet
        assert cache.get("anything") is None
        assert away.count() == 5
    assert lines(caplog) == ["WARNING"]


@pytest.mark.slow
def test_two_servers_without_their_redis_count_wrong_passwords_together(transactional_db, tmp_path):
    user = factories.make_user("Communications")
    user.password = Argon2PasswordHasher().encode(RIGHT, "saltsaltsalt")
    user.save()
    with outages.outage("silent") as away:
        url = f"redis://127.0.0.1:{away.port}/0"
        folders = [tmp_path / name for name in ("one", "two")]
        for folder in folders:
            folder.mkdir()
        with (
            served(folders[0], REDIS_URL=url) as first,
            served(folders[1], REDIS_URL=url) as second,
        ):
            for number in range(LIMIT_OF_ACCOUNT):
                assert TOO_MANY not in entered([first, second][number % 2], user.email, "wrong")
            for server in (first, second):
                assert TOO_MANY in entered(server, user.email, RIGHT)
            assert ask(f"{first}/api/v1/news/?lang=en")[0] == 200


def entered(server: str, email: str, password: str) -> str:
    """Return the page that a browser shows after the form was sent."""
    token = "t" * 32
    browser = {"Cookie": f"csrftoken={token}", "X-CSRFToken": token, "Origin": server}
    form = {"username": email, "password": password}
    status, page = ask(f"{server}/admin/login/", browser, form)
    assert status == 200
    return page.decode()


@pytest.fixture
def redis(settings):
    """A real Redis that can be made to fail."""
    parts = urlsplit(django_settings.CACHES["default"]["LOCATION"])
    proxy = outages.Proxy(parts.hostname, parts.port or 6379)
    outages.use_redis(settings, f"redis://127.0.0.1:{proxy.port}{parts.path}")
    yield proxy
    proxy.close()


@needs_redis
def test_a_redis_that_lost_everything_signs_nobody_out_and_forgets_no_wrong_password(
    redis, client, django_user_model
):
    signed_in, guessed = (factories.make_user("Communications") for _ in range(2))
    sign_in_by_form(client, signed_in.email, RIGHT)
    stranger = client.__class__()
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(stranger, guessed.email, "wrong")
    cache.clear()
    redis.hang_up()  # it was started anew
    assert client.get("/admin/").status_code == 200
    assert TOO_MANY in sign_in_by_form(stranger, guessed.email, RIGHT).content.decode()
    assert cache.set("anything", 1)


@needs_redis
def test_a_frozen_redis_is_used_again_when_it_moves(redis, caplog, monkeypatch):
    caplog.set_level(logging.INFO)
    cache.set("anything", 1)
    redis.freeze()
    assert cache.get("anything") is None
    redis.thaw()
    assert cache.get("anything") is None  # it is left alone for some seconds
    monkeypatch.setattr(REDIS, "_retry_at", 0.0)
    assert cache.get("anything") == 1
    assert lines(caplog) == ["WARNING", "INFO"]


@needs_redis
def test_what_was_to_be_forgotten_while_it_was_away_is_not_revived(redis, monkeypatch):
    """Wagtail caches the sites' addresses for an hour, and deletes them when a site changes."""
    Site.get_site_root_paths()
    redis.freeze()
    site = Site.objects.get()
    site.hostname = "other.example.org"
    site.save()
    redis.thaw()
    monkeypatch.setattr(REDIS, "_retry_at", 0.0)
    assert {path.root_url for path in Site.get_site_root_paths()} == {"http://other.example.org"}
