"""The editor of translations: texts, values, stopping and starting again."""

from urllib.parse import urlencode

import pytest
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import (
    URLENCODED,
    put,
    put_text,
    restart,
    segment_address,
    segment_of,
    shown,
    stop,
    text_address,
)
from translation.models import TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture(scope="module")
def begun(once):
    story = factories.make_story(
        title="Voices",
        body=[
            ("heading", {"text": "Head", "level": "h2"}),
            ("quote", {"text": "Heard", "attribution": "Ali"}),
            ("paragraph", '<p>See <a href="https://example.org/a">this</a>.</p>'),
        ],
    )
    return factories.begin_translation(story)


def test_a_text_is_stored_and_answered(draft, editor):
    """Stock: 415, as the site gives the REST framework no parsers."""
    url = text_address(draft, "Voices")
    first = put(editor, url, "أصوات")
    assert (first.status_code, first.json()["data"], first.json()["error"]) == (201, "أصوات", None)
    second = editor.put(url, "value=أصوات هيت", content_type=URLENCODED)
    assert (second.status_code, second.json()["data"]) == (200, "أصوات هيت")
    assert Page.objects.get(pk=draft.pk).draft_title == "أصوات هيت"


def test_a_title_is_shown_in_lists_as_it_was_typed(draft, editor):
    """Stock: as HTML, with &amp;, which does not fit either where 255 characters do."""
    title = f"توم & جيري {'ط' * 244}"
    answer = put_text(editor, draft, "Voices", title)
    assert (len(title), answer.status_code) == (255, 201)
    assert Page.objects.get(pk=draft.pk).draft_title == title


@pytest.mark.parametrize(("words", "length"), [("Voices", 256), ("Head", 161), ("Ali", 161)])
def test_a_text_that_is_too_long_is_refused_with_the_limit(draft, editor, words, length):
    """Stock: stored; a title over 255 characters is a 500 on PostgreSQL."""
    response = put_text(editor, draft, words, "ط" * length)
    assert response.status_code == 200
    assert str(length - 1) in response.json()["error"]
    assert not StringTranslation.objects.exists()


def test_a_text_of_just_the_right_length_is_stored(draft, editor):
    assert put_text(editor, draft, "Voices", "ط" * 255).json()["error"] is None


@pytest.mark.parametrize("value", ["", "  ", "<b> </b>", "\x00"])
def test_a_blank_is_refused(draft, editor, value):
    """Stock: a blank is stored and counts as translated."""
    response = put_text(editor, draft, "Voices", value)
    assert response.json()["error"]
    assert not StringTranslation.objects.exists()


def test_a_request_without_a_value_is_refused(draft, editor):
    """Stock: 500."""
    url = text_address(draft, "Voices")
    assert editor.put(url, "", content_type=URLENCODED).json()["error"]


def test_markup_that_is_not_allowed_is_shown_as_an_error(draft, editor):
    url = text_address(draft, "Voices")
    assert "script" in put(editor, url, "<script>x</script>").json()["error"]


def test_a_text_is_removed(draft, editor):
    url = text_address(draft, "Voices")
    put(editor, url, "أصوات")
    assert editor.delete(url).status_code == 200
    assert editor.delete(url).status_code == 404
    assert not StringTranslation.objects.exists()


def test_a_text_that_somebody_else_has_changed_meanwhile_is_not_removed(draft, editor):
    url = text_address(draft, "Voices")
    put(editor, url, "أصوات الزميل")
    answer = editor.delete(url, "was=أصوات", content_type=URLENCODED).json()
    assert answer["error"]
    assert answer["current"] == StringTranslation.objects.get().data == "أصوات الزميل"
    answer = editor.delete(url, urlencode({"was": answer["current"]}), content_type=URLENCODED)
    assert answer.json()["error"] is None
    assert not StringTranslation.objects.exists()


def test_segments_of_other_pages_are_not_found(draft, editor):
    other = factories.begin_translation(factories.make_story(title="Other"))
    url = segment_address(draft, segment_of(other, "Other"))
    assert put(editor, url, "x").status_code == 404


def test_an_address_in_the_text_can_be_another_one_in_the_translation(draft, editor):
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    url = segment_address(draft, segment, "overrides")
    assert put(editor, url, "https://example.org/ar").status_code == 201
    assert put(editor, url, "https://example.org/ar/b").json()["data"] == "https://example.org/ar/b"
    factories.translate_texts(draft, {'See <a id="a1">this</a>.': 'هنا <a id="a1">نص</a>.'})
    factories.translation_of(draft).save_target()
    body = str(NewsPage.objects.get(pk=draft.pk).body.raw_data[2]["value"])
    assert 'href="https://example.org/ar/b"' in body
    assert editor.delete(url).status_code == 200


def test_a_value_of_the_wrong_kind_is_refused(editor):
    """Stock: stored, and from then on every preview is a 500."""
    photo = {"image": factories.make_image(), "caption": "River", "credit": ""}
    draft = factories.begin_translation(factories.make_story(body=[("photo", photo)]))
    segment = factories.translation_of(draft).source.overridablesegment_set.get()
    url = segment_address(draft, segment, "overrides")
    assert "none" in put(editor, url, "none").json()["error"]
    assert not SegmentOverride.objects.exists()
    other = factories.make_image()
    assert put(editor, url, str(other.pk)).json()["data"] == other.pk
    factories.translate_texts(draft).save_target()
    assert NewsPage.objects.get(pk=draft.pk).body[0].value["image"] == other


def test_the_editor_shows_the_original_of_today(editor):
    """Stock: the text of the last “sync”, until somebody remembers to press it."""
    story, translated = factories.make_translated_story()
    story.body = [("paragraph", "<p>Quite another text.</p>")]
    story.save_revision().publish()
    response = editor.get(f"/admin/pages/{translated.pk}/edit/")
    assert "Quite another text." in response.content.decode()


def test_a_text_the_page_refuses_is_named_when_publishing(draft, editor):
    translation = factories.translate_texts(draft)
    StringTranslation.objects.filter(context__path="title").update(data="ط" * 300)
    response = editor.post(
        f"/admin/pages/{draft.pk}/edit/", {"action": "publish-anyway"}, follow=True
    )
    assert "Please correct" in shown(response)
    assert not translation.get_target_instance().live


def test_what_was_written_by_hand_survives_a_restart(editor):
    """Stock: stop, edit by hand, start again, publish: the hand edit is lost."""
    _story, translated = factories.make_translated_story()
    stop(editor, translated)
    page = NewsPage.objects.get(pk=translated.pk)
    page.title = "بخط اليد"
    page.body[0].value = type(page.body[0].value)("<p>كتبت بيدي.</p>")
    page.save_revision().publish()
    assert "taken over" in shown(restart(editor, translated))
    factories.translation_of(translated).save_target()
    after = NewsPage.objects.get(pk=translated.pk)
    assert (after.title, after.body[0].value.source) == ("بخط اليد", "<p>كتبت بيدي.</p>")


def test_a_restart_that_would_lose_a_paragraph_is_refused_and_names_it(editor):
    _story, translated = factories.make_translated_story()
    stop(editor, translated)
    page = NewsPage.objects.get(pk=translated.pk)
    page.body.append(("heading", {"text": "عنوان جديد", "level": "h2"}))
    page.save_revision().publish()
    assert "عنوان جديد" in shown(restart(editor, translated))
    assert not factories.translation_of(translated).enabled


def test_a_restart_takes_no_untranslated_text_for_a_translation(draft, editor):
    stop(editor, draft)
    restart(editor, draft)
    assert factories.translation_of(draft).enabled
    assert not StringTranslation.objects.exists()


def test_old_words_are_not_taken_for_the_translation_of_new_ones(editor):
    """The original changed while the translation was stopped: the page still has the old text."""
    story, translated = factories.make_translated_story(title="Before")
    stop(editor, translated)
    story.title = "After"
    story.save_revision().publish()
    restart(editor, translated)
    new = factories.translation_of(translated).source.stringsegment_set.get(string__data="After")
    assert not new.string.translations.exists()
    assert TranslationStatus.objects.get(work=story.work).public_status == "outdated"


def test_a_link_that_the_original_lacks_is_not_lost_by_a_restart(editor):
    _story, translated = factories.make_translated_story()
    stop(editor, translated)
    page = NewsPage.objects.get(pk=translated.pk)
    page.body[0].value = type(page.body[0].value)(
        '<p>انظر <a href="https://example.org">هنا</a> الآن.</p>'
    )
    page.save_revision().publish()
    assert "انظر" in shown(restart(editor, translated))


def test_a_text_removed_from_the_original_does_not_hinder_a_restart(editor):
    heading = ("heading", {"text": "Head", "level": "h2"})
    story, translated = factories.make_translated_story(body=[heading, ("paragraph", "<p>We.</p>")])
    stop(editor, translated)
    del story.body[0]
    story.save_revision().publish()
    factories.translation_of(translated).source.update_from_db()
    restart(editor, translated)
    assert factories.translation_of(translated).enabled


def test_a_restart_in_the_other_direction_is_refused(editor):
    story, translated = factories.make_translated_story()
    stop(editor, translated)
    translation = factories.translation_of(translated)
    Page.objects.get(pk=story.pk).delete()
    back = factories.begin_translation(translated, "en")
    assert "its original is" in shown(restart(editor, translated))
    translation.refresh_from_db()
    assert not translation.enabled
    assert factories.translation_of(back).enabled


def test_a_locked_page_is_not_restarted(editor):
    _story, translated = factories.make_translated_story()
    stop(editor, translated)
    Page.objects.filter(pk=translated.pk).update(
        locked=True, locked_by=factories.make_user(roles.COMMUNICATIONS)
    )
    editor.post(f"/admin/pages/{translated.pk}/edit/", {"localize-restart-translation": "1"})
    assert not factories.translation_of(translated).enabled
