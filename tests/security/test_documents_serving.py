"""Documents at their addresses: who gets them, and what a browser may do with them."""

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.media.documents.kinds import KINDS
from tests import factories
from tests.signing_in import signed_in

pytestmark = pytest.mark.any_database


@pytest.fixture
def document(db):
    return factories.make_document("Annual <report> 2024", content=b"Visible text", name="a.txt")


@pytest.fixture
def offered(document):
    """A public page offers the document."""
    factories.make_story(body=[("document", {"document": document, "text": ""})])
    return document


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


def test_readers_get_it_as_a_file_that_cannot_run_and_is_forgotten_soon(client, offered):
    response = client.get(offered.url)
    assert body_of(response) == b"Visible text"
    assert response["Content-Disposition"] == 'attachment; filename="annual-report-2024.txt"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=30"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert int(response["Content-Length"]) == len(b"Visible text")


def test_whoever_has_it_already_is_answered_without_it(client, offered):
    tag = client.get(offered.url)["ETag"]
    again = client.get(offered.url, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again["Cache-Control"] == "public, max-age=30"
    assert again["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_the_tag_shows_nothing_of_the_content_and_changes_with_the_file(client, offered):
    before = client.get(offered.url)["ETag"]
    other = factories.make_document(content=b"Visible text", name="b.txt")
    offered.file = other.file.file
    offered.save()
    assert offered.file_hash not in before
    assert client.get(offered.url)["ETag"] != before


def test_staff_alone_get_what_no_page_offers_and_nobody_stores_it(client, document):
    assert client.get(document.url).status_code == 404
    response = signed_in("Communications").get(document.url)
    assert body_of(response) == b"Visible text"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "ETag" not in response


@pytest.fixture
def restricted(offered):
    collection = Collection.get_first_root_node().add_child(name="Closed")
    offered.collection = collection
    offered.save()
    return CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password="p"
    )


def test_what_is_behind_a_password_is_stored_by_nobody(client, offered, restricted):
    asked = client.get(offered.url)
    assert b"Visible text" not in asked.content
    assert "no-store" in asked["Cache-Control"]
    form = {"password": restricted.password, "return_url": offered.url}
    client.post(f"/documents/authenticate_with_password/{restricted.pk}/", form)
    response = client.get(offered.url)
    assert response["Cache-Control"] == "private, no-store"


def test_what_is_behind_a_sign_in_is_not_served_to_readers(client, offered, restricted):
    restricted.restriction_type = CollectionViewRestriction.LOGIN
    restricted.save()
    assert client.get(offered.url).status_code in {302, 404}


@pytest.mark.parametrize(
    "address",
    ["/documents/{pk}/other.txt", "/documents/999999/a.txt", "/documents/{pk}/", "/media/{file}"],
)
def test_other_addresses_lead_to_nothing(offered, address):
    path = address.format(pk=offered.pk, file=offered.file.name)
    for browser in (Client(), signed_in("Communications")):
        assert browser.get(path).status_code == 404


def test_a_number_that_is_too_large_is_not_found(client, db):
    assert client.get(f"/documents/{'9' * 18}/a.txt").status_code == 404
    assert client.get(f"/documents/{'9' * 5000}/a.txt").status_code == 404


def test_a_file_that_is_lost_is_not_found(client, offered):
    offered.file.storage.delete(offered.file.name)
    assert client.get(offered.url).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_is_changed_at_these_addresses(client, offered, method):
    assert getattr(client, method)(offered.url).status_code == 405


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_shown_within_the_site(client, db, kind):
    document = factories.make_document("تقرير الفلوجة", name=f"a.{kind}")
    factories.make_story(body=[("document", {"document": document, "text": ""})])
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["Content-Type"] == KINDS[kind].media_type


def test_a_download_asks_the_database_a_few_times(client, offered, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(offered.url)
