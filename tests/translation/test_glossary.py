"""The names glossary: how names are found in texts, marked, missed, and seeded."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories
from translation.glossary import Glossary, Name, forget_names, highlighted, missing_names, names_in
from translation.models import GlossaryTerm

pytestmark = pytest.mark.any_database

ROWS = [
    ("Hit", "هيت", "Heet"),
    ("Hit Peace Forum", "منتدى السلام في هيت", ""),
    ("Misan", "ميسان", "Maysan\nMissan"),
    ("Misan Social Forum", "المنتدى الاجتماعي في ميسان", ""),
    ("Anbar", "الأنبار", ""),
    ("Amara", "العمارة", ""),
    ("Diyala", "ديالى", ""),
    ("Babil", "بابل", ""),
    ("Ramadi", "الرمادي", "Al-Ramadi"),
    ("Un Ponte Per", "منظمة جسر إلى الإيطالية", "UPP\nUn Ponte Per (UPP)\nمنظمة جسر إلى"),
    ("Saad Al-Khalidy", "سعد الخالدي", ""),
    ("Mahmood Abdulbadee", "محمود عبد البديع", ""),
    ("peace building", "بناء السلام", ""),
    ("nonviolence", "اللاعنف", ""),
    ("women's rights", "حقوق المرأة", ""),
]
NAMES = [
    Name(number, en, ar, variants, "other", "")
    for number, (en, ar, variants) in enumerate(ROWS, start=1)
]
GLOSSARY = Glossary(NAMES)


def found(text, lang):
    """What of a text is a name, as (as written there, in English)."""
    return [(text[start:end], term.en) for start, end, term in GLOSSARY.names_in(text, lang)]


def written(text, lang):
    return [part for part, _name in found(text, lang)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The forum of Hit met.", ["Hit"]),
        ("Floods hit the town; they hIt it.", []),
        ("A HIT list", []),
        ("PEACE FORUM IN HIT", ["HIT"]),
        ("RAMADI, 12 October: the council met.", ["RAMADI"]),
        ("White, Hitler, Hits and Hit2", []),
        ("Hit's river, Hit’s people, a Hit-based team, “Hit”, (Hit)/Hit", ["Hit"] * 6),
        ("In Heet and in Missan", ["Heet", "Missan"]),
        ("the Hit Peace Forum", ["Hit Peace Forum"]),
        ("the Hit\u00a0 Peace\nForum", ["Hit\u00a0 Peace\nForum"]),
        ("the Hit peace forum", ["Hit"]),
        ("the Hit, Peace Forum", ["Hit"]),
        ("Misan Social Forum, Misan", ["Misan Social Forum", "Misan"]),
        ("Al-Ramadi, Al Ramadi, al‑Ramadi", ["Al-Ramadi", "Al Ramadi", "al‑Ramadi"]),
        ("Saad al-Khalidy spoke", ["Saad al-Khalidy"]),
        ("UPP, Upp and upp", ["UPP"]),
        ("Un Ponte Per (UPP) in Iraq", ["Un Ponte Per (UPP)"]),
        ("Peace building, peace-building", ["Peace building", "peace-building"]),
        ("PEACE BUILDING", ["PEACE BUILDING"]),
        ("women’s rights; Women's Rights", ["women’s rights", "Women's Rights"]),
        ("Mi\u0301san, Ｍisan", ["Mi\u0301san", "Ｍisan"]),
        ("هيت", []),
        ("", []),
        (" \n\t", []),
    ],
)  # fmt: skip
def test_an_english_name_is_a_whole_word_with_its_capitals(text, names):
    assert written(text, "en") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("في هيت، «هيت» وهِيتُ وهيــت.", ["هيت", "هيت", "وهِيتُ", "وهيــت"]),
        ("هيتنا وهيتي والهيتي", []),
        ("الأنبار والانبار وبالأنبار", ["الأنبار", "والانبار", "وبالأنبار"]),
        ("وللأنبار فللٱنبار كالأنبار", ["وللأنبار", "فللٱنبار", "كالأنبار"]),
        ("لَلْأَنْبَارِ", ["لَلْأَنْبَارِ"]),
        ("بديالى وديالي", ["بديالى", "وديالي"]),
        ("بابل وبابل وببابل لبابل", ["بابل", "وبابل", "وببابل", "لبابل"]),
        ("العماره بالعمارة", ["العماره", "بالعمارة"]),
        ("عمارة جديدة", []),
        ("منتدي السلام في هيت", ["منتدي السلام في هيت"]),
        ("لمنتدى السلام\u00a0في هيت", ["لمنتدى السلام\u00a0في هيت"]),
        ("بالمنتدى الاجتماعي في ميسان", ["بالمنتدى الاجتماعي في ميسان"]),
        ("منتدى الاجتماعي في ميسان", ["منتدى الاجتماعي في ميسان"]),
        ("للمنتدى الإجتماعي في ميسان وميسان", ["للمنتدى الإجتماعي في ميسان", "وميسان"]),
        ("لسعد الخالديّ", ["لسعد الخالديّ"]),
        ("محمود عبدالبديع ومحمود عبد البديع", ["محمود عبدالبديع", "ومحمود عبد البديع"]),
        ("للاعنف وباللاعنف", ["للاعنف", "وباللاعنف"]),
        ("منظمة جسر الى", ["منظمة جسر الى"]),
        ("منظمة جسر إلى الايطالية", ["منظمة جسر إلى الايطالية"]),
        ("\u200fهيت\u200e", ["هيت"]),
        ("Hit", []),
        ("و ف ب ل ك ال", []),
    ],
)  # fmt: skip
def test_an_arabic_name_is_found_however_it_is_spelled_and_with_what_joins_it(text, names):
    assert [part.strip("\u200e\u200f") for part in written(text, "ar")] == names


def test_of_names_that_overlap_the_longest_is_found():
    names = [Name(1, "North Hit", "أ ب", "", "", ""), Name(2, "Hit Peace Forum", "ج د", "", "", "")]
    text = "The North Hit Peace Forum"
    assert [match.term.pk for match in Glossary(names).names_in(text, "en")] == [2]


def test_names_are_found_among_hundreds():
    names = [Name(n, f"Name{n} Of Place", f"اسم{n} المكان", "", "", "") for n in range(500)]
    glossary = Glossary([*names, *NAMES])
    texts = ["The Hit Peace Forum met the Misan Social Forum in the city of Amara. " * 3] * 50
    assert all(len(glossary.names_in(text, "en")) == 9 for text in texts)


SPELLINGS = [each for name in NAMES for lang in ("en", "ar") for each in name.spellings(lang)]
BETWEEN = [" ", "و", "ب", "لل", "ال", "'s", "-", "\u0651", "ـ", "<b>", "<br/>", "&amp;", "عبد "]
PARTS = st.one_of(st.text(max_size=6), st.sampled_from(SPELLINGS), st.sampled_from(BETWEEN))


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=8).map("".join), st.sampled_from(["en", "ar"]))
def test_what_is_found_is_a_name_by_itself(text, lang):
    matches = GLOSSARY.names_in(text, lang)
    ends = [0]
    for start, end, term in matches:
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)
        assert term in GLOSSARY.mentioned_in(text[start:end].upper(), lang)


@pytest.fixture
def names(db):
    """The glossary with the names of these tests alone."""
    GlossaryTerm.objects.all().delete()
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(en=en, ar=ar, variants=variants) for en, ar, variants in ROWS
    )
    forget_names()
    yield
    forget_names()


def marked_in(shown):
    return re.findall(r'<mark class="glossary-name" title="([^"]*)"[^>]*>(.*?)</mark>', shown)


def test_names_in_a_segment_are_marked_with_the_other_language(names):
    term = GlossaryTerm.objects.get(en="Hit")
    term.note = 'Not the "verb"'
    term.save()
    assert highlighted("In Hit & <3 Ramadi", "en") == (
        'In <mark class="glossary-name" title="هيت\nNot the &quot;verb&quot;" data-name="هيت">Hit'
        '</mark> &amp; &lt;3 <mark class="glossary-name" title="الرمادي" data-name="الرمادي">'
        "Ramadi</mark>"
    )
    assert marked_in(highlighted("وَلِلأَنبَارِ أهل", "ar")) == [("Anbar", "وَلِلأَنبَارِ")]


def test_names_are_found_across_tags_which_are_shown_as_text(names):
    shown = highlighted('<a id="a1">Hit</a> <b>Peace Forum</b> &amp; <script>', "en")
    assert [part for _title, part in marked_in(shown)] == ["Hit", " ", "Peace Forum"]
    assert "<script" not in shown
    assert "&lt;a id=&quot;a1&quot;&gt;" in shown
    assert "&amp;amp;" not in shown
    assert shown.count("</code>") == 5


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(PARTS, max_size=8).map("".join), lang=st.sampled_from(["en", "ar"]))
def test_marking_loses_and_adds_no_text(names, text, lang):
    shown = highlighted(html.escape(text), lang)
    assert html.unescape(re.sub(r"</?mark[^>]*>", "", shown)) == html.unescape(html.escape(text))


def test_a_change_is_seen_at_once_and_the_glossary_costs_one_query(
    names, django_assert_num_queries
):
    assert names_in("Basra", "en") == []
    term = GlossaryTerm.objects.create(en="Basra", ar="البصرة")
    with django_assert_num_queries(1):
        assert [match.term.en for match in names_in("Basra", "en")] == ["Basra"]
        for _ in range(20):
            highlighted("Hit and Basra", "en")
    term.delete()
    assert names_in("Basra", "en") == []


def translated(texts, **fields):
    """Return the translation of an English story of which `texts` are the translated ones."""
    draft = factories.begin_translation(factories.make_story("en", **fields))
    return factories.translate_texts(draft, texts)


def missing(translation):
    return [(each.place, each.term.en, each.wanted) for each in missing_names(translation)]


def test_a_name_that_a_translated_text_lacks_is_reported_with_its_place(names):
    texts = {"Voices of Hit": "أصوات المدينة", "Misan and <b>Hit</b>": "ميسان و<b>هيت</b>"}
    translation = translated(
        texts, title="Voices of Hit", body=[("paragraph", "<p>Misan and <b>Hit</b></p>")]
    )
    assert missing(translation) == [("Title", "Hit", ["هيت"])]
    assert missing_names(translation)[0].text == "Voices of Hit"


@pytest.mark.parametrize(
    ("text", "translation", "lacking"),
    [
        ("Hit and Hit", "هيت", []),
        ("Hit", "في منتدى السلام في هيت", []),
        ("Hit Peace Forum", "منتدى هيت", ["Hit Peace Forum"]),
        ("Misan", "بميسان", []),
        ("Un Ponte Per", "منظمة جسر إلى", []),
        ("Un Ponte Per", "UPP", ["Un Ponte Per"]),
        ("Hit and Misan", "", []),
        ("Hit", "Hit", []),
        ("They hit it", "ضربوها", []),
    ],
)
def test_any_spelling_of_the_other_language_will_do(names, text, translation, lacking):
    """A blank is no translation, and what is left as it is was decided by a person."""
    found = missing_names(translated({text: translation}, title=text))
    assert [each.term.en for each in found] == lacking


def test_names_are_missed_in_the_other_direction_too(names):
    draft = factories.begin_translation(factories.make_story("ar", title="بالأنبار"), "en")
    translation = factories.translate_texts(draft, {"بالأنبار": "In the west"})
    assert missing(translation) == [("Title", "Anbar", ["Anbar"])]


def test_missing_names_cost_the_same_for_long_pages(names):
    body = [("paragraph", f"<p>Hit {number}</p>") for number in range(12)]
    costs = []
    for fields in ({"title": "Hit"}, {"title": "Hit", "body": body}):
        translation = translated({}, **fields)
        translation = type(translation).objects.get(pk=translation.pk)
        forget_names()
        with CaptureQueriesContext(connection) as queries:
            assert missing_names(translation)
        costs.append(len(queries))
    assert costs[0] == costs[1]
