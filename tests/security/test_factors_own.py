"""The screen on which people see to their own factors."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.factors import codes, enrolment
from cms.accounts.factors.codes import step_now
from cms.accounts.factors.one_time import code_of
from core.models import SecurityEvent, User
from tests import factories
from tests.signing_in import give_app, let_proof_grow_old, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OWN = "/admin/account/factors/"


@pytest.fixture
def person() -> User:
    user = factories.make_user("Communications")
    give_app(user)
    return user


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_the_own_screen_lists_devices_with_names_and_last_use(client):
    user = sign_in(client, "Communications")
    app = give_app(user)
    app.data["name"] = "هاتف سارة"
    app.save()
    page = client.get(OWN).content.decode()
    assert "هاتف سارة" in page
    assert "never" in page
    codes.use_step(app, step_now())
    assert "never" not in client.get(OWN).content.decode()
    assert 'name="remove"' not in page  # it is the last one


def test_the_list_asks_as_many_queries_for_many_devices_as_for_one(client):
    user = sign_in(client, "Communications")
    give_app(user)
    client.get(OWN)
    with CaptureQueriesContext(connection) as few:
        client.get(OWN)
    for number in range(5):
        make_passkey(user, f"Key {number}")
    with CaptureQueriesContext(connection) as many:
        assert "Key 4" in client.get(OWN).content.decode()
    assert len(many) == len(few)


def make_passkey(user: User, name: str) -> Authenticator:
    """Make the row of a passkey, with which nobody could sign in."""
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def test_a_factor_is_removed_after_a_question_and_other_sessions_end(client):
    user = sign_in(client, "Communications")
    give_app(user)
    key = make_passkey(user, "Old key")
    other = Client()
    other.force_login(user)
    assert "Old key" in client.post(OWN, {"remove": key.pk}).content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()
    client.post(OWN, {"remove": key.pk, "confirmed": "1"})
    assert not Authenticator.objects.filter(pk=key.pk).exists()
    assert is_signed_in(client)
    assert not is_signed_in(other)
    assert SecurityEvent.objects.filter(kind="factor_removed", about_id=user.pk).exists()
    assert [email.to for email in mail.outbox] == [[user.email]]


def test_the_last_factor_is_not_removed(client):
    user = sign_in(client, "Communications")
    app = give_app(user)
    enrolment.new_recovery_codes(user)
    answer = client.post(OWN, {"remove": app.pk, "confirmed": "1"}, follow=True)
    assert "last second factor" in answer.content.decode()
    assert Authenticator.objects.filter(pk=app.pk).exists()


@pytest.mark.parametrize("number", ["", "x", "٣", "99999999999999999999"])
def test_a_factor_that_is_none_of_mine_is_not_found(client, number):
    give_app(sign_in(client, "Communications"))
    assert client.post(OWN, {"remove": number, "confirmed": "1"}).status_code == 404


def test_nobody_removes_a_colleagues_factor(client, person):
    give_app(sign_in(client, "Administrators"))
    key = make_passkey(person, "Theirs")
    assert client.post(OWN, {"remove": key.pk, "confirmed": "1"}).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_factor_is_renamed(client):
    user = sign_in(client, "Communications")
    key = make_passkey(user, "Old key")
    give_app(user)
    assert 'value="Old key"' in client.post(OWN, {"rename": key.pk}).content.decode()
    client.post(OWN, {"rename": key.pk, "name": "مفتاح المكتب"})
    page = client.get(OWN).content.decode()
    assert "مفتاح المكتب" in page
    assert "Old key" not in page
    key.refresh_from_db()
    assert key.data["credential"] == {}


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_factor_keeps_its_name_where_another_one_is_no_name(client, name):
    key = make_passkey(sign_in(client, "Communications"), "Old key")
    assert client.post(OWN, {"rename": key.pk, "name": name}).status_code == 200
    key.refresh_from_db()
    assert key.data["name"] == "Old key"


def test_nobody_renames_a_colleagues_factor(client, person):
    give_app(sign_in(client, "Administrators"))
    key = make_passkey(person, "Theirs")
    assert client.post(OWN, {"rename": key.pk, "name": "Mine"}).status_code == 404
    assert client.post(OWN, {"rename": "x", "name": "Mine"}).status_code == 404


def test_new_recovery_codes_replace_the_earlier_ones_and_are_shown_once(client):
    user = sign_in(client, "Communications")
    give_app(user)
    before = enrolment.new_recovery_codes(user)
    asked = client.post(OWN, {"recovery": "1"}).content.decode()
    assert "The 10 codes that are left stop working" in asked
    assert enrolment.recovery_codes_left(user) == 10
    answer = client.post(OWN, {"recovery": "1", "confirmed": "1"})
    shown = re.findall(r"<code>(\d{5} \d{5})</code>", answer.content.decode())
    assert len(set(shown)) == 10
    assert "no-store" in answer["Cache-Control"]
    assert not set(shown) & set(before)
    assert shown[0] not in client.get(OWN).content.decode()


def test_an_app_is_added_by_the_code_that_it_shows(client):
    user = sign_in(client, "Communications")
    page = client.get(reverse("add_factor")).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    wrong = client.post(reverse("add_factor"), {"name": "هاتف", "code": "000000"})
    assert "This code is wrong" in wrong.content.decode()
    assert 'value="هاتف"' in wrong.content.decode()
    right = {"name": "هاتف", "code": code_of(secret, step_now())}
    assert client.post(reverse("add_factor"), right).status_code == 302
    assert Authenticator.objects.get(user=user, type="totp").data["name"] == "هاتف"
    assert SecurityEvent.objects.filter(kind="factor_added", about_id=user.pk).exists()
    assert "was added" in mail.outbox[0].body


def test_factors_are_seen_after_a_recent_proof_alone(client):
    give_app(sign_in(client, "Communications"))
    let_proof_grow_old(client)
    for address in (OWN, reverse("add_factor")):
        assert client.get(address)["Location"].startswith("/admin/login/again/")
        assert client.post(address, {"recovery": "1"}).status_code == 403
