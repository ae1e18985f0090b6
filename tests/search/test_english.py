"""English words: what finds what, by judged pairs of general knowledge."""

from itertools import pairwise
from pathlib import Path

import pytest

from core.search.analysis import words
from core.search.analysis.levels import Level
from core.search.analysis.tokens import tokens

pytestmark = pytest.mark.any_database

LINES = [
    line.split()
    for line in (Path(__file__).parent / "english_pairs.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PAIRS = [(kind, first, other) for kind, first, *others in LINES for other in others]


def level(asked: str, written: str) -> Level | None:
    """How well a word of a text answers one of a query."""
    (token,), (text_token,) = tokens(asked), tokens(written)
    keys = set(words.index_keys(text_token))
    return min((each.level for each in words.query_keys(token) if each.key in keys), default=None)


def pairs(kind: str) -> list[tuple[str, str]]:
    return [(first, other) for each, first, other in PAIRS if each == kind]


def test_there_are_enough_pairs():
    assert len(pairs("STEM")) + len(pairs("RELATED")) >= 250
    assert len(pairs("APART")) >= 150


def test_forms_of_one_word_find_one_another():
    wrong = [pair for pair in pairs("STEM") if level(*pair) != Level.STEM]
    assert not wrong


def test_what_is_made_from_a_word_is_found_below_it():
    meeting = pairs("RELATED")
    wrong = [pair for pair in meeting if level(*pair) is None or level(*reversed(pair)) is None]
    assert not wrong


def test_words_of_other_meanings_do_not_find_one_another():
    wrong = [pair for pair in pairs("APART") if level(*pair) or level(*reversed(pair))]
    assert not wrong


def test_the_word_itself_is_best_then_its_forms_then_what_is_made_from_it():
    found = [level("voter", word) for word in ("voter", "voters", "voting")]
    assert found == [Level.EXACT, Level.STEM, Level.RELATED]
    assert all(first < second for first, second in pairwise(found))


def test_words_inside_a_name_are_related_to_nothing():
    (token,) = tokens("Marches")
    assert not [key for key in words.index_keys(token, is_name=True) if key.startswith("*")]
    assert not [each for each in words.query_keys(token, is_name=True) if each.key[0] == "*"]
