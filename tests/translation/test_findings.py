"""Markup that a translation has lost is shown wherever somebody works on it or decides about it."""

import pytest
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from core.setup import roles
from tests import factories
from tests.translation.offline.files import counts_of, po_for, stored, upload
from tests.translation.screens import put_text, segment_of
from translation.content.findings import findings
from translation.content.typed import repaired, unusable_markup

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BODY = '<p>See <a href="https://a.example/">this report</a> and <b>that</b>.</p>'
SOURCE = 'See <a id="a1">this report</a> and <b>that</b>.'
WHOLE = 'انظروا <a id="a1">هذا التقرير</a> و<b>ذاك</b>.'
LOST = "انظروا هذا التقرير و<b>ذاك</b>."
LINK = "around “this report” is missing"


@pytest.fixture
def linked(db):
    story = factories.make_story(title="Voices", body=[("paragraph", BODY)])
    return factories.begin_translation(story)


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


def press(client, page, action, **fields):
    return client.post(edit(page), {"action": action, **fields}, follow=True)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (WHOLE, []),
        ('انظروا <a id="a1">هذا التقرير</a> و<strong>ذاك</strong>.', []),
        (LOST, ["link"]),
        ('انظروا <a id="a1">هذا التقرير</a> وذاك.', ["bold"]),
        ("انظروا هذا التقرير وذاك.", ["link", "bold"]),
        ('<a id="a1"></a>انظروا هذا التقرير و<b> </b>ذاك.', ["link", "bold"]),
        ('انظروا <a id="a1">هذا</a> <a id="a1">التقرير</a> و<b>ذاك</b>.', ["more often"]),
        ('<b>انظروا</b> <a id="a1">هذا التقرير</a> و<b>ذاك</b>.', ["bold"]),
        ('<i>انظروا</i> <a id="a1">هذا التقرير</a> و<b>ذاك</b>.', ["italics"]),
        ('انظروا <a id="a1">هذا التقرير</a> و&lt;b&gt;ذاك.', ["see this as text", "bold"]),
    ],
)
def test_each_difference_in_markup_is_named(data, wanted):
    found = [str(each) for each in findings(SOURCE, data)]
    assert len(found) == len(wanted)
    assert all(word in message for word, message in zip(wanted, found, strict=True))


def test_a_lost_link_weighs_more_than_lost_bold():
    strong = [each.is_strong for each in findings(SOURCE, "انظروا هذا التقرير وذاك.")]
    assert strong == [True, False]


@pytest.mark.parametrize(
    "typed",
    [
        'انظروا < a id = "a1" >هذا التقرير< / a > و< b >ذاك</ b>.',
        "انظروا ＜a id=＂a1＂＞هذا التقرير＜／a＞ و＜b＞ذاك＜/b＞.",
        "انظروا <a id=“a١”>هذا التقرير</a> و<B>ذاك<\\/B>.",
        "انظروا &lt;a id=&quot;a1&quot;&gt;هذا التقرير&lt;/a&gt; و&lt;b&gt;ذاك&lt;/b&gt;.",
        "انظروا <A ID='A1'>هذا التقرير</A> و<\u200fb>ذاك</\u200fb>.",
        "انظروا ‹a id=«a1»›هذا التقرير‹/a› و〈b〉ذاك〈/b〉.",
    ],
)
def test_tags_that_a_machine_broke_are_repaired(linked, translator, typed):
    answer = put_text(translator, linked, SOURCE, typed).json()
    assert (answer["error"], answer["hint"]) == (None, "")
    assert stored() == {WHOLE}


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ('انظروا <a id="a1">هذا</a> <b>ذاك.', "</b> after the words"),
        ("انظروا ذاك</b>.", "<b> before the words"),
        ('انظروا <a id="a1">هذا <b>ذاك</b>.', "</a> after the words"),
        ("انظروا <ب>ذاك</ب>.", "<ب>"),
        ("انظروا b>ذاك.", "b>"),
        ("انظروا <b ذاك.", "<b"),
        ("انظروا ذاك</b", "</b"),
        ("انظروا & lt;ذاك.", "& lt;"),
        ("انظروا &amp;nbsp;ذاك.", "&nbsp;"),
        ("انظروا ‹i›ذاك‹/i›.", "‹i›"),
        ("انظروا id=“a1” ذاك.", "id=“a1"),
        ("انظروا <a>ذاك</a>.", "Write tags as they are"),
        ('انظروا <a id="a12">ذاك</a>.', "a12"),
    ],
)
def test_tags_that_readers_would_see_or_that_do_not_end_are_refused(
    linked, translator, typed, reason
):
    answer = put_text(translator, linked, SOURCE, typed).json()
    assert reason in answer["error"].replace("\u2066", "").replace("\u2069", "")
    assert stored() == set()
    response = upload(translator, po_for(linked, {SOURCE: typed}))
    assert counts_of(response) == {"invalid": 1}


@pytest.mark.parametrize("text", ["٣ < ٥ و٧ > ٤", "«ب» و‹كلمة›", "AT&T; وغيرها", "س<ص", "a/b"])
def test_signs_that_are_no_tags_are_words(text):
    assert unusable_markup("Text.", text) == ""


def test_a_text_about_tags_stays_as_it_is():
    source = "Write &lt;b&gt; for <b>bold</b>."
    translated = "اكتبوا &lt;b&gt; لكتابة <b>عريض</b>."
    assert repaired(source, translated) == translated
    assert unusable_markup(source, translated) == ""
    assert findings(source, translated) == []


@pytest.mark.parametrize(("lang", "words"), [("en", LINK), ("ar", "ينقص الرابط")])
def test_the_editor_shows_what_is_lost(linked, client, lang, words):
    user = factories.make_user(roles.translators("ar"))
    UserProfile.objects.create(user=user, preferred_language=lang)
    client.force_login(user)
    assert words in put_text(client, linked, SOURCE, LOST).json()["hint"]
    assert words in client.get(edit(linked)).content.decode()


def test_the_preview_of_an_import_shows_what_is_lost(linked, translator):
    response = upload(translator, po_for(linked, {SOURCE: LOST}))
    assert counts_of(response) == {"new": 1}
    assert LINK in response.content.decode()


def test_it_is_listed_before_the_submission_and_asked_once(linked, translator):
    factories.translate_texts(linked, {SOURCE: LOST})
    html = press(translator, linked, "submit").content.decode()
    assert LINK in html
    assert 'value="submit-anyway"' in html
    assert not Page.objects.get(pk=linked.pk).workflow_in_progress
    press(translator, linked, "submit-anyway")
    assert Page.objects.get(pk=linked.pk).workflow_in_progress


def test_nothing_is_asked_where_nothing_is_lost(linked, translator):
    factories.translate_texts(linked, {SOURCE: WHOLE})
    press(translator, linked, "submit")
    assert Page.objects.get(pk=linked.pk).workflow_in_progress


def test_it_is_asked_before_a_publication_without_review(linked, editor):
    factories.translate_texts(linked, {SOURCE: LOST})
    html = press(editor, linked, "publish").content.decode()
    assert LINK in html
    assert 'value="publish-anyway"' in html
    assert not Page.objects.get(pk=linked.pk).live
    press(editor, linked, "publish-anyway")
    assert Page.objects.get(pk=linked.pk).live


def test_the_reviewer_sees_it_beside_the_text(linked, translator):
    factories.translate_texts(linked, {SOURCE: LOST})
    press(translator, linked, "submit-anyway")
    translator.force_login(factories.make_user(roles.reviewers("ar")))
    assert LINK in translator.get(edit(linked)).content.decode()


def test_in_review_the_links_are_those_of_the_original_whatever_their_order(translator):
    """A page numbers its links anew: without the first one, the second has its number."""
    links = '<a href="https://a.example/">one</a>, <a href="https://b.example/">two</a>'
    body = [("paragraph", f"<p>See {links}.</p>")]
    draft = factories.begin_translation(factories.make_story(title="Voices", body=body))
    words = 'See <a id="a1">one</a>, <a id="a2">two</a>.'
    factories.translate_texts(draft, {words: 'انظروا <a id="a2">اثنان</a>.'})
    press(translator, draft, "submit-anyway")
    translator.force_login(factories.make_user(roles.reviewers("ar")))
    html = translator.get(edit(draft)).content.decode()
    assert "around “one” is missing" in html
    assert "around “two”" not in html


def test_what_was_stored_broken_before_is_shown(linked, translator):
    factories.translate_texts(linked)
    StringTranslation.objects.filter(translation_of__data=SOURCE).update(data="انظروا &lt; b &gt;")
    assert segment_of(linked, SOURCE)
    html = translator.get(edit(linked)).content.decode()
    assert "Readers would see this as text" in html
