"""Logs: one line of JSON for each event, and nothing in them about drafts and people."""

import io
import json
import logging
import time

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client

from cms.accounts.password_reset import make_email
from core.logs.lines import JsonLines
from core.logs.private import LONGEST_MESSAGE, described, network_of, scrubbed
from core.models import QueuedEmail, Topic
from home.models import HomePage
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, story_form

pytestmark = pytest.mark.django_db

CANARY = "Kanarienvogel"
ADDRESS = "kanari@example.org"


@pytest.fixture
def log():
    """What is logged from now on, as a server that is not in development writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_request_is_one_line_with_route_status_duration_and_network(client, log):
    response = client.get("/en/?q=secret", REMOTE_ADDR="198.51.100.77")
    (line,) = [line for line in lines(log) if line["message"] == "request"]
    assert line["time"].endswith("Z")
    assert line["level"] == "INFO"
    assert line["request_id"] == response["X-Request-ID"]
    assert (line["route"], line["method"], line["status"]) == ("wagtail_serve", "GET", 200)
    assert 0 < line["ms"] < 60_000
    assert line["network"] == "198.51.100.0/24"
    assert "secret" not in log.getvalue()


def test_the_proxys_id_of_a_request_is_kept_and_a_strangers_is_not(client, settings, log):
    given = {"X-Request-ID": "0123456789abcdef"}
    assert client.get("/livez", headers=given)["X-Request-ID"] != "0123456789abcdef"
    settings.BEHIND_PROXY = True
    assert client.get("/livez", headers=given)["X-Request-ID"] == "0123456789abcdef"
    forged = client.get("/livez", headers={"X-Request-ID": 'x","level":"ERROR'})
    assert '"' not in forged["X-Request-ID"]
    assert log.getvalue() == ""  # probes that are answered are not logged


def test_every_line_about_a_request_names_it(client, log):
    """Before, those of answers such as 404 were without."""
    response = client.get("/en/nothing-here/")
    assert response.status_code == 404
    found = lines(log)
    assert {line["message"] for line in found} == {"request", "Answered 404"}
    assert {line["request_id"] for line in found} == {response["X-Request-ID"]}


def test_titles_addresses_of_people_and_one_time_links_are_in_no_line(client, log):
    officer = factories.make_user("Communications", email=ADDRESS)
    index = factories.news_index()
    client.force_login(officer)
    client.post(add_address("news/newspage", index), story_form(CANARY))
    draft = NewsPage.objects.get(title=CANARY)
    for path in ("", "view_draft/", "edit/", "history/", "delete/"):
        client.get(f"/admin/pages/{draft.pk}/{path}")
    client.get("/admin/pages/search/", {"q": CANARY})
    stranger = Client(raise_request_exception=False)
    stranger.get(f"/en/news/{CANARY.lower()}/")
    stranger.get(f"/en/{CANARY}?q={CANARY}")
    stranger.post("/admin/login/", {"username": ADDRESS, "password": CANARY})
    stranger.post("/admin/password_reset/", {"email": ADDRESS})
    assert "Kanarien" not in log.getvalue()
    assert "kanari" not in log.getvalue()
    assert len(lines(log)) > 8


def test_a_link_that_resets_a_password_is_in_no_line(client, log):
    factories.make_user("Communications", email=ADDRESS)
    client.post("/admin/password_reset/", {"email": ADDRESS})
    email = make_email(QueuedEmail.objects.get().content)
    link = next(word for word in email.body.split() if "://" in word)
    token = link.rstrip("/").rpartition("/")[2]
    client.get(link)
    client.get(link.replace(token, f"{token}x"))
    logging.getLogger("core").warning("Sent %s", link)
    assert token not in log.getvalue()
    assert "Sent" in log.getvalue()


def test_a_fault_is_logged_with_its_places_and_without_what_was_typed(log, monkeypatch):
    def fail(*_args, **_more):
        raise ValidationError(CANARY)

    monkeypatch.setattr(HomePage, "serve", fail)
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    fault = next(line for line in lines(log) if line["level"] == "ERROR")
    assert fault["message"] == "Answered 500"
    assert fault["request_id"] == response["X-Request-ID"]
    assert "in fail\n" in fault["exception"]
    assert fault["exception"].endswith("ValidationError")
    assert "'" + CANARY not in log.getvalue()


def test_of_an_error_of_the_database_the_kind_is_logged_and_not_the_row(log):
    Topic.objects.create(name_en=CANARY, name_ar=CANARY, slug=CANARY)
    twice = "INSERT INTO core_topic SELECT * FROM core_topic WHERE slug = %s"
    with (
        pytest.raises(IntegrityError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(twice, [CANARY])
    logging.getLogger("core").error("Failed: %s", caught.value, exc_info=caught.value)
    (line,) = lines(log)
    assert line["message"].startswith("Failed: IntegrityError")
    assert line["exception"].splitlines()[-1].startswith("IntegrityError")
    assert CANARY not in line["message"] + line["exception"].splitlines()[-1]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_of_a_clients_address_only_the_network_is_logged(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("from a.b+c@example.org: refused", "from [e-mail]: refused"),
        ("سارة@example.org", "[e-mail]"),
        ("/search/?q=هيت&lang=ar was slow", "/search/?[query] was slow"),
        ("/admin/password_reset/confirm/MQ/abc12-0123456789abcdef0123456789abcdef/ x", None),
        ("Is it done? Yes", "Is it done?[query] Yes"),
        ("12 pages repaired", "12 pages repaired"),
    ],
)
def test_what_a_message_loses(text, left):
    if left is None:
        assert scrubbed(text) == "/admin/password_reset/confirm/MQ/[token] x"
    else:
        assert scrubbed(text) == left


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError(CANARY), "ValueError"),
        (KeyError("summary"), "KeyError: 'summary'"),
        (KeyError("a title"), "KeyError"),
        (FileNotFoundError(2, "No such file", CANARY), "FileNotFoundError: No such file"),
        (ImproperlyConfigured("PORT is not set"), "ImproperlyConfigured: PORT is not set"),
        (UnicodeEncodeError("ascii", CANARY, 0, 1, "no"), "UnicodeEncodeError"),
    ],
)
def test_of_an_exception_only_what_is_about_code_is_logged(error, text):
    assert described(error) == text


def into_each_other(depth):
    return across(depth) if depth else None


def across(depth):
    return into_each_other(depth)


def test_a_fault_that_is_too_deep_is_a_line_of_bounded_length(log):
    """Before, 280 KB for each."""
    logger = logging.getLogger("core")
    try:
        into_each_other(10_000)
    except RecursionError as error:
        logger.exception("Failed: %s", "long " * 100_000, exc_info=error)
    (line,) = lines(log)
    assert len(log.getvalue()) < 25_000
    assert line["message"].startswith("Failed: long")
    assert "into_each_other" in line["exception"]
    assert line["exception"].splitlines()[-1].startswith("RecursionError")


def test_a_long_message_takes_no_time_and_hides_no_address():
    """A word of 200,000 characters took minutes, from each of its letters to its end."""
    for text in ("a" * 200_000, "/" + "a" * 200_000, "x " * 100_000 + ADDRESS):
        began = time.process_time()
        left = scrubbed(text)
        assert time.process_time() - began < 1
        assert len(left) < LONGEST_MESSAGE + 100
        assert "kanari" not in left
    shifted = [scrubbed("x" * shift + " noise" * 500 + f" {ADDRESS}" * 100) for shift in range(30)]
    assert not [left for left in shifted if "kanari" in left]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_readers_search_for_is_in_no_line(client, log, lang):
    factories.make_story(lang, title=CANARY)
    for path in (f"/{lang}/search/", f"/{lang}/search", f"/{lang}/nothing/"):
        client.get(path, {"q": CANARY, "topic": CANARY, "year": "x", "page": "9"})
    client.get(f"/{lang}/search/?q={CANARY}%ED%A0%80%00%zz")
    found = lines(log)
    assert {"search", "wagtail_serve"} == {line["route"] for line in found if "route" in line}
    assert "Kanarien" not in log.getvalue()
