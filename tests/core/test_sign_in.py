"""Signing in: guessing passwords is slowed down, and strangers cannot hold up the site."""

import threading
from contextlib import suppress

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from cms.accounts import attempts
from cms.accounts.attempts import Limit
from cms.accounts.sign_in import LIMIT_OF_ACCOUNT, LIMIT_OF_NETWORK, PERIOD
from core.background.worker import run_round
from core.models import Attempt, Topic
from tests import factories
from tests.signing_in import sign_in_by_form

pytestmark = pytest.mark.django_db
TOO_MANY = "Too many wrong passwords"


def test_after_too_many_wrong_passwords_even_the_right_one_has_to_wait(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        assert sign_in_by_form(client, user.email, "wrong").status_code == 200
    refused = sign_in_by_form(client, user.email.upper(), "a long password")
    assert refused.status_code == 200
    assert TOO_MANY in refused.content.decode()


def test_nobody_can_lock_a_colleague_out_from_elsewhere(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(client, user.email, "wrong", REMOTE_ADDR="192.0.2.1")
    assert sign_in_by_form(client, user.email, "a long password").status_code == 302


def test_one_address_cannot_try_many_accounts(client):
    user = factories.make_user("Communications")
    for number in range(LIMIT_OF_NETWORK):
        sign_in_by_form(client, f"guess{number}@example.org", "wrong")
    assert sign_in_by_form(client, user.email, "a long password").status_code == 200


def test_behind_our_proxy_readers_are_distinguished_by_the_address_that_it_names(client, settings):
    settings.BEHIND_PROXY = True
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(client, user.email, "wrong", headers={"X-Forwarded-For": "192.0.2.1"})
    answer = sign_in_by_form(
        client, user.email, "a long password", headers={"X-Forwarded-For": "192.0.2.2"}
    )
    assert answer.status_code == 302


def test_a_right_password_clears_the_count(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT - 1):
        sign_in_by_form(client, user.email, "wrong")
    assert sign_in_by_form(client, user.email, "a long password").status_code == 302
    client.logout()
    assert sign_in_by_form(client, user.email, "wrong").status_code == 200
    assert sign_in_by_form(client, user.email, "a long password").status_code == 302


def test_an_empty_password_clears_no_count(client):
    """Whoever guesses would send one after every fourth guess, and go on for ever."""
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(client, user.email, "wrong")
        sign_in_by_form(client, user.email, "")
    assert TOO_MANY in sign_in_by_form(client, user.email, "a long password").content.decode()


def test_wrong_passwords_are_forgotten_after_the_time_that_is_shown(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(client, user.email, "wrong")
    Attempt.objects.update(counts_until=F("counts_until") - PERIOD)
    assert sign_in_by_form(client, user.email, "a long password").status_code == 302


def test_who_tried_too_often_writes_nothing_and_costs_no_hashing(client, monkeypatch):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(client, user.email, "wrong")
    hashed = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(args))
    with CaptureQueriesContext(connection) as queries:
        sign_in_by_form(client, user.email, "wrong")
    assert not hashed
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


class BusyHasher(MD5PasswordHasher):
    """While it hashes, somebody else saves a topic."""

    def encode(self, password, salt):
        def save():
            Topic.objects.create(name_en="Water", name_ar="الماء")
            connection.close()

        other = threading.Thread(target=save)
        other.start()
        other.join()
        return super().encode(password, salt)


@pytest.mark.django_db(transaction=True)
def test_editors_write_while_a_strangers_password_is_hashed(client, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.BusyHasher"]
    sign_in_by_form(client, "stranger@example.org", "wrong")
    assert Topic.objects.filter(name_en="Water").exists()


@pytest.mark.django_db(transaction=True)
def test_guesses_side_by_side_are_no_more_than_the_limit():
    limit = Limit(("sign-in", "account", "192.0.2.1", "a@example.org"), 3, PERIOD)
    start, allowed = threading.Barrier(6), []

    def guess():
        start.wait()
        with suppress(attempts.TooManyError):
            allowed.append(attempts.begin([limit]))
        connection.close()

    threads = [threading.Thread(target=guess) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(allowed) <= 3
    with pytest.raises(attempts.TooManyError):
        attempts.begin([limit])


def test_what_is_counted_does_not_reveal_who_tried(client):
    sign_in_by_form(client, "guess@example.org", "wrong", REMOTE_ADDR="192.0.2.77")
    rows = str(list(Attempt.objects.values()))
    assert rows != "[]"
    assert "guess" not in rows
    assert "192.0.2.77" not in rows


def test_the_worker_removes_what_counts_no_more(client):
    sign_in_by_form(client, "guess@example.org", "wrong")
    Attempt.objects.update(counts_until=F("counts_until") - PERIOD)
    sign_in_by_form(client, "other@example.org", "wrong")
    run_round()
    assert not Attempt.objects.over().exists()
    assert Attempt.objects.counting().exists()


def test_a_document_for_staff_alone_leads_to_the_sign_in_of_the_cms(client):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = factories.make_document("Minutes", content=b"x", name="x.pdf", collection=private)
    factories.make_story(body=[("document", {"document": document, "text": ""})])
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert answer["Location"] == f"/admin/login/?next={document.url}"


def test_the_arabic_form_asks_for_the_password_in_arabic(client):
    """Stock: the label stays in English."""
    form = client.get("/admin/login/", headers={"accept-language": "ar"}).content.decode()
    assert "كلمة المرور" in form
    assert ">Password" not in form
