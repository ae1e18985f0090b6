"""The password of a restricted collection: it is not guessed, and an old one opens nothing."""

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from cms.documents.password import LIMIT_EVERYWHERE, LIMIT_OF_NETWORK
from core.models import SiteDocument
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PASSWORD = "open sesame"


@pytest.fixture
def restriction(db):
    collection = Collection.get_first_root_node().add_child(name="Closed")
    document = factories.make_document("Minutes", collection=collection)
    factories.make_story(body=[("document", {"document": document, "text": "Minutes"})])
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password=PASSWORD
    )


def give(client, restriction, password, following="/en/", **extra):
    address = f"/documents/authenticate_with_password/{restriction.pk}/"
    return client.post(address, {"password": password, "return_url": following}, **extra)


def document_of(client):
    answer = client.get(SiteDocument.objects.get().url)
    return "attachment" in answer.get("Content-Disposition", "")


def test_the_password_opens_the_document(client, restriction):
    following = SiteDocument.objects.get().url
    assert not document_of(client)
    assert give(client, restriction, PASSWORD, following)["Location"] == following
    assert document_of(client)
    assert give(client, restriction, PASSWORD, "https://evil.example/")["Location"] == "/"


def test_wrong_passwords_slow_down_a_network(client, restriction):
    """Before: a hundred guesses in a second, as many as somebody liked."""
    for number in range(LIMIT_OF_NETWORK):
        assert give(client, restriction, f"guess {number}").status_code == 200
    refused = give(client, restriction, PASSWORD)
    assert "Too many wrong passwords" in refused.content.decode()
    assert not document_of(client)
    elsewhere = Client()
    assert give(elsewhere, restriction, PASSWORD, REMOTE_ADDR="192.0.2.9").status_code == 302
    assert document_of(elsewhere)


def test_wrong_passwords_slow_down_all_networks(restriction):
    for number in range(LIMIT_EVERYWHERE):
        give(Client(), restriction, "guess", REMOTE_ADDR=f"192.0.2.{number}")
    refused = give(Client(), restriction, PASSWORD, REMOTE_ADDR="198.51.100.1")
    assert "Too many wrong passwords" in refused.content.decode()


def test_another_password_ends_what_the_former_one_opened(client, restriction):
    """Before: who had once given the former password kept the documents."""
    give(client, restriction, PASSWORD)
    assert document_of(client)
    restriction.password = "another one"
    restriction.save()
    assert not document_of(client)
    assert b'name="password"' in client.get(SiteDocument.objects.get().url).content
    give(client, restriction, "another one")
    assert document_of(client)


def test_only_restrictions_with_a_password_have_the_form(client, restriction):
    address = f"/documents/authenticate_with_password/{restriction.pk}/"
    assert client.get(address).status_code == 200
    restriction.restriction_type = "login"
    restriction.save()
    assert client.get(address).status_code == 404
    assert give(client, restriction, PASSWORD).status_code == 404


@pytest.mark.parametrize(
    ("lang", "heading"), [("en", "This document has a password"), ("ar", "لهذا المستند كلمة مرور")]
)
def test_the_form_is_a_page_of_the_site_in_both_languages(client, restriction, lang, heading):
    for number in range(LIMIT_OF_NETWORK):
        give(client, restriction, f"guess {number}")
    for answer in (
        client.get(SiteDocument.objects.get().url, headers={"Accept-Language": lang}),
        give(client, restriction, "guess", headers={"Accept-Language": lang}),
    ):
        text = answer.content.decode()
        assert f"<h1>{heading}</h1>" in text
        assert "/static/css/site.css" in text
    assert 'role="alert"' in text
    assert 'aria-describedby="id_password_error"' in text
