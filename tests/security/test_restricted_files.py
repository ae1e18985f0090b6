"""Files of a restricted collection: nobody gets them whom its privacy does not let pass."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from core.media.access import Access, access_to
from core.models import PublishedItem, SiteDocument
from core.setup import roles
from tests import factories
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

KINDS = ["login", "groups", "password"]


def restrict(collection, kind):
    password = {"password": "open sesame"} if kind == "password" else {}
    made = CollectionViewRestriction(collection=collection, restriction_type=kind, **password)
    made.save()
    if kind == "groups":
        made.groups.add(Group.objects.create(name="Board"))


@pytest.fixture
def collection(db):
    return Collection.get_first_root_node().add_child(name="Closed").add_child(name="Below")


@pytest.fixture
def picture(collection):
    return factories.make_image(collection=collection, alt_en="Secret alt")


@pytest.fixture
def story(picture, collection):
    """A public story that shows the picture and links to a document, before they are restricted."""
    document = factories.make_document("Minutes", collection=collection)
    body = [
        ("photo", {"image": picture, "caption": "", "credit": ""}),
        ("document", {"document": document, "text": "Minutes"}),
    ]
    return factories.make_story(lead_image=picture, social_image=picture, body=body)


def address_of(picture):
    return picture.get_rendition("width-600|format-webp").url


@pytest.mark.parametrize("kind", KINDS)
def test_a_rendition_asks_the_collection(story, picture, collection, kind):
    """Before: whoever had the address of a rendition on a public page got it."""
    address = address_of(picture)
    assert Client().get(address).status_code == 200
    restrict(collection.get_parent(), kind)
    assert Client().get(address).status_code == 404
    translator = signed_in(roles.translators("ar")).get(address)
    assert translator.status_code == (200 if kind == "login" else 404)
    officer = signed_in(roles.COMMUNICATIONS).get(address)
    assert officer.status_code == 200
    assert officer["Cache-Control"] == "private, no-store"


def test_members_of_the_group_get_it(story, picture, collection):
    restrict(collection, "groups")
    user = factories.make_user(roles.translators("ar"))
    user.groups.add(Group.objects.get(name="Board"))
    browser = Client()
    browser.force_login(user)
    answer = browser.get(address_of(picture))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("kind", KINDS)
def test_a_public_page_goes_on_without_it(client, story, picture, collection, kind):
    """The restriction wins over the page: no address, no alternative text, no credit."""
    restrict(collection, kind)
    item = PublishedItem.objects.get(page_id=story.pk)
    page = client.get(item.path).content.decode()
    for text in (page, item.full, item.card):
        assert "Secret alt" not in text
        assert "/media/renditions/" not in text
    assert client.get(item.path).status_code == 200


def test_it_comes_back_with_the_end_of_the_restriction(story, collection):
    restrict(collection, "login")
    CollectionViewRestriction.objects.get().delete()
    assert "Secret alt" in PublishedItem.objects.get(page_id=story.pk).full


def test_moving_pictures_in_bulk_into_a_restricted_collection_is_noticed(story, picture):
    """Stock: it sends no signal, and readers went on seeing them."""
    closed = Collection.get_first_root_node().add_child(name="Other")
    restrict(closed, "groups")
    place = f"/admin/bulk/core/siteimage/add_to_collection/?id={picture.pk}"
    signed_in(roles.COMMUNICATIONS).post(place, {"collection": closed.pk})
    assert "Secret alt" not in PublishedItem.objects.get(page_id=story.pk).full


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("login", Access.CLOSED), ("groups", Access.CLOSED), ("password", Access.CLOSED)],
)
def test_documents_ask_the_same_decision(story, collection, rf, kind, expected):
    document = SiteDocument.objects.get()
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    assert access_to(request, document) is Access.PUBLIC
    restrict(collection, kind)
    assert access_to(request, SiteDocument.objects.get()) is expected
    assert Client().get(document.url).status_code != 404 or kind == ""


def test_who_is_signed_in_and_not_of_the_group_is_not_sent_to_sign_in(story, collection):
    """Stock: the sign-in form sends back who is signed in already, and so for ever."""
    address = SiteDocument.objects.get().url
    restrict(collection, "groups")
    assert signed_in(roles.translators("ar")).get(address).status_code == 404
    assert Client().get(address)["Location"].startswith("/admin/login/")


def test_a_document_that_nothing_shows_is_not_there(collection, rf):
    document = factories.make_document("Draft", collection=collection)
    restrict(collection, "password")
    assert Client().get(document.url).status_code == 404


def test_the_officer_is_shown_that_readers_get_no_such_picture(story, picture, collection):
    restrict(collection, "groups")
    browser = signed_in(roles.COMMUNICATIONS)
    form = browser.get(f"/admin/pages/{story.pk}/edit/")
    assert "restricted collection" in form.content.decode()
