"""Codes of an app whose clock is wrong: what is accepted, and what a refusal reveals."""

import pytest
from django.test import Client

from cms.accounts.factors.codes import step_now
from cms.accounts.factors.one_time import code_of
from core.models import User
from tests import factories
from tests.signing_in import FACTOR, SECRET, give_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    user = factories.make_user("Communications")
    give_app(user)
    return user


def begin(client: Client, user: User) -> None:
    """Send the right password."""
    client.post("/admin/login/", {"username": user.email, "password": "a long password"})


def enter(client: Client, code: str) -> str:
    """Send a code; return the page, or "" if it was right."""
    answer = client.post(FACTOR, {"code": code})
    return "" if answer.status_code == 302 else answer.content.decode()


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize("away", [-1, 1])
def test_a_clock_may_be_half_a_minute_wrong(client, person, away):
    begin(client, person)
    assert enter(client, code_of(SECRET, step_now() + away)) == ""


@pytest.mark.parametrize("away", [-12, 8])
def test_a_clock_that_is_minutes_wrong_is_named_as_the_reason(client, person, away):
    begin(client, person)
    assert "clock of your phone" in enter(client, code_of(SECRET, step_now() + away))
    assert not is_signed_in(client)


def test_a_code_that_was_named_right_for_later_is_refused_later(client, person, settings):
    """Before: a guess was one at all codes of the next ten minutes, seven times as many."""
    begin(client, person)
    later = step_now() + 3
    assert "clock of your phone" in enter(client, code_of(SECRET, later))
    settings.MFA_TOTP_TOLERANCE = 5  # as if its time had come
    assert "used already" in enter(client, code_of(SECRET, later))
    assert not is_signed_in(client)
    assert enter(client, code_of(SECRET, later + 1)) == ""
