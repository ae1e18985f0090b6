"""The editor of translations as people see and use it, with and without its script."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation

from core.models import PublishedItem
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import put, put_text, queries_of, segment_of, shown
from translation.models import GlossaryTerm, TranslationStatus

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LINKED = '<p>See <a href="https://example.org/a">this</a> &amp; that.</p>'
LINKED_TEXT = 'See <a id="a1">this</a> &amp; that.'


@pytest.fixture(scope="module")
def begun(once):
    story = factories.make_story(
        title="Voices",
        body=[("quote", {"text": "Heard", "attribution": "Ali"}), ("paragraph", LINKED)],
    )
    return factories.begin_translation(story)


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def stored(draft):
    """What is stored, by the words of the original."""
    found = StringTranslation.objects.filter(context__object_id=draft.translation_key)
    return dict(found.values_list("translation_of__data", "data"))


def typed(draft, texts, was=()):
    """The form of the editor as a browser sends it; `was` is what the fields were shown with."""
    form = {}
    for words, text in texts.items():
        pk = segment_of(draft, words).pk
        form |= {f"text-{pk}": text, f"was-text-{pk}": dict(was).get(words, "")}
    return form


def test_each_text_is_beside_its_field_in_its_own_language_and_direction(draft, translator):
    """Stock: no language and no direction on either side."""
    html = translator.get(edit(draft)).content.decode()
    source = rf'id="te-source-{segment_of(draft, "Heard").pk}" lang="en" dir="ltr">Heard<'
    assert re.search(source, html)
    assert html.count('lang="ar" dir="rtl" class="te-input"') == 4
    assert "Quotation 1 › Who said it" in html
    assert '<code class="te-tag" dir="ltr">&lt;a id=&quot;a1&quot;&gt;</code>this' in html
    assert 'data-translation-editor-target="done">0</b> of 4 texts' in html
    assert "wagtail-localize.js" not in html


def test_without_a_script_all_changed_texts_are_saved_and_nothing_is_lost(draft, translator):
    fields = {
        "Voices": "ط" * 256,
        "Heard": "سُمعنا & <b>هنا</b>",
        "Ali": "",
        LINKED_TEXT: "<i>x</i>",
    }
    revisions = draft.revisions.count()
    response = translator.post(edit(draft), {"action": "draft"} | typed(draft, fields))
    html = response.content.decode()
    assert stored(draft) == {"Heard": "سُمعنا &amp; <b>هنا</b>", LINKED_TEXT: "<i>x</i>"}
    assert "255" in html
    assert "ط" * 256 in html
    assert "Not everything could be saved" in shown(response)
    assert draft.revisions.count() == revisions  # what was asked for waits until all is saved


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<a id="a7">هنا</a>', "a7"),
        ('<a href="https://example.org">هنا</a>', "Write tags as they are"),
        ("<script>x</script>", "&lt;script&gt;"),
        ("<!-- x --> هنا", "Write tags as they are"),
    ],
)
def test_markup_that_the_original_does_not_have_is_refused_with_its_name(
    draft, translator, text, reason
):
    """Stock: stored, and left out of the page without a word."""
    response = translator.post(edit(draft), typed(draft, {LINKED_TEXT: text}))
    assert reason in response.content.decode()
    assert stored(draft) == {}


def test_a_link_that_is_left_out_is_reported_and_stored(draft, translator):
    answer = put_text(translator, draft, LINKED_TEXT, "هنا").json()
    assert '<a id="a1">' in answer["hint"]
    assert stored(draft) == {LINKED_TEXT: "هنا"}


def test_a_text_that_somebody_else_has_changed_meanwhile_is_not_overwritten_unseen(
    draft, translator
):
    factories.translate_texts(draft, {"Heard": "نص الزميل"})
    form = typed(draft, {"Heard": "نصي"}, was={"Heard": "قبل ذلك"})
    html = translator.post(edit(draft), form).content.decode()
    assert "Somebody has changed this text meanwhile" in html
    assert "نصي" in html
    assert stored(draft)["Heard"] == "نص الزميل"
    pk = segment_of(draft, "Heard").pk
    url = re.search(rf'url-value="(\S+/strings/{pk}/edit/)"', html)[1]
    answer = put(translator, url, "نصي", was="قبل").json()
    assert answer["current"] == "نص الزميل"
    translator.post(edit(draft), typed(draft, {"Heard": "نصي"}, was={"Heard": "نص الزميل"}))
    assert stored(draft)["Heard"] == "نصي"


def test_a_text_stays_as_it_is_and_is_cleared_at_the_press_of_a_button(draft, translator):
    pk = segment_of(draft, LINKED_TEXT).pk
    translator.post(edit(draft), {"keep": pk})
    assert stored(draft) == {LINKED_TEXT: LINKED_TEXT}
    assert TranslationStatus.objects.get(work=draft.translation_key).done == 1
    translator.post(edit(draft), {"clear": pk})
    assert stored(draft) == {}


def test_a_machines_suggestion_counts_when_a_person_accepts_it(draft, translator):
    factories.translate_texts(draft, {"Heard": "قالت الآلة"})
    StringTranslation.objects.update(translation_type="machine")
    html = translator.get(edit(draft)).content.decode()
    assert "Suggested by a machine" in html
    assert 'target="done">0</b>' in html
    translator.post(edit(draft), {"accept": segment_of(draft, "Heard").pk})
    accepted = StringTranslation.objects.get(translation_type="manual")
    assert accepted.data == "قالت الآلة"


def test_after_a_change_the_difference_and_the_old_translation_are_shown(translator):
    """Stock: an empty field, as if it had never been translated."""
    story, translated = factories.make_translated_story(title="Voices of Hit")
    old = stored(translated)["Voices of Hit"]
    story.title = "Voices of Ramadi"
    story.save_revision().publish()
    html = translator.get(edit(translated)).content.decode()
    assert '<span class="w-sr-only">Removed: </span>Hit</del>' in html
    assert "The translation before the change" in html
    assert "The original has changed since this translation was published" in html
    pk = segment_of(translated, "Voices of Ramadi").pk
    reply = translator.post(edit(translated), {"use": pk}).content.decode()
    assert f">{old}</textarea>" in reply
    assert "Voices of Ramadi" not in stored(translated)  # to be read once more


def test_a_text_for_a_place_that_is_gone_is_given_back(draft, translator):
    response = translator.post(edit(draft), {"text-99999": "كلمات ثمينة"}, follow=True)
    assert "كلمات ثمينة" in shown(response)


def everything_public(page):
    return PublishedItem.objects.public().filter(page_id=page.pk).values().get()


def test_a_draft_beside_a_live_page_changes_nothing_public(translator, client):
    """Stock: the live row is written first, so the draft is public."""
    _story, translated = factories.make_translated_story(title="Voices")
    public, live = everything_public(translated), NewsPage.objects.get(pk=translated.pk)
    addresses = [f"/ar/news/{live.slug}/", "/api/v1/news?lang=ar", "/ar/search/?q=جديدة"]
    before = [client.get(address).content for address in addresses[:2]]
    form = typed(translated, {"Voices": "جديدة"}, was={"Voices": stored(translated)["Voices"]})
    response = translator.post(edit(translated), {"action": "draft"} | form, follow=True)
    assert "Readers see the page as it was published" in shown(response)
    after = NewsPage.objects.get(pk=translated.pk)
    assert (after.title, after.body.raw_data[0]) == (live.title, live.body.raw_data[0])
    assert everything_public(translated) == public
    assert after.get_latest_revision_as_object().title == "جديدة"
    client.logout()
    assert [client.get(address).content for address in addresses[:2]] == before
    assert "جديدة".encode() not in client.get("/api/v1/news?lang=ar").content


def test_missing_texts_are_named_before_the_glossary_is_asked(draft, editor):
    GlossaryTerm.objects.create(en="Voices", ar="الأصداء", kind="other")
    factories.translate_texts(draft)
    StringTranslation.objects.filter(translation_of__data="Ali").delete()
    response = editor.post(edit(draft), {"action": "publish"}, follow=True)
    assert "Quotation › Who said it (“Ali”)" in shown(response)
    assert "Publish anyway" not in response.content.decode()


def test_a_name_that_is_missing_asks_for_one_more_click(draft, editor):
    GlossaryTerm.objects.create(en="Voices", ar="الأصداء", kind="other")
    factories.translate_texts(draft)
    html = editor.post(edit(draft), {"action": "publish"}).content.decode()
    assert "Publish anyway" in html
    assert "الأصداء" in html
    assert not Page.objects.get(pk=draft.pk).live
    editor.post(edit(draft), {"action": "publish-anyway"})
    assert Page.objects.get(pk=draft.pk).live


def test_names_of_the_glossary_are_marked_with_what_they_are_called_here(draft, translator):
    GlossaryTerm.objects.create(en="Voices", ar="الأصداء", kind="other")
    html = translator.get(edit(draft)).content.decode()
    assert 'data-name="الأصداء">Voices</mark>' in html
    assert '<bdi lang="ar">الأصداء</bdi>' in html


def test_pictures_and_addresses_have_fields_of_their_own(translator):
    photo = {"image": factories.make_image(title="River"), "caption": "", "credit": ""}
    story = factories.make_story(body=[("photo", photo), ("paragraph", LINKED)])
    draft = factories.begin_translation(story)
    picture, link = factories.translation_of(draft).source.overridablesegment_set.order_by("order")
    html = translator.get(edit(draft)).content.decode()
    assert "River" in html
    assert f'id="value-{picture.pk}"' in html
    other = factories.make_image(title="Bridge")
    form = {f"value-{picture.pk}": other.pk, f"value-{link.pk}": "javascript:alert(1)"}
    html = translator.post(edit(draft), form).content.decode()
    assert "javascript:alert(1)" in html  # still in its field, with the reason
    assert f'aria-describedby="value-{link.pk}-status" aria-invalid="true"' in html
    assert SegmentOverride.objects.get().data == other.pk
    assert "Bridge" in translator.get(edit(draft)).content.decode()
    translator.post(edit(draft), {f"value-{picture.pk}": "", f"was-value-{picture.pk}": other.pk})
    assert not SegmentOverride.objects.exists()


def test_the_editor_costs_as_many_queries_for_many_texts_as_for_few(translator):
    counts = []
    for number in (1, 3):
        photos = [
            ("photo", {"image": factories.make_image(), "caption": f"Picture {each}", "credit": ""})
            for each in range(number)
        ]
        texts = [("paragraph", f"<p>Text {each} of Hit.</p>") for each in range(number)]
        pages = [factories.make_story() for _ in range(number)]
        related = ("related_pages", {"heading": "", "pages": pages})
        story, translated = factories.make_translated_story(body=[*photos, *texts, related])
        for paragraph in story.body[number:-1]:
            paragraph.value = type(paragraph.value)(str(paragraph.value.source) + "<p>More.</p>")
        story.save_revision().publish()
        # Makes the small pictures, and refreshes the texts.
        html = translator.get(edit(translated)).content.decode()
        counts.append(queries_of(translator, edit(translated)))
        assert html.count("More.") >= number
    assert counts[0] == counts[1]


def test_the_assignment_and_the_way_to_the_original_are_shown_above(draft, translator):
    TranslationStatus.objects.filter(work=draft.translation_key).update(
        assignee=factories.make_user(email="zainab@example.org"), note="Before May, please."
    )
    row = TranslationStatus.objects.get(work=draft.translation_key)
    html = translator.get(edit(draft)).content.decode()
    assert "Assigned to" in html
    assert "Before May, please." in html
    assert reverse("translation_dashboard:source", args=[row.pk]) in html


def test_translators_are_offered_neither_publication_nor_stopping(draft, translator, editor):
    html = editor.get(edit(draft)).content.decode()
    assert 'value="publish"' in html
    assert "/disable/" in html
    translator.force_login(factories.make_user(roles.translators("ar")))
    html = translator.get(edit(draft)).content.decode()
    assert 'value="publish"' not in html
    assert "/disable/" not in html
    assert 'value="submit"' in html


def test_a_page_locked_by_somebody_is_read_alone(draft, translator):
    Page.objects.filter(pk=draft.pk).update(
        locked=True, locked_by=factories.make_user(roles.COMMUNICATIONS)
    )
    html = translator.get(edit(draft)).content.decode()
    assert "was locked" in html or "is locked" in html
    assert "<textarea" not in html
    translator.post(edit(draft), typed(draft, {"Voices": "أصوات"}))
    assert stored(draft) == {}
