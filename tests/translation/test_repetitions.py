"""A text that repeats its original is no translation, unless a person keeps it as it is."""

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.models import PublishedItem
from core.setup import roles
from tests import factories
from tests.translation.screens import put, put_text, row_of, segment_of, shown, text_address
from translation.content.translated import AS_ORIGINAL, is_same_in_both, repeats
from translation.models import GlossaryTerm, Status
from translation.pairs.actions import reverse_pair

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HINT = "As in the original, so it is not translated yet."


@pytest.fixture
def one(db):
    """A begun translation of a single text."""
    return factories.begin_translation(factories.make_story(title="The Guardian", body=[]))


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def press(client, page, action, **fields):
    return client.post(edit(page), {"action": action, **fields}, follow=True)


def typed(page, words, text, **more):
    pk = segment_of(page, words).pk
    return {f"text-{pk}": text, f"was-text-{pk}": "", **more}


@pytest.mark.parametrize(
    "data",
    [
        "The Guardian",
        "the GUARDIAN",
        " The \n Guardian\u00a0",
        "\u200fThe Guar\u00addian\u200e",
        "<b>The</b> Guardian",
        "Ｔhe Guardian",
    ],
)
def test_spaces_invisible_characters_capitals_and_markup_make_no_translation(data):
    assert repeats("The Guardian", data)


@pytest.mark.parametrize(
    ("original", "data"),
    [
        ("The Guardian", "الغارديان"),
        ("The Guardian", "The Guardian الغارديان"),
        ("Hit", "Hit!"),
        ("We met." * 40, "We met." * 39),
        ("<b>A</b>b", "a b"),
    ],
)
def test_other_words_and_signs_make_another_text(original, data):
    assert not repeats(original, data)


def test_arabic_is_compared_as_it_is_read():
    assert repeats("المُنتدى “الأول” ٢٠١٩", 'المنتدى "الاول" 2019')


@pytest.mark.parametrize(
    "text",
    [
        "2019–2021",
        "+964 (770) 123 45 67",
        "info@example.org",
        "https://example.org/en/page",
        "<b>www.example.org</b>",
        "example.org/page",
        "@example_org",
        "12.5 %",
        "٢٠١٩",
    ],
)
def test_numbers_and_addresses_are_the_same_in_both_languages(text):
    assert is_same_in_both(text, "ar")


@pytest.mark.parametrize("text", ["The Guardian", "Write to info@example.org", "page 3", "ICSSI"])
def test_words_are_not(text):
    assert not is_same_in_both(text, "ar")


def test_a_name_that_the_glossary_writes_alike_is_the_same_in_both(editor):
    form = {"en": "Zenodo", "ar": "Zenodo", "variants": "", "kind": "organisation", "note": ""}
    editor.post("/admin/translations/glossary/new/", form)
    assert GlossaryTerm.objects.filter(en="Zenodo", ar="Zenodo").exists()
    assert is_same_in_both("Zenodo (2019)", "ar")
    assert not is_same_in_both("Zenodo in Baghdad", "ar")


@pytest.mark.parametrize("is_put", [True, False])
def test_a_text_typed_as_the_original_is_stored_but_open(one, translator, is_put):
    if is_put:
        answer = put_text(translator, one, "The Guardian", "the guardian").json()
        assert (answer["is_done"], HINT in answer["hint"]) == (False, True)
    else:
        translator.post(edit(one), typed(one, "The Guardian", "the guardian"))
    assert StringTranslation.objects.get().data == "the guardian"
    assert (row_of(one).done, row_of(one).total) == (0, 1)
    html = translator.get(edit(one)).content.decode()
    assert HINT in html
    assert 'data-translation-editor-target="done">0</b>' in html


@pytest.mark.parametrize("is_put", [True, False])
def test_it_counts_once_a_person_keeps_it_as_it_is(one, translator, is_put):
    if is_put:
        address = text_address(one, "The Guardian")
        assert put(translator, address, "The Guardian", keep="1").json()["is_done"]
    else:
        translator.post(edit(one), {"keep": segment_of(one, "The Guardian").pk})
    assert row_of(one).done == 1
    assert "Kept as it is" in translator.get(edit(one)).content.decode()
    press(translator, one, "submit")
    assert Page.objects.get(pk=one.pk).workflow_in_progress


def test_the_mark_does_not_cover_another_text(one, translator):
    address = text_address(one, "The Guardian")
    put(translator, address, "الغارديان", keep="1")
    put(translator, address, "The Guardian")
    assert row_of(one).done == 0


def test_it_is_neither_submitted_nor_published_and_is_named(one, translator, editor):
    put_text(editor, one, "The Guardian", "The Guardian")
    for action in ("publish", "publish-anyway", "submit", "submit-anyway"):
        assert "Title (“The Guardian”)" in shown(press(editor, one, action))
    page = Page.objects.get(pk=one.pk)
    assert (page.live, bool(page.workflow_in_progress)) == (False, False)


def test_numbers_and_addresses_count_as_they_are(translator):
    body = [("paragraph", "<p>2019</p><p>info@example.org</p>")]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    for words in ("2019", "info@example.org"):
        assert put_text(translator, draft, words, words).json()["is_done"]
    assert row_of(draft).done == 2


def test_a_machine_that_sends_the_text_back_suggests_nothing(draft, editor, machine):
    machine.translate = lambda text: text.upper() if text == "Voices" else f"[{text}]"
    address = f"/admin/localize/translate/{factories.translation_of(draft).pk}/machine_translate/"
    assert "1 suggestion was left out" in shown(editor.post(address, follow=True))
    assert [row.translation_of.data for row in StringTranslation.objects.all()] == ["We met."]


@pytest.fixture
def before(one):
    """A public translation of the time when a repeated text counted by itself."""
    translation = factories.translate_texts(one, {"The Guardian": "The Guardian"})
    StringTranslation.objects.update(tool_name=AS_ORIGINAL)
    translation.save_target()
    StringTranslation.objects.update(tool_name="")
    return one


def test_what_was_stored_before_becomes_open_and_the_public_page_stays(before, editor):
    call_command("rebuild_translation_states")
    row = row_of(before)
    assert (row.status, row.done) == (Status.OUTDATED, 0)
    public = PublishedItem.objects.public().get(page_id=before.pk)
    assert public.translation_status == "complete"
    html = editor.get(edit(before)).content.decode()
    assert "some of its texts are as in the original" in html
    assert "The original has changed since" not in html
    editor.post(edit(before), {"keep": segment_of(before, "The Guardian").pk})
    assert row_of(before).status == Status.UP_TO_DATE


def test_a_kept_text_stays_kept_when_the_translation_becomes_the_original():
    story = factories.make_story(title="The Guardian")
    draft = factories.begin_translation(story)
    translation = factories.translate_texts(draft, {"The Guardian": "The Guardian"})
    StringTranslation.objects.filter(data="The Guardian").update(tool_name=AS_ORIGINAL)
    translation.save_target()
    reverse_pair(story, Page.objects.get(pk=draft.pk))
    row = row_of(draft)
    assert (row.lang, row.status, row.done, row.total) == ("en", Status.UP_TO_DATE, 2, 2)


def test_a_page_that_is_edited_by_hand_is_not_published_with_a_text_of_its_original(
    one, translator, editor
):
    factories.translate_texts(one, {"The Guardian": "الغارديان"}).save_target(publish=False)
    translation = factories.translation_of(one)
    editor.post(f"/admin/localize/translate/{translation.pk}/disable/")
    page = Page.objects.get(pk=one.pk).specific
    page.title = "THE GUARDIAN"
    page.save_revision()
    editor.force_login(factories.make_user(roles.ADMINISTRATORS))
    with pytest.raises(Exception, match="THE GUARDIAN"):
        page.get_latest_revision().publish()
