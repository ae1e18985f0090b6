"""Ways to an account that an attack on the running site found."""

import re

import pytest
from django.test import Client

from cms.accounts.factors import invitations
from cms.accounts.factors.codes import LIMIT_EVERYWHERE, LIMIT_OF_ACCOUNT
from core.models import Invitation, User
from core.setup import roles
from tests import factories
from tests.security.inviting import ENROL, PASSWORD, emailed_code, enter_invitation, enter_password
from tests.signing_in import FACTOR, give_app, sign_in_by_form

pytestmark = pytest.mark.django_db
AGAIN = "/admin/login/again/"
MANY = "Too many wrong"


def person(**fields) -> User:
    return factories.make_user(roles.COMMUNICATIONS, **fields)


def wrong_code(user: User, network: str):
    browser = Client(REMOTE_ADDR=network)
    enter_password(browser, user)
    return browser.post(FACTOR, {"code": "000000"})


def test_whoever_found_the_password_does_not_keep_the_owner_out_by_wrong_codes():
    owner = person()
    known = Client(REMOTE_ADDR="192.0.2.200")
    assert sign_in_by_form(known, owner.email, PASSWORD).status_code == 302
    known.post("/admin/logout/")
    for number in range(LIMIT_EVERYWHERE):
        wrong_code(owner, f"198.51.100.{number}")
    assert MANY in wrong_code(owner, "203.0.113.9").content.decode()
    assert sign_in_by_form(known, owner.email, PASSWORD).status_code == 302
    assert known.get("/admin/").status_code == 200


def test_whoever_has_a_network_of_ipv6_has_no_more_codes():
    owner = person()
    give_app(owner)
    for number in range(LIMIT_OF_ACCOUNT):
        wrong_code(owner, f"2001:db8::{number:x}")
    assert MANY in wrong_code(owner, "2001:db8::ffff").content.decode()


def test_an_open_session_is_no_place_to_guess_the_password_from_many_networks():
    owner = person()
    browser = Client()
    browser.force_login(owner)
    for number in range(LIMIT_EVERYWHERE):
        browser.post(AGAIN, {"password": "wrong"}, REMOTE_ADDR=f"198.51.100.{number}")
    answer = browser.post(AGAIN, {"password": PASSWORD}, REMOTE_ADDR="203.0.113.9")
    assert MANY in answer.content.decode()


def test_the_secret_of_an_app_is_not_offered_to_the_next_person_at_this_browser():
    first, second = person(), person()
    browser = Client()
    secrets = []
    for each in (first, second):
        enter_password(browser, each)
        enter_invitation(browser, invitations.make(each))
        page = browser.get(ENROL).content.decode()
        secrets.append(re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1])
    assert secrets[0] != secrets[1]


def test_an_invitation_that_was_sent_to_the_old_address_is_void():
    chief, invited = factories.make_user(roles.ADMINISTRATORS), person(email="wrong@example.org")
    invitations.make(invited)
    browser = Client()
    browser.force_login(chief)
    form = {"email": "right@example.org", "first_name": "A", "last_name": "B", "is_active": "on"}
    form["groups"] = [str(group.pk) for group in invited.groups.all()]
    address = f"/admin/users/edit/{invited.pk}/"
    assert browser.post(address, form).status_code == 302
    invited.refresh_from_db()
    assert invited.email == "right@example.org"
    assert not Invitation.objects.filter(user=invited).exists()
    assert emailed_code(invited)  # the new one, to the new address
