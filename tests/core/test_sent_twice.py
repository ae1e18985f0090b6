"""The form of a new page that is sent twice makes one page, and nothing typed since is lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from wagtail.test.utils.form_data import rich_text, streamfield

from core.models import PublishedItem, User
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, story_form
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

JSON = {"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def editor() -> User:
    return factories.make_user(roles.COMMUNICATIONS)


@pytest.fixture
def browser(client: Client, editor) -> Client:
    client.force_login(editor)
    return client


def address(lang: str = "en") -> str:
    return add_address("news/newspage", factories.news_index(lang))


def opened(browser: Client, **fields: Any) -> dict[str, Any]:
    """The form of a new story as a browser would send it, with what its scripts add."""
    page = BeautifulSoup(browser.get(address()).content, "html.parser")
    body = streamfield([("paragraph", rich_text("<p>Text</p>"))]) | {"0-id": "a" * 8}
    form = story_form("Typed", **{"body": body} | fields)
    return form | {"new_page": page.select_one("input[name=new_page]")["value"]}


def stories() -> list[NewsPage]:
    return list(NewsPage.objects.order_by("pk"))


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_it_leads_to_the_page_that_it_made(browser, button):
    """Stock: two pages."""
    form = opened(browser) | ({button: "1"} if button else {})
    assert browser.post(address(), form).status_code == 302
    [story] = stories()
    before = story.revisions.count()
    again = browser.post(address(), form, follow=True)
    assert again.redirect_chain == [(f"/admin/pages/{story.pk}/edit/", 302)]
    assert "was not made twice" in again.content.decode()
    assert stories() == [story]
    assert story.revisions.count() == before
    assert story.workflow_states.count() == (button == "action-submit")


def test_what_was_typed_since_comes_back_beside_it(browser):
    form = opened(browser)
    browser.post(address(), form)
    [story] = stories()
    answer = browser.post(address(), form | {"summary": "Another summary"})
    assert answer.status_code == 200
    assert "Not saved: there is a newer version" in answer.content.decode()
    assert "Another summary" in answer.content.decode()
    assert f'action="/admin/pages/{story.pk}/edit/"' in answer.content.decode()
    assert stories() == [story]
    assert story.get_latest_revision_as_object().summary == ""


def test_what_was_pressed_since_is_done(browser):
    """Autosave has made the page a moment before “Publish” is pressed in the same form."""
    form = opened(browser)
    browser.post(address(), form)
    browser.post(address(), form | {"action-publish": "1"})
    [story] = stories()
    assert story.live
    assert PublishedItem.objects.public().filter(page_id=story.pk).exists()


def test_autosave_that_had_no_answer_goes_on_with_the_page(browser):
    form = opened(browser)
    first = browser.post(address(), form, headers=JSON).json()
    second = browser.post(address(), form | {"summary": "More"}, headers=JSON).json()
    assert second["success"]
    assert (second["pk"], second["hydrate_url"]) == (first["pk"], first["hydrate_url"])
    [story] = stories()
    assert story.get_latest_revision_as_object().summary == "More"


def test_autosave_does_not_overwrite_a_colleague(browser):
    form = opened(browser)
    browser.post(address(), form, headers=JSON)
    [story] = stories()
    theirs = story.get_latest_revision_as_object()
    theirs.summary = "Theirs"
    theirs.save_revision(user=factories.make_user(roles.COMMUNICATIONS))
    assert not browser.post(address(), form, headers=JSON).json()["success"]
    assert stories()[0].get_latest_revision_as_object().summary == "Theirs"


def test_two_forms_make_two_pages(browser):
    for _ in range(2):
        browser.post(address(), opened(browser))
    assert len(stories()) == 2


def test_a_form_that_was_refused_stays_the_same_form(browser):
    form = opened(browser) | {"action-publish": "1"}
    refused = browser.post(address(), form | {"title": ""})
    page = BeautifulSoup(refused.content, "html.parser")
    assert page.select_one("input[name=new_page]")["value"] == form["new_page"]
    assert not stories()


@pytest.mark.parametrize("kind", ["no token", "garbled", "a colleague's", "another language's"])
def test_a_forged_token_joins_nothing(browser, kind):
    """It becomes the id of a work: nobody chooses one, so that no page joins another's work."""
    work = factories.make_story("ar")
    form = opened(browser)
    if kind == "a colleague's":
        form["new_page"] = opened(signed_in(roles.COMMUNICATIONS))["new_page"]
    else:
        form["new_page"] = {"garbled": "x", "another language's": str(work.translation_key)}.get(
            kind, ""
        )
    for _ in range(2):
        assert browser.post(address(), form).status_code == 302
    made = [story for story in stories() if story.title == "Typed"]
    assert len({story.translation_key for story in [*made, work]}) == 3


def test_a_form_that_is_sent_to_the_other_language_joins_nothing(browser):
    """Two pages with one id would be a pair, past what is asked before pages become one."""
    form = opened(browser)
    for lang in ("en", "ar"):
        assert browser.post(address(lang), form).status_code == 302
    first, second = stories()
    assert first.locale != second.locale
    assert first.translation_key != second.translation_key


def test_a_page_that_was_deleted_is_made_anew(browser):
    form = opened(browser) | {"action-publish": "1"}
    browser.post(address(), form)
    [first] = stories()
    first.delete()
    assert browser.post(address(), form).status_code == 302
    [second] = stories()
    assert second.live
    assert second.translation_key != first.translation_key


@pytest.mark.django_db(transaction=True)
def test_two_that_are_sent_at_once_make_one_page(editor):
    first, second = Client(), Client()
    for each in (first, second):
        each.force_login(editor)
    form = opened(first)

    def send(each: Client) -> int:
        try:
            return each.post(address(), form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(send, (first, second))) == {302}
    assert len(stories()) == 1
