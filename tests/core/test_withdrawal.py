"""What is withdrawn, or was never public, is not revealed: not by redirects, not by files."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


def redirect_to(page, old_path):
    Redirect.objects.create(old_path=old_path, redirect_page=page, is_permanent=True)


def test_an_old_address_leads_to_the_new_one_while_that_is_public(client):
    story = factories.make_story("ar", title="اسم جديد")
    redirect_to(story, "/ar/news/old")
    answer = client.get("/ar/news/old/")
    assert (answer.status_code, answer.url) == (301, story.url)


def test_an_old_address_does_not_reveal_the_slug_of_a_draft(client):
    story = factories.make_story(slug="secret-name", live=False)
    redirect_to(story, "/en/news/old")
    assert client.get("/en/news/old/").status_code == 404


def test_an_old_address_does_not_reveal_the_slug_of_a_restricted_page(client):
    story = factories.make_story(slug="secret-name")
    PageViewRestriction.objects.create(page=story, restriction_type=PageViewRestriction.LOGIN)
    redirect_to(story, "/en/news/old")
    answer = client.get("/en/news/old/")
    assert answer.status_code == 410
    assert "secret-name" not in answer.content.decode()


@pytest.mark.parametrize("host", ["testserver", "localhost", "127.0.0.1"])
@pytest.mark.parametrize("base", ["http://testserver", "http://localhost", "//127.0.0.1"])
def test_an_old_address_does_not_reveal_it_by_another_name_of_this_site(client, host, base):
    factories.make_story(slug="secret-name", live=False)
    link = f"{base}/en/news/secret-name/"
    Redirect.objects.create(old_path="/en/news/old", redirect_link=link)
    assert client.get("/en/news/old/", headers={"Host": host}).status_code == 404


def test_staffs_redirects_to_other_sites_are_followed(client):
    Redirect.objects.create(old_path="/old", redirect_link="https://example.org/new")
    assert client.get("/old/").url == "https://example.org/new"


@pytest.fixture
def report(db):
    return factories.make_document("Secret plan", content=b"%PDF-1.7", name="plan.pdf")


def test_a_document_is_served_while_a_public_page_leads_to_it(client, report):
    story = factories.make_story(body=[("document", {"document": report, "text": ""})])
    assert client.get(report.url).status_code == 200
    story.unpublish()
    assert client.get(report.url).status_code == 404


def test_a_document_that_no_public_page_leads_to_is_for_staff_alone(client, report):
    factories.make_story(live=False, body=[("document", {"document": report, "text": ""})])
    assert client.get(report.url).status_code == 404
    client.force_login(factories.make_user("Communications"))
    assert client.get(report.url).status_code == 200


def test_posting_to_a_page_is_answered_with_the_methods_that_are_allowed(client):
    answer = client.post("/en/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_there_is_no_second_way_to_sign_in(client):
    assert client.get("/en/_util/login/").status_code == 404


def test_a_404_outside_the_languages_declares_that_it_follows_the_browser(client):
    assert "Accept-Language" in client.get("/nothing/")["Vary"]
    assert "Accept-Language" not in client.get("/en/nothing/").get("Vary", "")
