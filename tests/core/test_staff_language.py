"""Whose language the CMS speaks: the browser's until the first sign-in, then each person's own."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.accounts.password_reset import make_email
from core.models import QueuedEmail
from tests import factories
from tests.signing_in import sign_in_by_form

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ENGLISH, ARABIC = {"Accept-Language": "en-GB"}, {"Accept-Language": "ar-IQ,ar;q=0.9,en;q=0.5"}
STRANGERS_SCREENS = ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/done/"]


def page_language(response) -> str:
    assert (
        response["Content-Language"] == BeautifulSoup(response.content, "html.parser").html["lang"]
    )
    return response["Content-Language"]


def preference(user) -> str:
    return UserProfile.objects.get(user=user).preferred_language


def person_with(lang: str):
    user = factories.make_user("Communications")
    UserProfile.objects.create(user=user, preferred_language=lang)
    return user


@pytest.mark.parametrize(("headers", "lang"), [(ARABIC, "ar"), (ENGLISH, "en"), ({}, "en")])
@pytest.mark.parametrize("address", STRANGERS_SCREENS)
def test_a_stranger_sees_the_language_of_the_browser(client, address, headers, lang):
    assert page_language(client.get(address, headers=headers)) == lang


@pytest.mark.parametrize(
    ("headers", "lang"), [(ARABIC, "ar"), (ENGLISH, "en"), ({"Accept-Language": "de"}, "en")]
)
def test_the_browsers_language_becomes_ones_own_at_the_first_sign_in(client, headers, lang):
    user = factories.make_user("Communications")
    sign_in_by_form(client, user.email, "a long password", headers=headers)
    assert preference(user) == lang
    assert page_language(client.get("/admin/", headers=ENGLISH)) == lang


def test_a_colleagues_cookie_does_not_decide_for_whoever_signs_in_first(client):
    colleague = person_with("ar")
    client.force_login(colleague)
    client.get("/admin/")
    client.post("/admin/logout/")
    newcomer = factories.make_user("Communications")
    sign_in_by_form(client, newcomer.email, "a long password", headers=ENGLISH)
    assert preference(newcomer) == "en"


def test_ones_own_language_stays_whatever_browser_one_signs_in_from(client):
    user = person_with("ar")
    sign_in_by_form(client, user.email, "a long password", headers=ENGLISH)
    assert preference(user) == "ar"
    assert page_language(client.get("/admin/", headers=ENGLISH)) == "ar"


@pytest.mark.parametrize("address", STRANGERS_SCREENS)
def test_ones_own_language_stays_after_signing_out(client, address):
    client.force_login(person_with("ar"))
    client.get("/admin/", headers=ENGLISH)
    goodbye = client.post("/admin/logout/", headers=ENGLISH, follow=True)
    assert "تم تسجيل الخروج" in goodbye.content.decode()
    assert page_language(client.get(address, headers=ENGLISH)) == "ar"


def test_the_cookie_is_for_the_cms_alone(client):
    client.force_login(person_with("ar"))
    cookie = client.get("/admin/").cookies["django_language"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")
    assert "django_language" not in client.get("/admin/").cookies


@pytest.mark.parametrize(
    "address", ["/admin/nothing-here/", "/admin/pages/999999/edit/", "/admin/jsi18n/"]
)
def test_error_pages_and_scripts_are_in_ones_own_language_too(client, address):
    client.force_login(person_with("ar"))
    assert client.get(address, headers=ENGLISH)["Content-Language"] == "ar"


@pytest.mark.parametrize(("before", "after"), [("en", "ar"), ("ar", "en")])
def test_a_change_in_ones_account_takes_effect_at_once(client, before, after):
    user = person_with(before)
    client.force_login(user)
    client.get("/admin/")
    form = {
        "name_email-first_name": "Sara", "name_email-last_name": "A",
        "name_email-email": user.email, "locale-preferred_language": after,
        "locale-current_time_zone": "", "theme-theme": "system", "theme-contrast": "system",
        "theme-density": "default",
    }  # fmt: skip
    saved = client.post(reverse("wagtailadmin_account"), form, follow=True)
    assert preference(user) == after
    assert page_language(saved) == after
    message = BeautifulSoup(saved.content, "html.parser").select_one(".messages .success").text
    assert ("حُفظت إعداداتكم" in message) == (after == "ar")
    client.post("/admin/logout/")
    assert page_language(client.get("/admin/login/")) == after


def test_the_e_mail_for_a_forgotten_password_is_in_ones_own_language(client):
    user = person_with("ar")
    client.post("/admin/password_reset/", {"email": user.email}, headers=ENGLISH)
    email = make_email(QueuedEmail.objects.get().content)
    assert "كلمة مرور جديدة" in email.body
