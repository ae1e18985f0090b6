"""Who tried too often reads how long to wait now, wherever it was tried."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from core.models import Attempt, User
from tests import factories
from tests.security.inviting import INVITATION, enter_invitation, enter_password
from tests.signing_in import FACTOR, give_app, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

AGAIN, RESET = "/admin/login/again/", "/admin/password_reset/"


@pytest.fixture
def person() -> User:
    return factories.make_user("Communications")


def pass_time(minutes: float) -> None:
    Attempt.objects.update(counts_until=F("counts_until") - timedelta(minutes=minutes))


def codes(client: Client, person: User) -> Any:
    give_app(person)
    if client.get(FACTOR).status_code == 302:
        enter_password(client, person)
    return client.post(FACTOR, {"code": "000000"})


def passwords(client: Client, person: User) -> Any:
    if not client.session.get("_auth_user_id"):
        client.force_login(person)
    return client.post(AGAIN, {"password": "wrong"})


def invitations(client: Client, _person: User) -> Any:
    enter_invitation(client, "AAAA")
    return client.post(INVITATION, {"code": "AAAA"})


def resets(client: Client, person: User) -> Any:
    return client.post(RESET, {"email": person.email})


def tried_too_often(client: Client, person: User, attempt: Any) -> str:
    for _number in range(40):
        text: str = attempt(client, person).content.decode()
        if "Too many" in text:
            return text
    raise AssertionError("There is no limit.")


@pytest.mark.parametrize(
    ("attempt", "minutes", "rest"),
    [
        (codes, 15, "or use a passkey"),
        (passwords, 15, "wrong passwords"),
        (invitations, 15, "Too many attempts"),
        (resets, 60, "Too many requests"),
    ],
)
def test_the_time_that_is_left_is_shown(client, person, attempt, minutes, rest):
    text = tried_too_often(client, person, attempt)
    assert rest in text
    assert f"Try again in {minutes} minutes" in text
    pass_time(minutes - 4.5)
    assert "Try again in 5 minutes" in attempt(client, person).content.decode()
    pass_time(4)
    seconds = attempt(client, person).content.decode().partition("Try again in ")[2].split()
    assert 0 < int(seconds[0]) <= 30
    assert seconds[1].startswith("second")


def test_the_own_password_is_limited_in_the_same_words(client):
    user = sign_in(client, "Communications")
    tried_too_often(client, user, passwords)
    pass_time(12)
    form = {
        "name_email-first_name": "S", "name_email-last_name": "A", "name_email-email": user.email,
        "locale-preferred_language": "en", "locale-current_time_zone": "",
        "theme-theme": "system", "theme-contrast": "system", "theme-density": "default",
        "password-old_password": "a long password",
        "password-new_password1": "correct horse b s",
        "password-new_password2": "correct horse b s",
    }  # fmt: skip
    page = client.post("/admin/account/", form).content.decode()
    assert "Try again in 3 minutes" in page
