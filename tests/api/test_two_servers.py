"""Two servers on one database, and one Redis where there is one: neither lags behind."""

import json
import time

import pytest
from django.conf import settings

from tests import factories
from tests.servers import ask, served

pytestmark = pytest.mark.slow
TOKEN = "t" * 32
LONGEST_LAG = 1.0


@pytest.fixture
def servers(transactional_db, tmp_path):
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    with served(folders[0]) as first, served(folders[1]) as second:
        yield first, second


def headers_of_signed_in(client) -> dict[str, str]:
    """Return the headers of a browser that is signed in."""
    client.force_login(factories.make_user("Communications"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    return {"Cookie": cookies, "X-CSRFToken": TOKEN}


def titles(server: str) -> set[str]:
    status, body = ask(f"{server}/api/v1/news/?lang=en")
    assert status == 200
    return {item["title"] for item in json.loads(body)["results"]}


def test_what_is_unpublished_through_one_server_is_gone_from_the_other(servers, client):
    first, second = servers
    public, withdrawn = factories.make_story(title="Stays"), factories.make_story(title="Goes")
    item = f"{second}/api/v1/news/{withdrawn.work}/en/"
    browser = headers_of_signed_in(client)
    for _ in range(3):
        assert ask(item)[0] == 200
        assert titles(first) == titles(second) == {"Stays", "Goes"}
    url = f"{first}/admin/pages/{withdrawn.pk}/unpublish/"
    assert ask(url, browser | {"Origin": first}, form={})[0] == 302
    done = time.monotonic()
    while time.monotonic() < done + LONGEST_LAG:  # readers ask all the time, so that it stays warm
        assert ask(item)[0] in {200, 410}
    for _ in range(5):
        status, body = ask(item)
        assert (status, json.loads(body)["status"]) == (410, 410)
        assert titles(second) == {"Stays"}
    assert ask(f"{second}/api/v1/news/{public.work}/en/")[0] == 200


def test_what_is_published_through_one_server_appears_on_the_other(servers):
    first, second = servers
    assert titles(first) == titles(second) == set()
    factories.make_story(title="New")
    time.sleep(LONGEST_LAG)
    assert titles(first) == titles(second) == {"New"}
