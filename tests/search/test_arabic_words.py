"""Arabic words: stems, joined particles and related forms, by pairs that were judged by hand."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.analysis import words
from core.search.analysis.levels import Level
from core.search.analysis.tokens import Token, tokens

pytestmark = pytest.mark.any_database

PAIRS = Path(__file__).parent / "related_pairs.tsv"


def _judged(sign: str) -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in PAIRS.read_text("utf-8").splitlines() if line[0] != "#"]
    return [(query, text) for own, query, text in rows if own == sign]


def _token(word: str) -> Token:
    (token,) = tokens(word)
    return token


def _levels(query: str, text: str, *, is_name: bool = False) -> list[Level]:
    """Return at which levels a text with one word answers a query of one word."""
    own = set(words.index_keys(_token(text), is_name=is_name))
    return sorted(level for key, level in words.query_keys(_token(query)) if key in own)


def test_there_are_enough_pairs():
    assert min(len(_judged("meets")), len(_judged("apart"))) >= 250


def test_words_that_mean_the_same_meet():
    judged = _judged("meets")
    missed = [pair for pair in judged if not _levels(*pair)]
    assert len(missed) <= len(judged) * 0.02, missed


def test_words_that_only_look_alike_do_not_meet():
    judged = _judged("apart")
    met = [pair for pair in judged if _levels(*pair)]
    assert len(met) <= len(judged) * 0.02, met


@pytest.mark.parametrize(
    ("query", "text"),
    [("مدينة", "وبالمدينة"), ("جسر", "للجسور"), ("قلم", "الاقلام"), ("مدرسه", "مدارسهم")],
)
def test_phones_leave_out_hamza_and_article(query, text):
    assert _levels(query, text)


@pytest.mark.parametrize(
    ("query", "text", "level"),
    [
        ("محاكم", "محاكم", Level.EXACT),
        ("محاكم", "المحاكم", Level.STEM),
        ("محاكم", "وبمحاكمهم", Level.STEM),
        ("محاكم", "محكمة", Level.RELATED),
        ("سياسي", "السياسيين", Level.STEM),
        ("سياسة", "السياسيين", Level.RELATED),
    ],
)
def test_the_nearer_a_word_the_better_its_level(query, text, level):
    assert _levels(query, text)[0] is level


@pytest.mark.parametrize(
    ("query", "text"), [("محاكم", "محكمتان"), ("محكمة", "محاكم"), ("محاكمهم", "محكمة")]
)
def test_a_plural_finds_its_singular_and_the_other_way(query, text):
    assert _levels(query, text)


def test_plurals_of_one_root_do_not_find_each_other():
    assert not _levels("شعراء", "شعارات")
    assert not _levels("كتائب", "كتب")


def test_words_of_relation_find_their_noun_but_not_each_other():
    assert _levels("صناعي", "صناعة")
    assert _levels("صناعة", "الصناعيين")
    assert not _levels("صنعي", "صناعي")


def test_both_participles_meet_only_in_what_is_done():
    assert _levels("قتل", "القاتل")
    assert _levels("قتل", "المقتولين")
    assert not _levels("قاتل", "مقتولين")


def test_particles_are_read_in_texts_but_not_in_queries():
    assert _levels("بلدية", "وبلدية")
    assert not _levels("وبلدية", "بلدية")
    rests = words.arabic.tokens_without_particles(_token("وبلدية"))
    assert [rest.spelled for rest in rests] == ["بلدية"]


def test_a_word_of_a_name_is_related_to_nothing():
    assert _levels("أنهار", "النهر")
    assert not _levels("أنهار", "النهر", is_name=True)
    assert _levels("نهر", "النهر", is_name=True)


def test_only_a_query_may_lack_a_final_hamza():
    assert _levels("علما", "العلماء")
    assert not _levels("سماء", "سما")


def test_a_final_letter_of_a_query_is_no_pronoun():
    assert not _levels("رئيسه", "شعبه")
    assert _levels("شعب", "شعبه")
    assert not [key for key, _level in words.query_keys(_token("شعبه")) if key == "~شعب"]


def test_other_letters_and_seats_of_hamza_are_understood():
    assert _levels("كلال", "گلال")
    assert _levels("چلبي", "جلبي")
    assert _levels("مسئول", "المسؤولين")


@pytest.mark.parametrize("word", ["في", "الى", "التي", "وهو", "ال", "لل", "و", "ء", "ه"])
def test_words_that_mean_nothing_are_related_to_nothing(word):
    assert not [key for key in words.index_keys(_token(word)) if key[0] == "*"]


@given(st.text("ءآأؤإئابةتثجحدذرسشصطعفقكلمنهويىگچپ", min_size=1, max_size=14))
def test_any_letters_have_keys(word):
    token = _token(word)
    assert f"~{words.stem(token)}" in set(words.index_keys(token))
    assert {f"={token.word}", f"~{words.stem(token)}"} <= {
        key for key, _ in words.query_keys(token)
    }


def test_keys_are_one_word_of_an_index():
    judged = [word for sign in ("meets", "apart") for pair in _judged(sign) for word in pair]
    keys = [key for word in judged for key in words.index_keys(_token(word))]
    assert all(key.split() == [key] for key in keys)
    assert len(keys) < 12 * len(judged)


def test_a_story_takes_some_milliseconds():
    story = [_token(word) for pair in _judged("meets")[:200] for word in pair]
    for token in story:
        set(words.index_keys(token))
    began = time.process_time()
    for token in story:
        set(words.index_keys(token))
    assert time.process_time() - began < 0.1
