"""Faults of wagtail-localize that the contract names and no other file here tests.

The others have “Stock: …” in the docstring of their tests, beside what they belong to.
"""

import json
import uuid

import pytest
from django.apps import apps
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import LocaleSynchronization, StringSegment

from core.models import BasePage
from core.publication.transactions import publication_transaction
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, story_form
from tests.translation.screens import shown

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_trees_that_follow_each_other_break_nothing(editor):
    """Stock: a 500 on every page creation."""
    english, arabic = factories.locale("en"), factories.locale("ar")
    LocaleSynchronization.objects.create(locale=arabic, sync_from=english)
    LocaleSynchronization.objects.create(locale=english, sync_from=arabic)
    for lang in ("en", "ar"):
        form = story_form(f"Story {lang}", slug=f"story-{lang}")
        response = editor.post(add_address("news/newspage", factories.news_index(lang)), form)
        assert response.status_code == 302
    assert Page.objects.filter(slug__startswith="story-").count() == 2
    assert not apps.is_installed("wagtail_localize.locales")


def test_items_of_lists_always_have_an_id_and_are_translated():
    """Stock: items without ids, as programs write them, are left out of the translation."""
    image = factories.make_image()
    photos = [{"image": image, "caption": text, "credit": ""} for text in ("One", "Two")]
    story = factories.make_story(body=[("gallery", {"photos": photos})])
    stored = json.loads(json.loads(NewsPage.objects.get(pk=story.pk).to_json())["body"])
    items = stored[0]["value"]["photos"]
    assert [item["type"] for item in items] == ["item", "item"]
    assert all(uuid.UUID(item["id"]) for item in items)
    factories.begin_translation(story)
    segments = StringSegment.objects.filter(string__data__in=["One", "Two"])
    assert segments.count() == 2


def parts(block):
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *([block.child_block] if hasattr(block, "child_block") else [])]:
        yield from parts(child)


def test_no_page_has_a_block_whose_text_is_never_translated():
    """Stock: tables and raw HTML are never taken out, so they stay in the original's language."""
    models = [model for model in apps.get_models() if issubclass(model, BasePage)]
    fields = [field for model in models for field in model._meta.get_fields()]
    found = {
        type(part).__name__
        for field in fields
        if isinstance(field, StreamField)
        for part in parts(field.stream_block)
    }
    assert "TidyLineBlock" in found
    assert not found & {"RawHTMLBlock", "TableBlock", "TypedTableBlock"}


def test_a_picture_cannot_be_inside_running_text(editor):
    """Stock: its description stays in the original's language."""
    entity = {
        "type": "IMAGE",
        "mutability": "IMMUTABLE",
        "data": {"id": factories.make_image().pk, "alt": "A river", "format": "fullwidth"},
    }
    common = {"depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    words = common | {"key": "a", "type": "unstyled", "text": "Words"}
    picture = common | {"key": "b", "type": "atomic", "text": " "}
    picture["entityRanges"] = [{"key": 0, "offset": 0, "length": 1}]
    text = json.dumps({"blocks": [words, picture], "entityMap": {"0": entity}})
    body = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "paragraph",
        "body-0-id": "",
        "body-0-value": text,
    }
    form = {
        name: value
        for name, value in story_form("Pictured", slug="pictured").items()
        if not name.startswith("body")
    }
    editor.post(add_address("news/newspage", factories.news_index("en")), form | body)
    body = NewsPage.objects.get(slug="pictured").body[0].value.source
    assert "Words" in body
    assert "embed" not in body
    assert "img" not in body


def test_a_changed_arabic_address_leads_on(client):
    """Stock: the address moves with the title, and the old one is lost."""
    _story, translated = factories.make_translated_story(title="Voices")
    old = NewsPage.objects.get(pk=translated.pk)
    address = f"/ar/news/{old.slug}/"
    assert client.get(address).status_code == 200
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    with publication_transaction():
        old.slug = "أصوات-أخرى"
        old.save_revision().publish()
    client.logout()
    response = client.get(address)
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def preview_of(page):
    return f"/admin/localize/translate/{factories.translation_of(page).pk}/preview/"


def test_a_preview_whose_translation_is_gone_is_not_found(editor):
    """Stock: 500."""
    _story, translated = factories.make_translated_story()
    address = preview_of(translated)
    Page.objects.get(pk=translated.pk).delete()
    assert editor.get(address).status_code == 404


def test_a_preview_whose_original_is_gone_leads_back_to_the_editor_with_the_reason(editor):
    """Stock: 500. The texts are taken from the original, so there is nothing to show."""
    story, translated = factories.make_translated_story()
    assert editor.get(preview_of(translated)).status_code == 200
    Page.objects.get(pk=story.pk).delete()
    answer = editor.get(preview_of(translated), follow=True)
    assert answer.redirect_chain == [(f"/admin/pages/{translated.pk}/edit/", 302)]
    assert answer.status_code == 200
    assert "the original has been deleted" in shown(answer)
