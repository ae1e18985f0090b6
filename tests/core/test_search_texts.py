"""The searched words: those of what is public, and of nothing else."""

import pytest

from core.models import ItemText, PublishedItem
from core.publication.repair import reconcile
from tests import factories

pytestmark = pytest.mark.django_db


def text_of(page) -> ItemText:
    return ItemText.objects.get(item__page_id=page.pk)


def test_an_item_has_its_title_summary_and_body_folded():
    story = factories.make_story(
        "ar",
        title="المُلتقى الأوّل",
        summary="عن الشباب",
        body=[("paragraph", "<p>في <b>الرمادي</b> ٢٠١٩.</p>"), ("paragraph", "<p>وهيت</p>")],
    )
    assert text_of(story).title == " الملتقي الاول "
    assert text_of(story).words == " الملتقي الاول عن الشباب في الرمادي 2019 وهيت "


def test_what_is_published_anew_has_its_new_words():
    story = factories.make_story(title="Before")
    story.title = "After"
    story.save_revision().publish()
    assert text_of(story).title == " after "
    assert "before" not in text_of(story).words


def test_what_is_withdrawn_leaves_no_words_behind():
    story = factories.make_story()
    story.unpublish()
    assert not ItemText.objects.filter(item__page_id=story.pk).exists()
    story.save_revision().publish()
    assert text_of(story).title == f" {story.title.lower()} "


def test_index_pages_have_none():
    items = PublishedItem.objects.filter(type="index")
    assert items.exists()
    assert not ItemText.objects.filter(item__in=items).exists()


def test_rows_rendered_by_older_code_get_their_words_without_a_new_number(monkeypatch):
    story = factories.make_story(title="A title")
    before = PublishedItem.objects.get(page_id=story.pk).seq
    ItemText.objects.all().delete()
    monkeypatch.setattr("core.publication.items.RENDER_VERSION", 1000)
    reconcile()
    assert text_of(story).title == " a title "
    assert PublishedItem.objects.get(page_id=story.pk).seq == before


def test_deleting_an_items_row_deletes_its_words():
    story = factories.make_story()
    PublishedItem.objects.filter(page_id=story.pk).delete()
    assert not ItemText.objects.filter(title=f" {story.title.lower()} ").exists()
