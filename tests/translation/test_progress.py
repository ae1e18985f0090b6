"""What lists, start page, summary and API say of progress is true in the very next request."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.offline.files import take_over
from tests.translation.screens import put, put_text, segment_of, text_address
from translation.models import GlossaryTerm, TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BODY = [("paragraph", "<p>We met.</p><p>We sang.</p>")]
GLOSSARY = "/admin/translations/glossary/"
DASHBOARD, QUEUE = "/admin/translations/", "/admin/translations/queue/"


@pytest.fixture
def draft(translator):
    """Three texts of a public original; its translation is assigned to the translator."""
    story = factories.make_story(title="Voices", body=BODY)
    draft = factories.begin_translation(story)
    TranslationStatus.objects.update(assignee_id=translator.session["_auth_user_id"])
    return draft


def shown(client, address):
    """All “Draft: n of m” of a screen."""
    return set(re.findall(r"Draft: (\d+ of \d+)", strip_tags(client.get(address).content.decode())))


def counted(client):
    """How many works have each status above the list, and those outdated on the start page."""
    shortcuts = client.get(DASHBOARD).context["shortcuts"]
    above = {link["status"]: link["count"] for link in shortcuts if link.get("count")}
    start = client.get("/admin/").content.decode()
    return above, re.findall(r"<strong>(\d+)</strong> Outdated", start)[-1]


def public_status(client, page):
    card = client.get(f"/api/v1/news/{page.translation_key}/ar/").json()
    return card["translation"]["status"]


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def assert_everywhere(client, draft, done, total):
    lists = [DASHBOARD, QUEUE, f"/admin/pages/{draft.get_parent().pk}/"]
    for address in lists:
        assert f"{done} of {total}" in shown(client, address), address
        assert len(shown(client, address)) == 1, address
    editor = client.get(edit(draft)).content.decode()
    assert f'data-translation-editor-target="done">{done}</b> of {total}' in editor


def change_original(draft, html):
    """Publish another text as the communications staff, while no worker runs."""
    editor = Client()
    editor.force_login(factories.make_user(roles.COMMUNICATIONS))
    story = NewsPage.objects.get(translation_key=draft.translation_key, locale__language_code="en")
    story.body = json.dumps([dict(story.body.raw_data[0]) | {"value": html}])
    story.save_revision()
    address = "/admin/bulk/wagtailcore/page/publish/"
    response = editor.post(f"{address}?id={story.pk}&next=/admin/", follow=True)
    assert response.status_code == 200
    return NewsPage.objects.get(pk=story.pk)


def test_a_text_that_is_saved_or_cleared_counts_at_once(translator, draft):
    assert_everywhere(translator, draft, 0, 3)
    put_text(translator, draft, "We met.", "التقينا.")
    assert_everywhere(translator, draft, 1, 3)
    translator.delete(text_address(draft, "We met."))
    assert_everywhere(translator, draft, 0, 3)


def test_a_text_that_is_kept_as_it_is_counts_at_once(translator, draft):
    address = text_address(draft, "Voices")
    put(translator, address, "Voices")
    assert_everywhere(translator, draft, 0, 3)
    put(translator, address, "Voices", keep="1")
    assert_everywhere(translator, draft, 1, 3)


def test_the_form_without_a_script_counts_at_once(translator, draft):
    pk = segment_of(draft, "We sang.").pk
    translator.post(edit(draft), {"action": "texts", f"text-{pk}": "غنينا."})
    assert_everywhere(translator, draft, 1, 3)
    translator.post(edit(draft), {"action": "texts", "clear": pk, f"was-text-{pk}": "غنينا."})
    assert_everywhere(translator, draft, 0, 3)


def test_an_imported_file_counts_at_once(translator, draft):
    address = f"/admin/localize/translate/{factories.translation_of(draft).pk}/pofile"
    po = translator.get(f"{address}/download/").content.decode()
    po = po.replace('msgid "We met."\nmsgstr ""', 'msgid "We met."\nmsgstr "التقينا."')
    file = SimpleUploadedFile("voices.po", po.encode())
    response = translator.post(f"{address}/upload/", {"file": file}, follow=True)
    assert_everywhere(translator, draft, 0, 3)
    take_over(translator, response)
    assert_everywhere(translator, draft, 1, 3)


def test_a_new_text_of_the_original_is_to_be_translated_at_once(translator, draft):
    """It was counted when the worker had come by, or somebody had opened the editor."""
    factories.translate_texts(draft)
    assert_everywhere(translator, draft, 3, 3)
    change_original(draft, "<p>We met.</p><p>We sang.</p><p>We ate.</p>")
    assert shown(translator, DASHBOARD) == {"3 of 4"}
    assert_everywhere(translator, draft, 3, 4)


def test_a_text_that_the_original_has_lost_is_not_counted_any_more(translator, draft):
    change_original(draft, "<p>We met.</p>")
    assert shown(translator, DASHBOARD) == {"0 of 2"}


def test_a_name_that_is_the_same_in_both_languages_counts_while_the_glossary_has_it(translator):
    """A text that repeats its original counts by it, at once and not after its next change."""
    draft = factories.begin_translation(factories.make_story(title="Zenodo (2019)"))
    put_text(translator, draft, "Zenodo (2019)", "Zenodo (2019)")
    assert shown(translator, DASHBOARD) == {"0 of 2"}
    editor = Client()
    editor.force_login(factories.make_user(roles.COMMUNICATIONS))
    form = {"en": "Zenodo", "ar": "Zenodo", "variants": "", "kind": "other", "note": ""}
    editor.post(f"{GLOSSARY}new/", form)
    assert shown(translator, DASHBOARD) == {"1 of 2"}
    term = GlossaryTerm.objects.get(en="Zenodo")
    editor.post(f"{GLOSSARY}edit/{term.pk}/", form | {"en": "Zonodo", "ar": "Zonodo"})
    assert shown(translator, DASHBOARD) == {"0 of 2"}
    editor.post(f"{GLOSSARY}edit/{term.pk}/", form)
    editor.post(f"{GLOSSARY}delete/{term.pk}/")
    assert not GlossaryTerm.objects.filter(pk=term.pk).exists()
    assert shown(translator, DASHBOARD) == {"0 of 2"}


def test_opening_the_editor_changes_what_the_list_says_too(translator, draft):
    """What no signal sees is read when the editor opens; the list had the number before."""
    NewsPage.objects.filter(pk=draft.pk - 1).update(summary="Written past the CMS.")
    editor = translator.get(edit(draft)).content.decode()
    total = re.search(r'target="done">0</b> of (\d)', editor)[1]
    assert shown(translator, DASHBOARD) == {f"0 of {total}"}


def test_the_summary_and_the_public_status_follow_the_original(editor):
    story, translated = factories.make_translated_story(title="Voices", body=BODY)
    assert public_status(editor, translated) == "complete"
    assert counted(editor) == ({"up_to_date": 1}, "0")
    change_original(translated, "<p>We met again.</p>")
    assert public_status(editor, translated) == "outdated"
    assert counted(editor) == ({"outdated": 1}, "1")
    factories.translate_texts(translated).save_target()
    assert public_status(editor, translated) == "complete"
    assert counted(editor) == ({"up_to_date": 1}, "0")
    NewsPage.objects.get(pk=translated.pk).delete()
    assert counted(editor) == ({"missing": 1}, "0")
    NewsPage.objects.get(pk=story.pk).delete()
    assert counted(editor) == ({}, "0")
