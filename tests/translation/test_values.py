"""What a translator may use instead of the original's pictures, pages and addresses."""

import json

import pytest
from wagtail.models import Page, Revision
from wagtail_localize.models import SegmentOverride

from core.models import PublishedItem, SiteDocument, SiteImage
from core.publication.registry import join_translation
from core.refusals import RefusedError
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import put, segment_address
from translation.content.edits import store_value

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
GOOD = "https://archive.org/details/hit"
OTHER = "https://vimeo.com/1"


def begin(*body):
    return factories.begin_translation(factories.make_story(title="Voices", body=list(body)))


def video(address=GOOD):
    return ("video", {"address": address, "title": "Hit"})


def button(**target):
    return ("call_to_action", {"text": "", "label": "Go", **target})


def photo(image):
    return ("photo", {"image": image, "caption": "", "credit": ""})


def make_document():
    return SiteDocument.objects.create(title="Report", file="documents/report.pdf")


def choose(client, draft, value):
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    return put(client, segment_address(draft, segment, "overrides"), value)


def store(draft, value):
    """Store a value without the editor's checks, as one that became unusable later."""
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    SegmentOverride.objects.create(
        locale=draft.locale, context=segment.context, data_json=json.dumps(value)
    )


def published(draft):
    factories.translate_texts(draft).save_target()
    return NewsPage.objects.get(pk=draft.pk)


def only_value(page):
    return page.body[0].value


def test_a_video_elsewhere_is_refused_as_for_an_editor(translator):
    draft = begin(video())
    for address in (
        "javascript:alert(1)",
        "JaVaScRiPt://youtube.com/%0aalert(1)",
        "data:text/html,x",
        "https://evil.example/",
        "http://youtube.com/watch",
        "https://youtube.com@evil.example/",
        "//evil.example/",
        "youtube",
    ):
        assert choose(translator, draft, address).json()["error"], address
    assert not SegmentOverride.objects.exists()


def test_a_button_leads_only_to_web_addresses(translator):
    draft = begin(button(address="https://example.org/"))
    for address in ("javascript:alert(1)", "data:text/html,x", "/relative", "x y"):
        assert choose(translator, draft, address).json()["error"], address
    assert not SegmentOverride.objects.exists()


def test_a_link_in_the_text_is_of_a_kind_that_editors_are_offered(translator):
    draft = begin(("paragraph", '<p>See <a href="https://example.org/a.b">this</a>.</p>'))
    for address in (
        "javascript:alert(1)",
        "mailto:nobody",
        "tel:javascript",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "/\n/evil.example",
        '/"onmouseover=x',
        '#"><script>',
    ):
        assert choose(translator, draft, address).json()["error"], address
    assert not SegmentOverride.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["https://example.org/ar?x=1", "mailto:a@example.org", "tel:+964 770 000", "#end", "/ar/"],
)
def test_a_link_in_the_text_of_any_of_those_kinds_is_stored(translator, address):
    draft = begin(("paragraph", '<p>See <a href="https://example.org/a.b">this</a>.</p>'))
    response = choose(translator, draft, address)
    assert (response.status_code, response.json()["data"]) == (201, address)


def test_another_video_of_a_provider_is_stored_and_published(translator):
    draft = begin(video())
    assert choose(translator, draft, OTHER).status_code == 201
    assert only_value(published(draft))["address"] == OTHER


@pytest.mark.parametrize("kind", ["photo", "document", "page", "related"])
def test_what_does_not_exist_cannot_be_chosen(translator, kind):
    bodies = {
        "photo": lambda: photo(factories.make_image()),
        "document": lambda: ("document", {"document": make_document(), "text": ""}),
        "page": lambda: button(page=factories.home_page()),
        "related": lambda: ("related_pages", {"heading": "", "pages": [factories.home_page()]}),
    }
    draft = begin(bodies[kind]())
    for value in (999999, "9" * 20, "9" * 1999, "٩٩٩"):
        assert choose(translator, draft, value).json()["error"], value
    assert not SegmentOverride.objects.exists()


def test_a_related_page_and_a_document_can_be_replaced(translator):
    draft = begin(("related_pages", {"heading": "", "pages": [factories.home_page()]}))
    other = factories.news_index("ar")
    assert choose(translator, draft, other.pk).json()["data"] == other.pk
    assert [page.pk for page in only_value(published(draft))["pages"]] == [other.pk]
    other = make_document()
    draft = begin(("document", {"document": make_document(), "text": ""}))
    assert choose(translator, draft, other.pk).json()["data"] == other.pk
    assert only_value(published(draft))["document"] == other


def test_a_value_for_a_page_whose_original_is_gone_is_refused():
    translation = factories.translation_of(begin(video()))
    segment = translation.source.overridablesegment_set.get()
    Page.objects.get(pk=translation.source.get_source_instance().pk).delete()
    with pytest.raises(RefusedError, match="original has been deleted"):
        store_value(translation, segment, OTHER, factories.make_user())


def test_a_chosen_picture_that_is_deleted_gives_way_to_the_originals(client):
    """Stock: preview, editor and publication are a 500."""
    mine, other = factories.make_image(), factories.make_image()
    draft = begin(photo(mine))
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    choose(client, draft, other.pk)
    other.delete()
    translation = factories.translation_of(draft)
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code == 200
    preview = client.get(f"/admin/localize/translate/{translation.pk}/preview/")
    assert preview.status_code == 200
    factories.translate_texts(draft)
    client.post(f"/admin/pages/{draft.pk}/edit/", {"action": "publish"})
    page = NewsPage.objects.get(pk=draft.pk)
    assert (page.live, only_value(page)["image"]) == (True, mine)


def test_when_the_originals_picture_is_deleted_the_page_is_still_written():
    """Stock: an AttributeError, as it asks the missing picture for its kind."""
    mine, other = factories.make_image(), factories.make_image()
    draft = begin(photo(mine))
    store(draft, other.pk)
    SiteImage.objects.filter(pk=mine.pk).delete()
    assert only_value(published(draft))["image"] is None


@pytest.mark.parametrize("value", [None, 999999, "9", {"a": 1}])
def test_a_stored_value_of_no_use_is_passed_over(value):
    mine = factories.make_image()
    draft = begin(photo(mine))
    store(draft, value)
    assert only_value(published(draft))["image"] == mine


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://evil.example/", 7])
def test_a_forbidden_address_that_was_stored_earlier_is_never_published(address):
    draft = begin(video())
    store(draft, address)
    assert only_value(published(draft))["address"] == GOOD


@pytest.mark.parametrize(
    ("block", "forbidden"),
    [
        (video(), "https://evil.example/"),
        (button(address="https://example.org/"), "javascript:alert(1)"),
    ],
)
def test_a_draft_with_a_forbidden_address_is_not_published(block, forbidden):
    """A draft from before the check, or one that was written by hand or by a program."""
    draft = begin(block)
    factories.translate_texts(draft).save_target(publish=False)
    revision = Revision.objects.get(pk=NewsPage.objects.get(pk=draft.pk).latest_revision_id)
    body = json.loads(revision.content["body"])
    body[0]["value"]["address"] = forbidden
    revision.content["body"] = json.dumps(body)
    revision.save()
    with pytest.raises(RefusedError, match=forbidden.partition("(")[0]):
        revision.publish()
    assert not PublishedItem.objects.public().filter(page_id=draft.pk).exists()


def test_pages_with_a_forbidden_address_are_not_joined():
    english = factories.make_story(body=[video("https://evil.example/")])
    arabic = factories.make_story(
        "ar",
        translation_key=english.translation_key,
        body=[("video", {"address": "https://evil.example/", "title": "هيت"})],
    )
    assert join_translation(english, arabic) is False
