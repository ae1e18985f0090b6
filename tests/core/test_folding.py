"""Folding: spellings that people take for the same are the same, and highlights find their way."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.language.folding import fold, folded

pytestmark = pytest.mark.any_database

# What editors and partners write, and what no keyboard sends.
texts = st.text(
    st.characters()
    | st.sampled_from("أإآٱاىيئؤةه ـًٌٍَُِّْٰ٠١٢۳ی\u200f\u200d\u2067ﷺﻻﬁßİé\u0301\t\u00a0\x00")
)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("الأوّل", "الاول"),
        ("إعلان آخر ٱلسلام", "اعلان اخر السلام"),
        ("منتدىٰ", "منتدي"),
        ("المحافظة", "المحافظه"),
        ("مسؤول", "مسوول"),
        ("ھيت ہيت ۀ ۃ ۂ", "هيت هيت ه ه ه"),
        ("ڪردستان کركوك كوردێ ھەولێر", "كردستان كركوك كوردي ههولير"),
        ("منتدے سلامې ۆ ڵ ڕ", "منتدي سلامي و ل ر"),
        ("ٲحمد ٳسلام ٵ ٶ ٸ", "احمد اسلام ا و ي"),
        ("هيئة", "هييه"),
        ("بغــــداد", "بغداد"),
        ("٢٠١٩ ۲۰۱۹", "2019 2019"),
        ("ﻻ للعنف", "لا للعنف"),
        ("Ｃafé STRASSE Straße", "cafe strasse strasse"),
        ("\u2067منتدى\u2069 \u200fهيت\u200f", "منتدي هيت"),
        (" a\t\u00a0b\n\n", "a b"),
        ("a\x00\x07b", "ab"),
        ("", ""),
        ("\u200f ـ", ""),
    ],
)
def test_what_is_written_is_found_by_what_is_typed(written, searched):
    assert fold(written) == searched


def test_every_character_there_is_folds_once_and_for_all():
    every = (chr(code) for code in range(sys.maxunicode + 1))
    words = [f"a{char}b" for char in every if unicodedata.category(char) != "Cn"]
    # In long texts, whose words fold as they do alone: short ones take much longer.
    for start in range(0, len(words), 1000):
        once = fold(" ".join(words[start : start + 1000]))
        assert fold(once) == once, words[start]


@given(texts)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_folded_text_has_single_spaces_and_none_at_its_ends(text):
    assert fold(text) == " ".join(fold(text).split())


@given(texts, texts)
def test_parts_of_a_text_fold_as_they_do_alone(one, two):
    assert fold(f"{one} {two}") == f"{fold(one)} {fold(two)}".strip()


@given(texts)
def test_the_way_back_is_the_same_folding(text):
    assert folded(text).text == fold(text)


@given(texts)
def test_each_folded_character_comes_from_a_place_in_the_text_in_order(text):
    found = folded(text)
    assert len(found.origins) == len(found.text)
    assert list(found.origins) == sorted(found.origins)
    assert all(0 <= origin < len(text) for origin in found.origins)


@given(texts, st.data())
def test_a_highlight_in_the_original_folds_to_what_was_found(text, data):
    found = folded(text)
    words = found.text.split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    start = found.text.index(word)
    first, last = found.span(start, start + len(word))
    # A ligature cannot be cut: then the highlight holds more than the word.
    assert word in fold(text[first:last])


def test_a_highlight_takes_the_marks_of_its_last_letter_along():
    text = "في السَّلَامُ\u200f الدائم"
    start = folded(text).text.index("السلام")
    first, last = folded(text).span(start, start + len("السلام"))
    assert text[first:last] == "السَّلَامُ\u200f"
