"""The glossary warns where a text is written and brought, long before somebody approves it."""

import urllib.parse

import pytest
from bs4 import BeautifulSoup

from core.setup import roles
from tests import factories
from tests.signing_in import sign_in
from tests.translation.offline.files import po_for, upload
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db
SOURCE, RIGHT, WRONG = "We came to Hit", "وصلنا إلى هيت", "وصلنا إلى البلدة"


@pytest.fixture
def story_draft(db):
    assert GlossaryTerm.objects.filter(en="Hit", ar="هيت").exists()
    return factories.begin_translation(factories.make_story(title=SOURCE))


def address_of(draft, action):
    translation = factories.translation_of(draft)
    segment = translation.source.stringsegment_set.get(string__data=SOURCE)
    return f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/{action}/"


def check(client, draft, text):
    return client.post(address_of(draft, "check"), {"value": text}).json()


@pytest.mark.parametrize(("text", "is_warned"), [(RIGHT, False), (WRONG, True), ("", False)])
def test_while_a_text_is_typed_the_names_that_it_lacks_are_shown(
    translator, story_draft, text, is_warned
):
    answer = check(translator, story_draft, text)
    assert ("Hit = هيت" in answer["hint"]) == is_warned
    shown = translator.get(f"/admin/pages/{story_draft.pk}/edit/").content.decode()
    assert WRONG not in shown


def test_a_saved_text_that_lacks_a_name_is_stored_and_says_so(translator, story_draft):
    answer = translator.put(
        address_of(story_draft, "edit"),
        urllib.parse.urlencode({"value": WRONG}),
        content_type="application/x-www-form-urlencoded",
    ).json()
    assert (answer["error"], answer["data"]) == (None, WRONG)
    assert "Hit = هيت" in answer["hint"]
    shown = translator.get(f"/admin/pages/{story_draft.pk}/edit/").content.decode()
    assert "Not as in the glossary" in shown


@pytest.mark.parametrize(("text", "is_warned"), [(RIGHT, False), (WRONG, True)])
def test_the_preview_of_a_file_names_what_its_texts_lack(editor, story_draft, text, is_warned):
    response = upload(editor, po_for(story_draft, {SOURCE: text}))
    assert ("Not as in the glossary" in response.content.decode()) == is_warned


def test_nobody_asks_about_texts_of_another_language(client, story_draft):
    sign_in(client, roles.translators("en"))
    response = client.post(address_of(story_draft, "check"), {"value": WRONG})
    assert "هيت" not in response.content.decode()


def test_a_text_with_a_limit_shows_how_much_of_it_is_used(translator, story_draft):
    factories.translate_texts(story_draft, {SOURCE: RIGHT})
    page = BeautifulSoup(
        translator.get(f"/admin/pages/{story_draft.pk}/edit/").content, "html.parser"
    )
    count = page.select_one(".character-count bdi").get_text(" ", strip=True)
    assert count == f"{len(RIGHT)} / 255"
