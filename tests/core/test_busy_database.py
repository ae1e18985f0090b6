"""While the database is busy: 503, in the right language, and what was typed comes back."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from core.models import PublishedItem
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, paragraphs, story_form
from tests.locks import busy_for_readers, busy_for_writers

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = 'ورشة في هيت "للمياه" <b>&'


@pytest.fixture
def editor() -> Client:
    """A browser in which somebody is signed in, with a token of its own."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(factories.make_user("Communications"))
    client.get("/admin/login/")
    client.get("/admin/account/")
    assert token(client)
    return client


def token(client: Client) -> str:
    return str(client.cookies["csrftoken"].value)


def address() -> str:
    return add_address("news/newspage", factories.news_index("ar"))


def form(client: Client, **fields: Any) -> dict[str, Any]:
    shown = {"body": paragraphs("سطر أول"), "action-publish": "yes"}
    return story_form(TITLE, **shown | fields) | {"csrfmiddlewaretoken": token(client)}


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields_of(page: BeautifulSoup) -> dict[str, str]:
    return {field["name"]: field["value"] for field in page.select("form input[name]")}


def test_what_an_editor_typed_comes_back_and_is_published_by_pressing_the_button(editor):
    here = address()
    with busy_for_writers():
        response = editor.post(here, form(editor))
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    page = page_of(response)
    assert "nothing was saved" in page.get_text()
    assert not NewsPage.objects.exists()
    assert editor.cookies["sessionid"].value  # nobody is signed out by it
    sent_again = editor.post(here, fields_of(page))
    assert sent_again.status_code == 302
    assert NewsPage.objects.get().title == TITLE
    assert PublishedItem.objects.public().get(type="news").title == TITLE


def test_every_field_comes_back_as_it_was_sent_and_nothing_of_it_is_markup(editor):
    sent = form(editor, summary="سطر\r\nآخر </textarea><script>alert(1)</script>")
    with busy_for_writers():
        page = page_of(editor.post(address(), sent))
    back = fields_of(page)
    back.pop("csrfmiddlewaretoken"), sent.pop("csrfmiddlewaretoken")
    assert back == {name: str(value) for name, value in sent.items()}
    assert not page.select("script")


def test_the_text_can_be_read_and_copied_rich_text_included(editor):
    typed = json.loads(rich_text("<p>مياه دجلة</p><p>والفرات</p>"))
    sent = form(editor) | {"body-0-value": json.dumps(typed)}
    with busy_for_writers():
        page = page_of(editor.post(address(), sent))
    texts = [text.get_text() for text in page.select("details p")]
    assert TITLE in texts
    assert "مياه دجلةوالفرات" in texts
    assert "2019-06-07 10:00" not in texts


@pytest.mark.parametrize(
    ("lang", "message"), [("en", "nothing was saved"), ("ar", "لم يُحفظ شيء")], ids=["en", "ar"]
)
def test_the_page_is_in_the_language_in_which_the_editor_works(editor, lang, message):
    user = factories.make_user("Communications")
    UserProfile.objects.create(user=user, preferred_language=lang)
    editor.force_login(user)
    with busy_for_writers():
        response = editor.post(address(), form(editor), headers={"Accept-Language": "fr"})
    page = page_of(response)
    assert page.html["lang"] == lang == response["Content-Language"]
    assert message in page.get_text()


def test_passwords_are_not_in_the_page_which_explains_that(editor):
    editor.force_login(factories.make_user(is_superuser=True))
    sent = {
        "email": "new@example.org",
        "first_name": "Noor",
        "last_name": "Ali",
        "password1": "a secret of hers",
        "password2": "a secret of hers",
        "csrfmiddlewaretoken": token(editor),
    }
    with busy_for_writers():
        response = editor.post("/admin/users/new/", sent)
    assert response.status_code == 503
    assert "a secret of hers" not in response.content.decode()
    page = page_of(response)
    assert fields_of(page)["email"] == "new@example.org"
    assert "Passwords are never kept" in page.get_text()


def test_files_are_named_because_they_cannot_be_returned(editor, jpeg_bytes):
    sent = {
        "title": "نهر",
        "file": SimpleUploadedFile("نهر.jpg", jpeg_bytes, "image/jpeg"),
        "collection": "1",
        "csrfmiddlewaretoken": token(editor),
    }
    with busy_for_writers():
        response = editor.post("/admin/images/add/", sent)
    page = page_of(response)
    assert response.status_code == 503
    assert [item.get_text() for item in page.select("form li")] == ["نهر.jpg"]
    assert page.form["enctype"] == "multipart/form-data"
    assert fields_of(page)["title"] == "نهر"


@pytest.mark.parametrize("given", [{}, {"csrfmiddlewaretoken": "x" * 64}], ids=["none", "wrong"])
def test_another_sites_form_is_refused_and_never_given_back_with_a_token(editor, given):
    here, sent = address(), form(editor)
    sent.pop("csrfmiddlewaretoken")
    with busy_for_readers():
        response = editor.post(here, sent | given)
    assert response.status_code == 403
    assert "للمياه" not in response.content.decode()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_autosave_explains_the_failure_in_the_form_and_the_text_remains(editor, lang):
    user = factories.make_user("Communications")
    UserProfile.objects.create(user=user, preferred_language=lang)
    editor.force_login(user)
    sent = form(editor)
    with busy_for_writers():
        response = editor.post(address(), sent, headers={"Accept": "application/json"})
    assert response.status_code == 503
    assert response["Content-Type"] == "application/json"
    answer = response.json()
    assert answer["success"] is False
    # Wagtail shows the message of this code, and saves again with the next change.
    assert answer["error_code"] == "locked"
    assert ("busy" if lang == "en" else "مشغولة") in answer["error_message"]


def test_a_dialogs_request_is_answered_without_a_page(editor):
    page = factories.make_story()
    with busy_for_writers():
        response = editor.post(
            f"/admin/pages/{page.pk}/privacy/",
            {"restriction_type": "login", "csrfmiddlewaretoken": token(editor)},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
    assert (response.status_code, response["Content-Type"]) == (503, "application/json")


@pytest.mark.parametrize(
    ("path", "lang", "message"),
    [("/en/", "en", "try again"), ("/ar/", "ar", "المحاولة"), ("/en/news/", "en", "try again")],
)
def test_readers_are_asked_in_the_language_of_the_address(client, path, lang, message):
    client.raise_request_exception = False
    with busy_for_readers():
        response = client.get(path, headers={"Accept-Language": "fr"})
    page = page_of(response)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert page.html["lang"] == lang
    assert message in page.get_text()
    assert not page.select("form")


@pytest.mark.parametrize(
    ("lang", "title"),
    [("en", "The API is not available"), ("ar", "الواجهة البرمجية غير متاحة")],
    ids=["en", "ar"],
)
def test_the_api_answers_a_problem_with_the_time_to_ask_again(client, lang, title):
    with busy_for_readers():
        response = client.get("/api/v1/news/", headers={"Accept-Language": lang})
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert (response["Retry-After"], response["Cache-Control"]) == ("5", "no-store")
    problem = response.json()
    assert problem["status"] == 503
    assert problem["type"].endswith("#unavailable")
    assert problem["title"].startswith(title)
    assert response["Access-Control-Allow-Origin"] == "*"


def test_readyz_reports_that_the_database_does_not_answer(client):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL answers while a table is locked")
    with busy_for_readers():
        assert client.get("/livez").status_code == 200
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable"}


def test_a_fault_of_the_program_is_not_passed_off_as_a_busy_database(client, monkeypatch):
    def broken(*_args: object, **_kwargs: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM no_such_table")

    monkeypatch.setattr("core.public.serving.is_unknown", broken)
    monkeypatch.setattr("api.listing.read_published", broken)
    client.raise_request_exception = False
    assert client.get("/en/nothing/").status_code == 500
    assert client.get("/api/v1/news/").status_code == 500
