"""Signing in: guessing passwords is slowed down, and strangers cannot hold up the site."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction

from core.models import SiteDocument
from core.sign_in import LIMIT_OF_ACCOUNT, LIMIT_OF_ADDRESS
from tests import factories

pytestmark = pytest.mark.django_db


def sign_in(client, email, password, **headers):
    return client.post("/admin/login/", {"username": email, "password": password}, **headers)


def test_after_too_many_wrong_passwords_even_the_right_one_has_to_wait(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        assert sign_in(client, user.email, "wrong").status_code == 200
    refused = sign_in(client, user.email.upper(), "a long password")
    assert refused.status_code == 200
    assert "Too many wrong passwords" in refused.content.decode()


def test_nobody_can_lock_a_colleague_out_from_elsewhere(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in(client, user.email, "wrong", REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, user.email, "a long password").status_code == 302


def test_one_address_cannot_try_many_accounts(client):
    user = factories.make_user("Communications")
    for number in range(LIMIT_OF_ADDRESS):
        sign_in(client, f"guess{number}@example.org", "wrong")
    assert sign_in(client, user.email, "a long password").status_code == 200


def test_behind_our_proxy_readers_are_told_apart_by_the_address_that_it_names(client, settings):
    settings.BEHIND_PROXY = True
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT):
        sign_in(client, user.email, "wrong", headers={"X-Forwarded-For": "192.0.2.1"})
    answer = sign_in(
        client, user.email, "a long password", headers={"X-Forwarded-For": "192.0.2.2"}
    )
    assert answer.status_code == 302


def test_a_right_password_clears_the_count(client):
    user = factories.make_user("Communications")
    for _ in range(LIMIT_OF_ACCOUNT - 1):
        sign_in(client, user.email, "wrong")
    assert sign_in(client, user.email, "a long password").status_code == 302
    client.logout()
    assert sign_in(client, user.email, "wrong").status_code == 200
    assert sign_in(client, user.email, "a long password").status_code == 302


def test_a_strangers_attempt_writes_nothing(client):
    with CaptureQueriesContext(connection) as queries:
        sign_in(client, "stranger@example.org", "wrong")
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_a_document_for_staff_alone_leads_to_the_sign_in_of_the_cms(client):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = SiteDocument.objects.create(
        title="Minutes", file=ContentFile(b"x", name="x.pdf"), collection=private
    )
    factories.make_story(body=[("document", {"document": document, "text": ""})])
    answer = client.get(document.url)
    assert answer.status_code == 302
    assert answer["Location"] == f"/admin/login/?next={document.url}"


def test_the_arabic_form_asks_for_the_password_in_arabic(client):
    """Stock: the label stays in English."""
    form = client.get("/admin/login/", headers={"accept-language": "ar"}).content.decode()
    assert "كلمة المرور" in form
    assert ">Password" not in form
