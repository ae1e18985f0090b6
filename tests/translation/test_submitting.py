"""Beginning a translation makes one draft and nothing else."""

import re

import pytest
from wagtail.models import Page
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
    TranslationSource,
)

from core.refusals import RefusedError
from core.setup import roles
from tests import factories
from tests.translation.screens import shown
from translation.workflow.begin import submit
from translation.workflow.may_begin import parent_message, reason_not_to_translate

pytestmark = pytest.mark.django_db


def submit_by_hand(client, page, lang="ar"):
    return client.post(
        f"/admin/localize/submit/page/{page.pk}/",
        {"locales": [factories.locale(lang).pk]},
        follow=True,
    )


def in_tree(lang):
    return set(Page.objects.filter(locale__language_code=lang).values_list("pk", flat=True))


@pytest.mark.parametrize(("lang", "other"), [("en", "ar"), ("ar", "en")])
def test_publishing_in_one_language_makes_nothing_in_the_other(lang, other):
    before = in_tree(other)
    factories.make_story(lang)
    assert in_tree(other) == before
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_a_page_made_in_the_cms_makes_no_alias_even_where_trees_were_set_to_follow(editor):
    """Stock: each new page gets a live alias in every language that follows its own."""
    LocaleSynchronization.objects.create(
        locale=factories.locale("ar"), sync_from=factories.locale("en")
    )
    before = in_tree("ar")
    editor.post(
        f"/admin/pages/add/home/standardpage/{factories.home_page().pk}/",
        {
            "title": "About",
            "slug": "about",
            "body-count": 0,
            "action-publish": "1",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        },
    )
    assert Page.objects.get(slug="about").live
    assert in_tree("ar") == before


def test_submitting_a_live_page_makes_a_draft(editor):
    """Stock (without the setting): publishes the English text under /ar/."""
    story = factories.make_story()
    submit_by_hand(editor, story)
    draft = story.get_translation(factories.locale("ar"))
    assert not draft.live
    assert draft.alias_of_id is None
    assert draft.get_parent().pk == factories.news_index("ar").pk


def test_submitting_below_an_untranslated_parent_is_refused(editor):
    """Stock: the missing parent becomes a live alias with English text."""
    parent = factories.make_page(title="About us")
    page = factories.make_page(parent=parent)
    before = in_tree("ar")
    response = submit_by_hand(editor, page)
    assert "Translate “About us” into Arabic first" in shown(response)
    assert in_tree("ar") == before


def test_a_shell_cannot_make_parents_either():
    page = factories.make_page(parent=factories.make_page(title="About us"))
    source, _ = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=factories.locale("ar"))
    with pytest.raises(RefusedError, match="About us"):
        translation.save_target(publish=False)


def test_a_page_below_a_translated_draft_may_be_translated():
    parent = factories.make_page()
    page = factories.make_page(parent=parent)
    draft = factories.begin_translation(parent)
    assert factories.begin_translation(page).get_parent().pk == draft.pk


def test_the_form_offers_no_subtree(editor):
    """Stock: one tick translates every page below as well."""
    page = factories.make_page()
    factories.make_page(parent=page)
    response = editor.get(f"/admin/localize/submit/page/{page.pk}/")
    assert "include_subtree" not in response.context["form"].fields


def test_translating_a_translation_back_is_refused_with_the_reason(editor):
    """Stock: en→ar and ar→en at once lock both pages."""
    story, translated = factories.make_translated_story(title="Voices")
    response = submit_by_hand(editor, translated, "en")
    assert "its original is “Voices” in English" in shown(response)
    back, _ = TranslationSource.get_or_create_from_instance(translated)
    with pytest.raises(RefusedError, match="Voices"):
        Translation.objects.create(source=back, target_locale=story.locale)


def test_an_arabic_story_is_an_original_like_any_other():
    story = factories.make_story("ar", title="أصوات هيت")
    draft = factories.begin_translation(story, "en")
    assert draft.locale.language_code == "en"
    assert draft.get_parent().pk == factories.news_index("en").pk


def test_after_the_original_is_deleted_its_translation_may_become_one():
    story, translated = factories.make_translated_story()
    Page.objects.get(pk=story.pk).delete()
    assert submit(translated, factories.locale("en")).locale.language_code == "en"


def test_a_page_that_exists_in_both_languages_is_not_submitted(editor):
    english, _arabic = factories.make_pair()
    assert "exists in Arabic already" in shown(submit_by_hand(editor, english))
    assert not TranslationSource.objects.exists()


def test_a_late_submission_takes_the_text_of_today():
    """Stock: takes the text of the day when the source was first recorded."""
    story = factories.make_story(title="Before")
    TranslationSource.get_or_create_from_instance(story)
    story.title = "After"
    story.save_revision().publish()
    draft = factories.begin_translation(story)
    assert draft.title == "After"


def test_deleting_a_translation_preserves_its_strings():
    """Stock (without the setting): the translator's work is deleted with the page."""
    story, translated = factories.make_translated_story()
    words = set(StringTranslation.objects.values_list("data", flat=True))
    translated.delete()
    assert set(StringTranslation.objects.values_list("data", flat=True)) == words
    again = factories.begin_translation(story)
    assert again.title in words


def test_an_alias_that_is_translated_becomes_a_draft():
    """Stock: a live alias turns into a live page that shows the original's text."""
    story = factories.make_story()
    alias = story.create_alias(
        parent=factories.news_index("ar"),
        update_locale=factories.locale("ar"),
        reset_translation_key=False,
    )
    draft = factories.begin_translation(story)
    assert draft.pk == alias.pk
    assert (draft.live, draft.alias_of_id) == (False, None)


def test_an_open_form_is_shown_with_its_language(editor):
    response = editor.get(f"/admin/localize/submit/page/{factories.make_story().pk}/")
    (box,) = re.findall(r"<label[^>]*>\s*<input[^>]*>[^<]*", response.content.decode())
    assert "العربية" in box
    assert "checked" in box


def test_the_page_above_is_named_by_the_title_that_its_readers_know(client):
    above = factories.make_page(title="About us")
    page = factories.make_page(title="Below", parent=above)
    above.title = "Secret name"
    above.save_revision()
    user = factories.make_user(roles.translators("ar"))
    client.force_login(user)
    reason = reason_not_to_translate(page, factories.locale("ar"), user)
    for text in (client.get("/admin/translations/").content.decode(), reason):
        assert "About us" in text
        assert "Secret name" not in text


def test_a_page_above_that_is_not_public_is_not_named():
    above = factories.make_page(title="Secret name", live=False)
    page = factories.make_page(title="Below", parent=above, live=False)
    factories.begin_translation(above)
    user = factories.make_user(roles.translators("ar"))
    assert "Secret" not in parent_message(page, factories.locale("ar"), user)
