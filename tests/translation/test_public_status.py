"""`translation.status`: it is true, and depends on the words alone."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.models import PublishedItem
from core.publication.registry import Provenance, provenances
from news.models import NewsPage
from tests import factories
from translation.content.tasks import refresh_strings
from translation.content.translated import AS_ORIGINAL
from translation.models import TranslationStatus

pytestmark = pytest.mark.django_db


def state_of(page):
    page = NewsPage.objects.select_related("locale").get(pk=page.pk)
    return provenances([page])[page.pk]


def published_items(page):
    return PublishedItem.objects.get(page_id=page.pk).translation_status


def republish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_story_alone_is_an_original():
    assert state_of(factories.make_story("ar")) == Provenance("original", None, "ar")


@pytest.mark.parametrize(("lang", "other"), [("en", "ar"), ("ar", "en")])
def test_a_complete_translation_and_its_original(lang, other):
    story, translated = factories.make_translated_story(lang)
    assert state_of(story) == Provenance("original", None, lang)
    assert state_of(translated) == Provenance("complete", lang, lang)
    assert (published_items(story), published_items(translated)) == ("original", "complete")


def test_a_pair_without_strings_is_independent_and_the_first_is_its_original():
    english, arabic = factories.make_pair()
    assert state_of(english) == Provenance("independent", None, "en")
    assert state_of(arabic) == Provenance("independent", None, "en")
    assert published_items(english) == "independent"


def test_a_story_with_an_unfinished_counterpart_is_an_original_still():
    english, arabic = factories.make_pair()
    Page.objects.get(pk=arabic.pk).unpublish()
    assert state_of(english).status == "original"


def test_one_changed_word_makes_the_translation_outdated_in_its_published_item_too():
    story, translated = factories.make_translated_story(title="Before")
    republish(story, title="After")
    assert state_of(translated) == Provenance("outdated", "en", "en")
    assert published_items(translated) == "outdated"
    assert PublishedItem.objects.public().filter(page_id=translated.pk).exists()


def test_a_draft_of_the_original_makes_nothing_outdated():
    story, translated = factories.make_translated_story()
    story.title = "A draft"
    story.save_revision()
    assert published_items(translated) == "complete"


def test_republishing_the_same_words_or_another_date_leaves_the_translation_complete():
    story, translated = factories.make_translated_story()
    republish(story)
    republish(story, story_date=story.story_date.replace(year=2001))
    assert published_items(translated) == "complete"


def test_other_ids_of_blocks_leave_the_translation_complete():
    story, translated = factories.make_translated_story(body=[("paragraph", "<p>We.</p>")])
    republish(story, body=[("paragraph", "<p>We.</p>")])
    assert published_items(translated) == "complete"


def test_going_back_to_the_old_words_makes_it_complete_again():
    story, translated = factories.make_translated_story(title="Before")
    republish(story, title="After")
    republish(story, title="Before")
    assert published_items(translated) == "complete"


def test_translating_the_new_words_makes_it_complete():
    story, translated = factories.make_translated_story(title="Before")
    republish(story, title="After")
    translation = factories.translation_of(translated)
    translation.source.update_from_db()
    factories.translate_texts(translated)
    assert published_items(translated) == "outdated"
    translation.save_target()
    assert published_items(translated) == "complete"


def test_a_revision_from_before_the_change_is_outdated_when_it_is_published_after_it():
    story, translated = factories.make_translated_story(title="Before")
    factories.translate_texts(translated).save_target(publish=False)
    republish(story, title="After")
    Page.objects.get(pk=translated.pk).get_latest_revision().publish()
    assert published_items(translated) == "outdated"


def test_a_page_made_by_hand_after_stopping_preserves_its_status():
    story, translated = factories.make_translated_story()
    Translation.objects.update(enabled=False)
    republish(NewsPage.objects.get(pk=translated.pk), title="بيدي")
    assert published_items(translated) == "complete"
    republish(story, title="After")
    assert published_items(translated) == "outdated"


def test_a_translation_written_by_hand_before_its_first_publication_is_complete():
    draft = factories.begin_translation(factories.make_story())
    Translation.objects.update(enabled=False)
    republish(draft, title="بيدي", body=[])
    assert published_items(draft) == "complete"


@pytest.mark.parametrize("withdraw", ["unpublish", "delete"])
def test_a_withdrawn_original_leaves_the_status_as_it_was(withdraw):
    story, translated = factories.make_translated_story()
    getattr(Page.objects.get(pk=story.pk), withdraw)()
    assert state_of(translated) == Provenance("complete", "en", "en")


def test_removing_the_translations_record_leaves_an_independent_pair():
    story, translated = factories.make_translated_story()
    Translation.objects.get().delete()
    assert (published_items(story), published_items(translated)) == ("independent", "independent")


def test_provenances_of_many_pages_cost_two_queries(django_assert_num_queries):
    for _ in range(3):
        factories.make_translated_story()
        factories.make_pair()
    pages = list(NewsPage.objects.select_related("locale"))
    with django_assert_num_queries(2):
        provenances(pages)


def test_strings_follow_the_original_in_the_background_and_stopped_ones_do_not():
    story, _translated = factories.make_translated_story(title="Before")
    Translation.objects.update(enabled=False)
    republish(story, title="After")
    refresh_strings.func(str(story.work))
    assert not StringSegment.objects.filter(string__data="After").exists()
    Translation.objects.update(enabled=True)
    refresh_strings.func(str(story.work))
    assert StringSegment.objects.filter(string__data="After").exists()


def test_saving_single_columns_of_a_live_page_costs_no_look_at_its_text():
    story, _translated = factories.make_translated_story()
    TranslationStatus.objects.update(source_digest="x")
    story.has_unpublished_changes = True
    story.save(update_fields=["has_unpublished_changes"])
    assert TranslationStatus.objects.get().source_digest == "x"


def test_a_plain_page_row_is_enough_to_notice_new_words():
    story, translated = factories.make_translated_story()
    page = Page.objects.get(pk=story.pk)
    page.title = "After"
    page.save()
    assert published_items(translated) == "outdated"


def test_typing_another_word_takes_nothing_down_that_is_public():
    """The public page has a name in its original form; somebody has begun to write it in Arabic."""
    story = factories.make_story(title="UNAMI")
    draft = factories.begin_translation(story)
    translation = factories.translate_texts(draft, {"UNAMI": "UNAMI"})
    StringTranslation.objects.filter(data="UNAMI").update(tool_name=AS_ORIGINAL)
    translation.save_target()
    factories.translate_texts(draft, {"UNAMI": "يونامي"})
    NewsPage.objects.get(pk=draft.pk).save()
    call_command("rebuild_translation_states")
    assert published_items(draft) == "complete"
    assert PublishedItem.objects.public().filter(work=story.work).count() == 2


def test_rebuilding_repairs_what_no_signal_saw():
    story, translated = factories.make_translated_story()
    Page.objects.filter(pk=story.pk).update(title="After")
    Page.objects.filter(pk=translated.pk).update(live=False)
    TranslationStatus.objects.all().delete()
    Page.objects.filter(pk=translated.pk).update(live=True)
    call_command("rebuild_translation_states")
    row = TranslationStatus.objects.get()
    assert (row.lang, row.source_lang, row.public_status) == ("ar", "en", "outdated")
    assert str(row) == f"{story.work}:ar"
