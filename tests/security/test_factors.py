"""The second factor: nobody is signed in without one, and none is used twice or by others."""

import re

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.accounts.factors import enrolment
from cms.accounts.factors.codes import LIMIT_EVERYWHERE, LIMIT_OF_ACCOUNT, step_now
from cms.accounts.factors.one_time import code_of
from core.models import SecurityEvent, User
from tests import factories
from tests.security.walk import filled, routes
from tests.signing_in import (
    FACTOR,
    SECRET,
    code_for,
    give_app,
    half_signed_in,
    sign_in_by_form,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"  # what `make_user` gives everybody
OWN = "/admin/account/factors/"


@pytest.fixture
def person() -> User:
    user = factories.make_user("Communications")
    give_app(user)
    return user


def begin(client: Client, user: User, **headers: str) -> None:
    """Send the right password."""
    form = {"username": user.email, "password": PASSWORD}
    answer = client.post("/admin/login/", form, **headers)
    assert answer["Location"].startswith(FACTOR)


def enter(client: Client, code: str, **headers: str) -> str:
    """Send a code; return the page, or "" if it was right."""
    answer = client.post(FACTOR, {"code": code}, **headers)
    return "" if answer.status_code == 302 else answer.content.decode()


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_a_password_alone_signs_nobody_in(client, person):
    begin(client, person)
    assert not is_signed_in(client)
    assert enter(client, code_for(person)) == ""
    assert is_signed_in(client)


def test_who_signs_in_goes_where_they_wanted_to(client, person):
    form = {"username": person.email, "password": PASSWORD, "next": "/admin/images/"}
    asked = client.post("/admin/login/", form)
    shown = client.get(asked["Location"]).content.decode()
    assert 'name="next" value="/admin/images/"' in shown
    sent = {"code": code_for(person), "next": "/admin/images/"}
    assert client.post(FACTOR, sent)["Location"] == "/admin/images/"


def test_a_wrong_code_signs_nobody_in_and_is_recorded(client, person):
    begin(client, person)
    assert "This code is wrong" in enter(client, "000000")
    assert not is_signed_in(client)
    event = SecurityEvent.objects.get(kind="sign_in_failed")
    assert (event.about_id, event.details["reason"]) == (person.pk, "code")


def test_a_code_works_once(client, person):
    begin(client, person)
    code = code_for(person)
    assert enter(client, code) == ""
    other = Client()
    begin(other, person)
    assert "used already" in enter(other, code)
    assert not is_signed_in(other)


def test_an_earlier_code_does_not_work_after_a_later_one(client, person):
    begin(client, person)
    assert enter(client, code_of(SECRET, step_now() + 1)) == ""
    other = Client()
    begin(other, person)
    assert enter(other, code_of(SECRET, step_now()))
    assert not is_signed_in(other)


def test_digits_may_be_arabic_and_in_groups(client, person):
    begin(client, person)
    code = code_for(person).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert enter(client, f"{code[:3]} {code[3:]}") == ""


def test_a_colleagues_code_is_of_no_use(client, person):
    colleague = factories.make_user("Communications")
    secret = enrolment.generate_totp_secret()
    enrolment.TOTP.activate(colleague, secret)
    begin(client, person)
    assert enter(client, code_of(secret, step_now()))
    assert enter(client, enrolment.new_recovery_codes(colleague)[0])
    assert not is_signed_in(client)


def test_each_recovery_code_works_once(client, person):
    first, second = enrolment.new_recovery_codes(person)[:2]
    begin(client, person)
    assert enter(client, first) == ""
    assert SecurityEvent.objects.filter(kind="recovery_code_used", about_id=person.pk).exists()
    other = Client()
    begin(other, person)
    assert "used already" in enter(other, first)
    assert enter(other, second.replace(" ", "-")) == ""


def test_after_five_wrong_codes_even_a_right_one_has_to_wait(client, person):
    begin(client, person)
    for _ in range(LIMIT_OF_ACCOUNT):
        enter(client, "000000")
    assert "Too many wrong codes" in enter(client, code_for(person))
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    begin(elsewhere, person)
    assert enter(elsewhere, code_for(person)) == ""


def test_who_has_the_password_cannot_guess_from_many_addresses(person):
    for number in range(LIMIT_EVERYWHERE):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        begin(client, person)
        enter(client, "000000")
    last = Client(REMOTE_ADDR="198.51.100.1")
    begin(last, person)
    assert "Too many wrong codes" in enter(last, code_for(person))


def test_without_the_password_nobody_gets_as_far_as_a_code(client, person):
    assert client.post(FACTOR, {"code": code_for(person)})["Location"] == "/admin/login/"
    assert not is_signed_in(client)


def test_a_password_that_changed_meanwhile_is_asked_for_again(client, person):
    begin(client, person)
    person.set_password("another long password")
    person.save()
    assert client.post(FACTOR, {"code": code_for(person)})["Location"] == "/admin/login/"


def test_somebody_whose_account_is_closed_meanwhile_is_not_signed_in(client, person):
    begin(client, person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    client.post(FACTOR, {"code": code_for(person)})
    assert not is_signed_in(client)


def test_between_password_and_code_there_are_ten_minutes(client, person):
    begin(client, person)
    session = client.session
    session["sign_in_begun"] = session["sign_in_begun"] | {"at": 0}
    session.save()
    assert client.post(FACTOR, {"code": code_for(person)})["Location"] == "/admin/login/"


def test_the_session_has_another_key_after_each_step(client, person):
    client.get("/admin/login/")
    begin(client, person)
    between = client.session.session_key
    enter(client, code_for(person))
    assert client.session.session_key not in {None, between}


def test_every_address_of_the_cms_leads_a_half_session_to_the_sign_in():
    client = half_signed_in(factories.make_user(is_superuser=True))
    refused = 403  # with the sign-in form, which holds what was sent
    shown = []
    for route in {*routes(), "admin/login/again/"}:
        for answer in (client.get(filled(route)), client.post(filled(route), {"title": "x"})):
            is_sign_in = "/admin/login/" in answer.headers.get("Location", "")
            if not is_sign_in and answer.status_code != refused:
                shown.append(f"{answer.request['REQUEST_METHOD']} {route}: {answer.status_code}")
    assert not shown


def test_a_half_session_is_a_strangers_everywhere_else_too(client):
    story = factories.make_story(title="For staff")
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = factories.make_document("Minutes", content=b"x", name="x.pdf", collection=private)
    user = factories.make_user(is_superuser=True)
    addresses = [story.url, document.url, "/admin/api/main/pages/", "/en/"]
    stranger, half = Client(), half_signed_in(user)
    for address in addresses:
        assert half.get(address).status_code == stranger.get(address).status_code, address
    assert b"w-userbar" not in half.get("/en/").content
    client.force_login(user)
    assert client.get(story.url).status_code == 200


def test_proofs_of_somebody_else_in_a_session_are_worth_nothing(person):
    client = Client()
    client.force_login(person)
    session = client.session
    stolen = session[AUTHENTICATION_METHODS_SESSION_KEY]
    client = half_signed_in(factories.make_user("Administrators"))
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = stolen
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize("record", [{"method": "password"}, {"method": "mfa", "type": "x"}])
def test_only_a_factor_makes_a_session_strong(person, record):
    client = half_signed_in(person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session.save()
    assert not is_signed_in(client)


def test_secrets_are_encrypted_where_they_are_stored(person, settings):
    enrolment.new_recovery_codes(person)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert not re.search(r"[0-9a-f]{80}", stored)  # a seed of recovery codes


def test_after_a_new_secret_key_factors_work_by_the_one_before(client, person, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another " * 10
    begin(client, person)
    assert enter(client, code_for(person)) == ""


def test_the_sign_in_form_of_a_stranger_makes_no_session(client):
    client.get("/admin/login/")
    assert "sessionid" not in client.cookies


def test_who_signs_in_by_form_is_signed_in(client, person):
    assert sign_in_by_form(client, person.email, PASSWORD)["Location"] == "/admin/"


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "x", '{"id": 1}', '{"response": {"userHandle": "MQ"}}']
)
def test_what_is_no_passkey_signs_nobody_in(client, person, answer):
    client.post("/admin/login/passkey/options/", {"kind": "get"})
    sent = client.post("/admin/login/passkey/", {"credential": answer})
    assert sent["Location"] == "/admin/login/"
    begin(client, person)
    client.post(FACTOR, {"credential": answer})
    assert not is_signed_in(client)


def test_strangers_get_no_options_for_a_new_passkey(client, person):
    assert client.post("/admin/login/passkey/options/", {"kind": "create"}).status_code == 403
    begin(client, person)
    assert client.post("/admin/login/passkey/options/", {"kind": "create"}).status_code == 403


def test_a_wrong_code_is_named_at_its_field(client, person):
    """Whoever hears the screen read hears the error with the field."""
    begin(client, person)
    page = BeautifulSoup(client.post(FACTOR, {"code": "000000"}).content, "html.parser")
    field = page.select_one("input[name=code]")
    assert field["aria-invalid"] == "true"
    described = [page.find(id=each) for each in field["aria-describedby"].split()]
    assert "This code is wrong" in described[-1].get_text()
    assert "six digits" in described[0].get_text()
