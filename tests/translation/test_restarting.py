"""Stopped, edited by hand and started again: neither what was typed before nor after is lost."""

import pytest
from wagtail_localize.models import SegmentOverride, StringTranslation

from news.models import NewsPage
from tests import factories
from tests.translation.screens import put, put_text, restart, segment_address, shown, stop
from translation.content.translated import missing_texts

pytestmark = pytest.mark.django_db


def photo(image, caption=""):
    return ("photo", {"image": image, "caption": caption, "credit": ""})


@pytest.fixture
def river():
    return factories.make_image(title="River")


def by_hand(page):
    """The translation as an editor finds it, to be changed and published."""
    return NewsPage.objects.get(pk=page.pk)


def test_a_picture_that_was_chosen_by_hand_stays(editor, river):
    _story, translated = factories.make_translated_story(body=[photo(river)])
    stop(editor, translated)
    page, bridge = by_hand(translated), factories.make_image(title="Bridge")
    page.body[0].value["image"] = bridge
    page.save_revision().publish()
    assert "taken over" in shown(restart(editor, translated))
    factories.translation_of(translated).save_target()
    assert by_hand(translated).body[0].value["image"] == bridge


def test_the_originals_picture_chosen_by_hand_replaces_another(editor, river):
    draft = factories.begin_translation(factories.make_story(body=[photo(river)]))
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    put(editor, segment_address(draft, segment, "overrides"), str(factories.make_image().pk))
    factories.translate_texts(draft).save_target()
    stop(editor, draft)
    page = by_hand(draft)
    page.body[0].value["image"] = river
    page.save_revision().publish()
    restart(editor, draft)
    assert not SegmentOverride.objects.exists()


def test_a_picture_without_a_place_in_the_original_is_named(editor, river):
    _story, translated = factories.make_translated_story()
    stop(editor, translated)
    page = by_hand(translated)
    page.body.append(photo(river))
    page.save_revision().publish()
    assert "River" in shown(restart(editor, translated))
    assert not factories.translation_of(translated).enabled


def test_a_text_set_back_to_the_originals_by_hand_is_open_again(editor):
    """The old translation would overwrite it; but nobody has decided that it remains."""
    _story, translated = factories.make_translated_story(title="Voices")
    stop(editor, translated)
    page = by_hand(translated)
    page.title = "Voices"
    page.save_revision()
    restart(editor, translated)
    translation = factories.translation_of(translated)
    missing = missing_texts(translation.source, translation.target_locale)
    assert [segment.string.data for segment in missing] == ["Voices"]


def test_what_was_typed_after_the_last_draft_outlives_stopping(draft, editor):
    factories.translate_texts(draft, {"Voices": "أصوات"}).save_target()
    put_text(editor, draft, "We met.", "التقينا.")
    stop(editor, draft)
    page = by_hand(draft)
    page.title = "بخط اليد"
    page.save_revision()
    restart(editor, draft)
    stored = set(StringTranslation.objects.values_list("data", flat=True))
    assert stored == {"بخط اليد", "التقينا."}


def test_of_a_text_that_occurs_twice_one_does_not_change_alone(editor):
    story = factories.make_story(body=[("paragraph", "<p>We met.</p><p>We met.</p>")])
    draft = factories.begin_translation(story)
    factories.translate_texts(draft, {"We met.": "التقينا."}).save_target()
    stop(editor, draft)
    page = by_hand(draft)
    page.body[0].value = type(page.body[0].value)("<p>اجتمعنا.</p><p>التقينا.</p>")
    page.save_revision()
    assert "اجتمعنا" in shown(restart(editor, draft))
