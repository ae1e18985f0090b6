"""A session that ended while somebody was typing: nothing typed is lost, and nothing is forged."""

import html
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import Topic, User
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, paragraphs, story_form
from tests.signing_in import FACTOR, code_for, give_app

pytestmark = pytest.mark.django_db

TITLE = "ورشة في هيت <b>&"
PASSWORD = "a long password"  # what `make_user` gives everybody
TYPED = {"username": "editor@example.org", "password": PASSWORD}
JSON = {"Accept": "application/json"}


@pytest.fixture
def editor() -> User:
    return factories.make_user("Communications", email="editor@example.org")


@pytest.fixture
def browser(editor) -> Client:
    """A browser whose session has ended; its token against forged requests is still there."""
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")
    return client


def token(client: Client) -> str:
    return str(client.cookies["csrftoken"].value)


def fields_of(response: Any) -> dict[str, str]:
    page = BeautifulSoup(response.content, "html.parser")
    return {field["name"]: field.get("value", "") for field in page.select("form input[name]")}


def sign_in(client: Client, response: Any, password: str = PASSWORD) -> Any:
    """Send the sign-in form that `response` shows and, after a right password, the code."""
    user = User.objects.get(email="editor@example.org")
    give_app(user)
    typed = {"username": user.email, "password": password}
    answer = client.post("/admin/login/", fields_of(response) | typed)
    if 'name="code"' not in answer.content.decode():
        return answer
    return client.post(FACTOR, fields_of(answer) | {"code": code_for(user)})


def story(client: Client) -> tuple[str, dict[str, Any]]:
    """The address of a new story's form, and what somebody typed there."""
    here = add_address("news/newspage", factories.news_index("ar"))
    typed = story_form(TITLE, body=paragraphs("سطر أول")) | {"csrfmiddlewaretoken": token(client)}
    return here, typed


def send_again(client: Client, response: Any) -> Any:
    page = BeautifulSoup(response.content, "html.parser")
    return client.post(page.select_one("form")["action"], fields_of(response))


def test_a_page_is_saved_after_signing_in_again(browser):
    here, typed = story(browser)
    response = browser.post(here, typed)
    assert "you were signed out" in response.content.decode()
    assert not NewsPage.objects.exists()
    back = sign_in(browser, response)
    assert "Your text is kept on this page" in back.content.decode()
    assert html.escape(TITLE) in back.content.decode()
    assert send_again(browser, back).status_code == 302
    assert NewsPage.objects.get().title == TITLE


def test_a_wrong_password_in_between_loses_nothing(browser):
    here, typed = story(browser)
    response = sign_in(browser, browser.post(here, typed), "wrong")
    assert send_again(browser, sign_in(browser, response)).status_code == 302
    assert NewsPage.objects.get().title == TITLE


def test_other_forms_come_back_too(browser):
    factories.make_user()
    typed = {
        "name_en": "Water",
        "name_ar": "الماء",
        "slug": "",
        "csrfmiddlewaretoken": token(browser),
    }
    back = sign_in(browser, browser.post("/admin/snippets/core/topic/add/", typed))
    send_again(browser, back)
    assert Topic.objects.filter(name_en="Water").exists()


def test_texts_of_a_translation_come_back(browser):
    draft = factories.begin_translation(factories.make_story(title="Water"))
    segment = factories.translation_of(draft).source.stringsegment_set.first()
    typed = {
        f"text-{segment.pk}": "الماء",
        "action": "texts",
        "csrfmiddlewaretoken": token(browser),
    }
    back = sign_in(browser, browser.post(f"/admin/pages/{draft.pk}/edit/", typed))
    assert "الماء" in back.content.decode()


def test_passwords_and_files_are_not_held(browser, jpeg_bytes):
    sent = {
        "title": "نهر دجلة",
        "file": SimpleUploadedFile("river.jpg", jpeg_bytes, "image/jpeg"),
        "password1": "a secret of hers",
        "csrfmiddlewaretoken": token(browser),
    }
    response = browser.post("/admin/images/add/", sent)
    assert "a secret of hers" not in response.content.decode()
    assert "نهر دجلة" in sign_in(browser, response).content.decode()


def test_scripts_learn_why_nothing_was_saved_and_autosave_goes_on_trying(browser):
    here, typed = story(browser)
    response = browser.post(here, typed, headers=JSON)
    assert response.status_code == 403
    assert response.json()["error_code"] == "locked"
    assert "signed out" in response.json()["error_message"]


def test_what_was_held_is_sent_to_no_other_site(browser, editor):
    give_app(editor)
    here, typed = story(browser)
    fields = fields_of(browser.post(here, typed)) | {"next": "https://evil.example/admin/"}
    fields = fields_of(browser.post("/admin/login/", fields | TYPED))
    sent = fields | {"code": code_for(editor), "next": "https://evil.example/admin/"}
    assert browser.post(FACTOR, sent)["Location"] == "/admin/"


def test_a_form_from_before_signing_in_again_elsewhere_comes_back_with_a_new_token(browser, editor):
    here, typed = story(browser)
    browser.force_login(editor)  # in another window
    browser.cookies["csrftoken"] = "x" * 32
    response = browser.post(here, typed, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    browser.cookies["csrftoken"] = response.cookies["csrftoken"].value
    fields = fields_of(response)
    assert browser.post(here, fields).status_code == 302
    assert NewsPage.objects.get().title == TITLE


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}], ids=["none", "other"])
def test_a_form_from_elsewhere_is_refused_and_nothing_of_it_is_shown(browser, editor, headers):
    here, typed = story(browser)
    browser.force_login(editor)
    typed["csrfmiddlewaretoken"] = "x" * 64
    response = browser.post(here, typed, headers=headers)
    assert response.status_code == 403
    assert html.escape(TITLE) not in response.content.decode()
    assert not fields_of(response)
    assert not NewsPage.objects.exists()


def test_recovery_codes_that_are_reloaded_are_no_text_to_be_saved(browser, editor):
    """The form that led to them is sent again, with a token from before the sign-in."""
    browser.force_login(editor)
    sent = {"name": "phone", "code": "123456", "csrfmiddlewaretoken": "x" * 64}
    headers = {"Origin": "http://testserver"}
    answer = browser.post("/admin/login/enrol/", sent, headers=headers, follow=True)
    assert answer.redirect_chain == [("/admin/", 302)]
    assert "You are signed in already" in answer.content.decode()


def test_a_sign_in_form_with_an_old_token_is_shown_anew(browser):
    sent = {"code": "123456", "csrfmiddlewaretoken": "x" * 64}
    answer = browser.post(FACTOR, sent, headers={"Origin": "http://testserver"})
    assert (answer.status_code, answer["Location"]) == (302, FACTOR)
