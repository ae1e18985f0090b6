"""A site that is closed answers 503 to everybody, in their language, and the CMS is open."""

import pytest
from django.test import Client

from api.push import lane
from core.models import SecurityEvent
from core.public import closed
from tests import factories
from tests.signing_in import let_proof_grow_old, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]


@pytest.fixture
def story(photo):
    return factories.make_story(title="A march", lead_image=photo)


@pytest.fixture
def is_closed(story, data):
    closed.close()


def addresses(story, photo):
    return [
        "/", "/en/", "/ar/", story.url, f"/api/v1/news/{story.work}/en/", "/api/v1/",
        "/api/v1/docs/", "/feeds/en/news.rss", f"/embed/{story.work}/en/",
        f"/oembed/?url=http://testserver{story.url}",
        "/sitemap.xml", "/robots.txt", photo.renditions.first().url, "/documents/1/report.pdf",
        "/en/search/?q=march", "/nothing/", "/s/xyz",
    ]  # fmt: skip


def test_nothing_is_public(is_closed, story, photo, client):
    for address in addresses(story, photo):
        answer = client.get(address)
        assert answer.status_code == 503, address
        assert b"A march" not in answer.content
        assert answer["Retry-After"] == "600"
        assert answer["Cache-Control"] == "no-store"


def test_what_was_cached_before_is_not_answered(story, photo, client):
    found = addresses(story, photo)
    for address in found:
        client.get(address)
    closed.close()
    assert {client.get(address).status_code for address in found} == {503}
    closed.reopen()
    assert client.get(story.url).status_code == 200


@pytest.mark.parametrize(
    ("address", "accepts", "sentence"),
    [
        ("/en/", "ar", "It is being restored after a fault"),
        ("/ar/", "en", "تجري استعادته بعد عطل"),
        ("/", "ar", "تجري استعادته بعد عطل"),
        ("/api/v1/news/", "en", "The site is being restored after a fault"),
        ("/api/v1/news/", "ar", "تجري استعادة الموقع بعد عطل"),
    ],
)
def test_the_sentence_is_in_the_language_of_the_address_or_the_reader(
    is_closed, client, address, accepts, sentence
):
    answer = client.get(address, headers={"Accept-Language": accepts})
    assert sentence in (answer.json()["detail"] if "api" in address else answer.content.decode())


def test_the_api_answers_a_problem(is_closed, client):
    answer = client.get("/api/v1/news/")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"].endswith("#unavailable")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_hosts_of_old_sites_redirect_nobody(is_closed, settings, client):
    settings.OLD_SITES = {"en": ("http://old.example",)}
    for address in ("/2019/05/a-march/", "/api/v1/", "/feed/"):
        assert client.get(address, headers={"Host": "old.example"}).status_code == 503


def test_probes_and_the_cms_go_on(is_closed, client, story):
    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert client.get("/admin/login/").status_code == 200
    sign_in(client, "Communications")
    assert client.get(f"/admin/pages/{story.pk}/edit/").status_code == 200


def test_partners_servers_are_not_notified(is_closed, monkeypatch):
    monkeypatch.setattr(lane, "announce_some", lambda pace: pytest.fail("announced"))
    monkeypatch.setattr(lane, "is_behind", lambda: pytest.fail("asked"))
    lane.PushLane().look()


def test_an_administrator_opens_it_in_the_cms_after_a_proof(is_closed, story, client):
    sign_in(client, "Administrators")
    page = client.get("/admin/health/").content.decode()
    assert "Open the site" in page
    let_proof_grow_old(client)
    asked = client.post("/admin/health/", {"reopen": "1"})
    assert asked.status_code == 403
    assert closed.is_closed()
    sign_in(client, "Administrators")
    client.post("/admin/health/", {"reopen": "1"})
    assert not closed.is_closed()
    assert SecurityEvent.objects.filter(kind="reopened").exists()
    assert Client().get(story.url).status_code == 200


def test_nobody_else_opens_it(is_closed, client):
    sign_in(client, "Communications")
    client.post("/admin/health/", {"reopen": "1"})
    assert closed.is_closed()
