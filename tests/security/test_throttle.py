"""Guessing passwords is slow for whoever guesses, and nobody is kept from their own account."""

import threading
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.db.models import F
from django.test import Client

from cms.accounts import hashing
from cms.accounts.sign_in import (
    LIMIT_EVERYWHERE,
    LIMIT_OF_ACCOUNT,
    LIMIT_OF_DEVICE,
    LIMIT_OF_NETWORK,
)
from core.clients import client_network
from core.costly.bounded import Bounded, BusyError
from core.models import Attempt, SecurityEvent, User
from tests import factories
from tests.signing_in import sign_in_by_form

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"  # what `make_user` gives everybody
WAIT = "Too many wrong passwords. Try again in"


@pytest.fixture
def owner() -> User:
    return factories.make_user("Communications", email="owner@example.org")


@pytest.fixture
def known(owner) -> Client:
    """A browser in which the owner signed in before, and out again."""
    browser = Client(REMOTE_ADDR="192.0.2.200")
    assert sign_in_by_form(browser, owner.email, PASSWORD).status_code == 302
    browser.post("/admin/logout/")
    return browser


def guess(email: str, network: str, password: str = "wrong"):  # noqa: S107
    return sign_in_by_form(Client(REMOTE_ADDR=network), email, password)


def seconds_left(answer) -> int:
    return int(answer.content.decode().partition(WAIT)[2].split()[0])


def pass_time(seconds: float) -> None:
    Attempt.objects.update(counts_until=F("counts_until") - timedelta(seconds=seconds))


def from_everywhere(email: str, number: int) -> None:
    for each in range(number):
        guess(email, f"198.51.{each // 250}.{each % 250}")


def test_the_form_shows_the_seconds_that_are_left_and_they_double(client, owner):
    for _ in range(LIMIT_OF_ACCOUNT):
        guess(owner.email, "192.0.2.1")
    assert 20 < seconds_left(guess(owner.email, "192.0.2.1", PASSWORD)) <= 30
    pass_time(31)
    assert WAIT not in guess(owner.email, "192.0.2.1").content.decode()
    assert 50 < seconds_left(guess(owner.email, "192.0.2.1")) <= 60
    pass_time(61)
    assert guess(owner.email, "192.0.2.1", PASSWORD).status_code == 302


def test_a_colleagues_wrong_passwords_slow_an_office_for_seconds(owner):
    for number in range(LIMIT_OF_NETWORK + 10):
        guess(f"colleague{number % 9}@example.org", "192.0.2.1")
        pass_time(12)
    seconds = seconds_left(guess(owner.email, "192.0.2.1", PASSWORD))
    assert 1 <= seconds <= 30
    pass_time(seconds)
    assert guess(owner.email, "192.0.2.1", PASSWORD).status_code == 302


def test_strangers_from_everywhere_do_not_keep_the_owner_out(owner, known):
    """A stand-in for 10,000: beyond the limit nothing is written, so that more change nothing."""
    from_everywhere(owner.email, LIMIT_EVERYWHERE + 20)
    assert WAIT in guess(owner.email, "203.0.113.9", PASSWORD).content.decode()
    written = Attempt.objects.count()
    from_everywhere(owner.email, 30)
    assert Attempt.objects.count() == written
    assert sign_in_by_form(known, owner.email, PASSWORD).status_code == 302


def test_a_known_browser_passes_where_its_office_has_to_wait(owner, known):
    for number in range(LIMIT_OF_NETWORK):
        guess(f"colleague{number}@example.org", "192.0.2.200")
    assert WAIT in guess(owner.email, "192.0.2.200", PASSWORD).content.decode()
    assert sign_in_by_form(known, owner.email, PASSWORD).status_code == 302


def test_a_known_browser_has_a_limit_of_its_own(owner, known):
    for _ in range(LIMIT_OF_DEVICE):
        assert WAIT not in sign_in_by_form(known, owner.email, "wrong").content.decode()
    assert WAIT in sign_in_by_form(known, owner.email, PASSWORD).content.decode()
    assert guess(owner.email, "192.0.2.1", PASSWORD).status_code == 302  # another one is free


def test_a_browser_is_known_for_its_own_people_alone(owner, known):
    other = factories.make_user("Communications", email="other@example.org")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in_by_form(known, other.email, "wrong")
    assert WAIT in sign_in_by_form(known, other.email, PASSWORD).content.decode()


def test_a_browser_remembers_several_people(owner, known):
    other = factories.make_user("Communications", email="other@example.org")
    sign_in_by_form(known, other.email, PASSWORD)
    known.post("/admin/logout/")
    for _ in range(LIMIT_OF_ACCOUNT + 1):
        sign_in_by_form(known, owner.email, "wrong")
    assert sign_in_by_form(known, owner.email, PASSWORD).status_code == 302


def test_the_cookie_of_a_browser_cannot_be_made_and_opens_nothing(owner, known, settings):
    name = settings.DEVICE_COOKIE_NAME
    value = known.cookies[name].value
    for forged in (value[:-2] + "xx", value.partition(":")[2], "x"):
        browser = Client()
        browser.cookies[name] = forged
        from_everywhere(owner.email, LIMIT_EVERYWHERE)
        assert WAIT in sign_in_by_form(browser, owner.email, PASSWORD).content.decode()
    assert known.get("/admin/").status_code == 302
    assert (known.cookies[name]["httponly"], known.cookies[name]["max-age"]) == (True, 31536000)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7/32"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7/32"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_a_network_is_an_address_or_the_first_half_of_one(rf, address, network):
    assert client_network(rf.get("/", REMOTE_ADDR=address)) == network


def test_whoever_has_a_network_of_ipv6_has_no_more_tries(owner):
    for number in range(LIMIT_OF_ACCOUNT):
        guess(owner.email, f"2001:db8::{number}")
    assert WAIT in guess(owner.email, "2001:db8::ffff", PASSWORD).content.decode()
    assert guess(owner.email, "2001:db8:0:1::1", PASSWORD).status_code == 302


def test_a_flood_of_wrong_passwords_writes_few_entries(owner):
    for _ in range(4):
        guess(owner.email, "192.0.2.1")
    [entry] = SecurityEvent.objects.filter(kind="sign_in_failed")
    assert (entry.about_id, entry.network) == (owner.pk, "192.0.2.0/24")
    assert owner.email not in str(vars(entry))
    pass_time(15 * 60)
    guess(owner.email, "192.0.2.1")
    assert SecurityEvent.objects.filter(kind="sign_in_failed").count() == 2


class Slow(MD5PasswordHasher):
    """Hashes in turn as the real one does, and each time waits until the test lets it go on."""

    free = threading.Event()

    def verify(self, password, encoded):
        with hashing.HASHING.turn():
            self.free.wait(20)
            return super().verify(password, encoded)


def all_come(users, lang) -> list:
    """Have everybody sign in at once; return the answers in the order in which they came.

    Those who have their turn go on as soon as two others were turned away.
    """
    answers: list = []

    def come(user, network):
        browser = Client(REMOTE_ADDR=network, raise_request_exception=False)
        headers = {"accept-language": lang}
        answers.append(sign_in_by_form(browser, user.email, PASSWORD, headers=headers))
        connection.close()

    threads = [
        threading.Thread(target=come, args=(user, f"192.0.2.{number}"))
        for number, user in enumerate(users)
    ]
    for thread in threads:
        thread.start()
    while len(answers) < 2 and any(thread.is_alive() for thread in threads):
        threads[-1].join(0.05)
    Slow.free.set()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_beyond_a_short_queue_people_are_asked_to_come_back(settings, monkeypatch, lang):
    settings.PASSWORD_HASHERS = [f"{__name__}.Slow"]
    users = [factories.make_user("Communications") for _ in range(4)]
    queue = Bounded("hashing", at_work=1, waiting=1, patience_seconds=60)
    Bounded.every.remove(queue)
    monkeypatch.setattr(hashing, "HASHING", queue)
    Slow.free.clear()
    refused, _also, *others = all_come(users, lang)
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    message = "The site is very busy" if lang == "en" else "الموقع مشغول جدًا"
    assert message in refused.content.decode()
    assert PASSWORD not in refused.content.decode()
    assert [answer.status_code for answer in others] == [302, 302]
    assert Attempt.objects.count() == 0  # nobody's password was wrong


@pytest.mark.parametrize("hasher", [hashing.Argon2InTurn(), hashing.PBKDF2InTurn()])
def test_real_hashers_take_turns(monkeypatch, hasher):
    encoded = hasher.encode("word", "some-salt-that-is-long")
    assert hasher.verify("word", encoded)
    queue = Bounded("hashing", at_work=1, waiting=0, patience_seconds=0)
    Bounded.every.remove(queue)
    monkeypatch.setattr(hashing, "HASHING", queue)
    with queue.turn():
        for hashes in (
            lambda: hasher.encode("word", "some-salt-that-is-long"),
            lambda: hasher.verify("word", encoded),
        ):
            with pytest.raises(BusyError):
                hashes()
    assert hasher.verify("word", encoded)


def test_the_hashers_of_the_site_take_turns():
    from config.settings.cms import PASSWORD_HASHERS

    assert all(name.startswith("cms.accounts.hashing.") for name in PASSWORD_HASHERS)
