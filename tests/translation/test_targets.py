"""What is written into a translated page, and when the public sees it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import MissingTranslationError, StringTranslation

from core.models import PublishedItem
from core.publication.registry import check_publication
from core.refusals import RefusedError
from core.setup import roles
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_saving_a_draft_beside_a_live_translation_changes_nothing_public():
    """Stock: the live row is written before the revision, so the draft is public at once."""
    _story, translated = factories.make_translated_story()
    before = NewsPage.objects.get(pk=translated.pk)
    seq = PublishedItem.objects.get(page_id=translated.pk).seq
    factories.translate_texts(translated, {}).save_target(publish=False)
    after = NewsPage.objects.get(pk=translated.pk)
    assert (after.title, str(after.body), after.live) == (before.title, str(before.body), True)
    assert after.has_unpublished_changes
    assert after.get_latest_revision_as_object().title != before.title
    assert PublishedItem.objects.get(page_id=translated.pk).seq == seq


def test_a_new_translation_gets_the_slug_of_its_arabic_title_and_preserves_it():
    """Stock: slugify() drops every Arabic letter, and the address moves with the title."""
    story = factories.make_story(title="Voices of Hit")
    draft = factories.begin_translation(story)
    factories.translate_texts(draft, {"Voices of Hit": "أصوات هيت"}).save_target()
    page = Page.objects.get(pk=draft.pk)
    assert page.slug == "أصوات-هيت"
    factories.translate_texts(draft, {"Voices of Hit": "أصوات من هيت"}).save_target()
    page.refresh_from_db()
    assert (page.title, page.slug) == ("أصوات من هيت", "أصوات-هيت")


def test_two_translations_with_one_title_get_two_slugs():
    slugs = set()
    for _ in range(2):
        draft = factories.begin_translation(factories.make_story(title="Voices"))
        factories.translate_texts(draft, {"Voices": "أصوات"}).save_target()
        slugs.add(Page.objects.get(pk=draft.pk).slug)
    assert slugs == {"أصوات", "أصوات-2"}


def test_a_slug_that_somebody_chose_for_a_draft_is_preserved():
    draft = factories.begin_translation(factories.make_story(title="Voices"))
    draft.slug = "من-هيت"
    draft.save()
    factories.translate_texts(draft, {"Voices": "أصوات"}).save_target()
    assert Page.objects.get(pk=draft.pk).slug == "من-هيت"


def test_an_arabic_page_preserves_its_slug_when_it_is_republished():
    """Stock: the Arabic slug vanishes with the second publication."""
    _story, translated = factories.make_translated_story()
    Page.objects.filter(pk=translated.pk).update(slug="أصوات-هيت")
    factories.translation_of(translated).save_target()
    assert Page.objects.get(pk=translated.pk).slug == "أصوات-هيت"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("forums", factories.make_forum),
        ("topics", factories.make_topic),
        ("partner_organisations", factories.make_organisation),
    ],
)
def test_relations_follow_the_original_and_so_does_their_removal(name, make):
    """Stock: an emptied relation is skipped, so the last topic stays on the translation."""
    story, translated = factories.make_translated_story(**{name: [make()]})
    assert list(getattr(translated, name).all()) == list(getattr(story, name).all())
    assert getattr(translated, name).exists()
    setattr(story, name, [])
    story.save_revision().publish()
    factories.translation_of(translated).save_target()
    assert not getattr(NewsPage.objects.get(pk=translated.pk), name).exists()


def test_dates_and_pictures_follow_the_original():
    story, translated = factories.make_translated_story()
    story.story_date = story.story_date.replace(year=2001, microsecond=0)
    story.lead_image = factories.make_image()
    story.save_revision().publish()
    factories.translation_of(translated).save_target()
    translated.refresh_from_db()
    assert (translated.story_date, translated.lead_image) == (story.story_date, story.lead_image)


def test_publishing_an_original_changes_no_translation():
    story, translated = factories.make_translated_story()
    revisions = translated.revisions.count()
    story.title = "Another title"
    story.save_revision().publish()
    after = Page.objects.get(pk=translated.pk)
    assert (after.title, after.revisions.count()) == (translated.title, revisions)


def test_a_translation_takes_over_its_changed_original_only_when_asked():
    story, translated = factories.make_translated_story(title="Before")
    story.title = "After"
    story.save_revision().publish()
    translation = factories.translation_of(translated)
    with pytest.raises(MissingTranslationError):
        translation.source.create_or_update_translation(translated.locale)


def test_a_text_that_does_not_fit_is_not_written():
    """Stock: 500 on PostgreSQL; here the page shows what is wrong, and nothing is written."""
    draft = factories.begin_translation(factories.make_story(title="Voices"))
    translation = factories.translate_texts(draft)
    StringTranslation.objects.filter(context__path="title").update(data="ط" * 300)
    revisions = draft.revisions.count()
    with pytest.raises(ValidationError):
        translation.save_target()
    assert (Page.objects.get(pk=draft.pk).live, draft.revisions.count()) == (False, revisions)


def test_the_translation_of_a_hidden_original_is_hidden_too():
    story = factories.make_story()
    hidden = PageViewRestriction.objects.create(page=story, restriction_type="groups")
    hidden.groups.set(factories.make_user(roles.COMMUNICATIONS).groups.all())
    draft = factories.begin_translation(story)
    factories.translate_texts(draft).save_target()
    copied = PageViewRestriction.objects.get(page=draft)
    assert list(copied.groups.all()) == list(hidden.groups.all())
    assert not PublishedItem.objects.public().filter(page_id=draft.pk).exists()


def test_an_original_that_was_hidden_meanwhile_does_not_come_out_in_translation():
    story = factories.make_story()
    draft = factories.begin_translation(story)
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    factories.translate_texts(draft).save_target()
    assert PageViewRestriction.objects.get(page=draft).restriction_type == "login"


def test_a_draft_that_was_hidden_does_not_come_out_in_a_translation_written_before():
    """Neither was ever public, so that the original is a draft is no reason to refuse."""
    story = factories.make_story(live=False)
    draft = factories.begin_translation(story)
    factories.translate_texts(draft).save_target(publish=False)
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    written = Page.objects.get(pk=draft.pk).get_latest_revision()
    with pytest.raises(RefusedError, match="only some people may see its original"):
        written.publish()
    PageViewRestriction.objects.create(page=draft, restriction_type="login")
    written.publish()
    assert not PublishedItem.objects.public().filter(page_id=draft.pk).exists()


def test_what_is_asked_before_a_publication_costs_few_queries(django_assert_num_queries):
    draft = factories.begin_translation(factories.make_story())
    factories.translate_texts(draft).save_target(publish=False)
    revision = Page.objects.get(pk=draft.pk).get_latest_revision()
    page = revision.as_object()
    check_publication(page, revision)  # fills the cache of content types
    with django_assert_num_queries(7):
        check_publication(page, revision)


def test_publishing_does_not_open_a_hidden_translation():
    """Stock: publishing deletes the restriction when the original has none."""
    _story, translated = factories.make_translated_story()
    PageViewRestriction.objects.create(page=translated, restriction_type="login")
    translation = factories.translation_of(translated)
    translation.save_target()
    translation.source.update_target_view_restrictions(translated.locale)
    assert PageViewRestriction.objects.filter(page=translated).exists()


def test_forums_are_translated_like_stories():
    forum = factories.make_forum(founded=date(2019, 6, 7), partner_organisations=[])
    draft = factories.begin_translation(forum)
    factories.translate_texts(draft).save_target()
    draft.refresh_from_db()
    assert draft.founded == forum.founded
    assert draft.city.startswith("نص")


def test_who_meets_is_translated_with_its_lines():
    forum = factories.make_forum(meetings="Media team.\nWater group.")
    draft = factories.begin_translation(forum)
    assert draft.meetings == forum.meetings
    # The texts of a page keep their line breaks as elements.
    arabic = {"Media team.<br/>Water group.": "فريق الإعلام.<br/>فريق المياه."}
    factories.translate_texts(draft, arabic).save_target()
    draft.refresh_from_db()
    assert draft.meetings == "فريق الإعلام.\nفريق المياه."


def test_a_councils_last_meeting_is_the_same_in_both_languages_and_its_members_are_translated():
    council = factories.make_council(members="Tribes\nUnions", last_meeting=date(2019, 3, 12))
    draft = factories.begin_translation(council)
    arabic = {"Tribes<br/>Unions": "عشائر<br/>نقابات"}
    factories.translate_texts(draft, arabic).save_target()
    draft.refresh_from_db()
    assert draft.last_meeting == date(2019, 3, 12)
    assert draft.kinds_of_members == ["عشائر", "نقابات"]
