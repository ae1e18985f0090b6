"""Whoever deletes or looks up a picture, document or page sees the drafts that use it."""

import pytest

from core.setup.roles import ADMINISTRATORS
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def _gallery_image():
    image = factories.make_image()
    photos = [{"image": image.pk, "caption": ""}, {"image": image.pk, "caption": ""}]
    return "image", image, [("gallery", {"photos": photos})]


def _linked_document():
    document = factories.make_document("Plan")
    return "document", document, f'<a linktype="document" id="{document.pk}">plan</a>'


def _linked_page():
    page = factories.make_story(title="Linked")
    return "page", page, f'<a linktype="page" id="{page.pk}">story</a>'


def draft_with(content):
    """A public story whose draft alone has the content."""
    story = factories.make_story(title="As published")
    block = content[0] if isinstance(content, list) else ("paragraph", f"<p>{content}</p>")
    story.body = story.body.stream_block.to_python([{"type": block[0], "value": block[1]}])
    story.title = "The draft that uses it"
    story.save_revision()
    return story


ADDRESSES = {
    "image": ["images/{}/delete/", "bulk/core/siteimage/delete/?id={}", "images/usage/{}/"],
    "document": [
        "documents/delete/{}/",
        "bulk/core/sitedocument/delete/?id={}",
        "documents/usage/{}/",
    ],
    "page": ["pages/{}/delete/"],
}


@pytest.mark.parametrize("make", [_gallery_image, _linked_document, _linked_page])
def test_drafts_are_named_where_something_is_deleted_or_looked_up(client, make):
    sign_in(client, ADMINISTRATORS)
    kind, thing, content = make()
    draft_with(content)
    model = type(thing)._meta
    for address in ADDRESSES[kind]:
        path = address.replace("core/sitedocument", f"{model.app_label}/{model.model_name}")
        answer = client.get("/admin/" + path.format(thing.pk))
        html = answer.content.decode()
        assert "Drafts use it as well" in html, address
        assert "The draft that uses it" in html, address


def _user():
    return f"core/user/delete/?id={factories.make_user('Communications').pk}"


def _topics():
    ids = [factories.make_topic(name, arabic).pk for name, arabic in [("A", "أ"), ("B", "ب")]]
    return "core/topic/delete/?" + "&".join(f"id={pk}" for pk in ids)


def _topic():
    return f"core/topic/delete/?id={factories.make_topic('A', 'أ').pk}"


@pytest.mark.parametrize("make", [_user, _topic, _topics])
def test_what_no_page_holds_can_be_deleted_in_bulk(client, make):
    sign_in(client, ADMINISTRATORS)
    answer = client.get("/admin/bulk/" + make())
    assert answer.status_code == 200
    assert "Drafts use it" not in answer.content.decode()


@pytest.mark.parametrize("make", [_gallery_image, _linked_document])
def test_nothing_is_said_of_drafts_that_use_something_else(client, make):
    sign_in(client, ADMINISTRATORS)
    kind, _thing, content = make()
    draft_with(content)
    _kind, other, _content = make()
    html = client.get("/admin/" + ADDRESSES[kind][0].format(other.pk)).content.decode()
    assert "Used in 0 places" in html
    assert "Drafts use it" not in html
