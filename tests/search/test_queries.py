"""What somebody typed: terms, phrases, limits; unfinished words; what is tried next."""

import time

import pytest

from core.search.analysis.attempts import attempts
from core.search.analysis.documents import TITLE, indexed_keys, part_keys
from core.search.analysis.levels import Level
from core.search.analysis.names.names import Names, seeded_names
from core.search.analysis.prefixes import read_prefix
from core.search.analysis.queries import MAX_TERMS, read_query

pytestmark = pytest.mark.any_database

NAMES = Names()


def terms(text: str) -> list[str]:
    return [term.text for term in read_query(text, NAMES).terms]


def is_found(query: str, text: str) -> bool:
    """Whether a text that has only one part is found by a query as it was typed."""
    part, read = part_keys(text, NAMES), read_query(query, NAMES)
    stems = f" {' '.join(part.stems)} "
    has_phrases = all(f" {' '.join(phrase)} " in stems for phrase in read.phrases)
    return has_phrases and all(part.keys & term.keys.keys() for term in read.terms)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("the right to water", ["right", "water"]),
        ("الحق في الماء", ["الحق", "الماء"]),
        ("women's rights", ["women", "rights"]),
        ("peace, peace and peace", ["peace"]),
        ("aid to the US", ["aid", "us"]),
        ("to be or not to be", ["to", "be", "or", "not"]),
        ("", []),
        (" \t\n", []),
        ("!!! …", []),
        ("ّّ", []),
    ],
)
def test_words_that_narrow_nothing_are_left_out(typed, expected):
    assert terms(typed) == expected


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"', "«{}»", "„{}“", "”{}“"])
def test_a_quoted_phrase_is_found_in_this_order_in_any_form(quotes):
    query = quotes.format("human right")
    assert is_found(query, "Defenders of human rights met")
    assert not is_found(query, "The right to be human")


def test_in_a_phrase_all_words_count():
    assert is_found("“right to water”", "The right to water")
    assert not is_found("“right to water”", "The right of water")


@pytest.mark.parametrize("typed", ['"peace', 'peace"', '"', '""', "« »", '"peace" "'])
def test_a_quotation_mark_alone_is_no_phrase_and_no_mistake(typed):
    read = read_query(typed, NAMES)
    assert len(read.phrases) == (typed.count("peace") and typed.startswith('"peace"'))
    assert read.is_empty == ("peace" not in typed)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sit-in", "a sit in at the port"),
        ("sit in", "two sit-ins"),
        ("sit-ins", "a sit-in"),
        ("peacebuilding", "peace building"),
        ("peace-building", "peacebuilding"),
        ("health care", "healthcare workers"),
        ("healthcare", "health-care workers"),
        ("nonviolent", "a non-violent march"),
        ("non-violent", "nonviolent marches"),
        ("email", "an e-mail"),
        ("e-mail", "emails"),
        ("land mine", "landmines"),
        ("landmine", "land mines"),
        ("cooperation", "co-operation"),
        ("fact checking", "fact-checking"),
        ("Ba'ath", "the Baath party"),
        ("Baath", "the Ba’ath party"),
        ("al-Hashimi", "Hashimi"),
        ("Hashimi", "Al-Hashimi"),
        ("womens rights", "women’s rights"),
        ("workers' rights", "the rights of a worker"),
    ],
)
def test_a_word_is_found_with_a_hyphen_as_one_or_as_two(query, text):
    assert is_found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sit-in", "people sit on carpets in the hall"),
        ("non-violent", "violent marches, non of them"),
        ("healthcare", "health, and care"),
        ("therapist", "the rapist"),
    ],
)
def test_what_is_no_compound_is_not_found(query, text):
    assert not is_found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("3000", "3,000 dollars"),
        ("3,000", "3000 dollars"),
        ("٣٠٠٠", "3.000 دولار"),
        ("1250000", "١٬٢٥٠٬٠٠٠ دينار"),
        ("3,000", "٣٠٠٠ دولار"),
    ],
)
def test_a_number_is_found_with_and_without_signs_between_its_thousands(query, text):
    assert is_found(query, text)


@pytest.mark.parametrize(
    ("query", "text"), [("3000", "3, 000"), ("1234", "12,34"), ("2024", "20.24"), ("300", "3,000")]
)
def test_numbers_beside_each_other_are_not_one(query, text):
    assert not is_found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("تصويت", "صوّت البرلمان"), ("توقيع", "ووقّع الوزيران"), ("تزوير", "كانوا يزوّرون الوثائق")],
)
def test_a_doubled_letter_shows_a_verb(query, text):
    assert is_found(query, text)
    assert not is_found(query, text.replace("ّ", ""))


def test_a_country_and_its_people_find_each_other_below_themselves():
    names = seeded_names()
    found = read_query("السويد", names).terms[0].keys
    assert found["#sweden"] < found["#swedish"] == Level.RELATED
    assert "#swedish" in part_keys("Swedish doctors", names).keys
    assert "#sweden" in read_query("Swedish", names).terms[0].keys


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Takarli", "الروائي فؤاد التكرلي"),
        ("التكرلي", "Fouad Takerli"),
        ("Sistani", "علي السيستاني"),
    ],
)
def test_the_name_of_a_family_is_enough(query, text):
    names = seeded_names()
    (term,) = read_query(query, names).terms
    assert part_keys(text, names).keys & term.keys.keys()


def test_of_many_words_the_first_ones_are_used_and_this_is_shown():
    few = read_query(" ".join(f"word{number}" for number in range(MAX_TERMS)), NAMES)
    many = read_query(" ".join(f"word{number}" for number in range(500)), NAMES)
    assert (len(few.terms), few.is_cut) == (MAX_TERMS, False)
    assert (len(many.terms), many.is_cut) == (MAX_TERMS, True)
    assert [term.text for term in many.terms] == [term.text for term in few.terms]


NASTY = [
    '"' * 3_000,
    "a-" * 4_000,
    "a'" * 4_000,
    "ا" * 4_096,
    "x" * 8_192,
    "peace\0talks",
    "\ud800 \udfff peace",
    "\u0651\u064b" * 2_000,
    "😀🇮🇶👩‍👩‍👧 peace",
    "title:a* NEAR( b) OR -c ^d & | ! <-> :*",
    "\u200f\u202e\u2066",
    " ".join(f"كلمة{number} word{number}" for number in range(250)),
    "“" + "peace and " * 900 + "”",
    "ﷺ ﷲ ﻻ",
]


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_is_typed_is_read_quickly(typed):
    started = time.perf_counter()
    read = read_query(typed, NAMES)
    prefix = read_prefix(typed, NAMES)
    every = list(attempts(typed, NAMES, is_found=lambda _term: True))
    # 50 ms each on a machine of its own.
    assert time.perf_counter() - started < 1
    assert every[0] == read
    assert len(read.terms) <= MAX_TERMS
    assert prefix.is_empty <= (not prefix.terms)
    longest = max((len(key) for term in read.terms for key in term.keys), default=0)
    assert longest < 200


def test_a_text_with_an_endless_word_has_short_keys():
    keys = indexed_keys([(TITLE, part_keys("ا" * 5_000 + " " + "https://x.y/" + "z" * 900, NAMES))])
    assert max(map(len, keys)) < 200


def test_an_unfinished_word_begins_keys_with_and_without_the_article():
    read = read_prefix("مهرجان السلا", NAMES)
    assert [term.text for term in read.terms] == ["مهرجان"]
    assert {"=السلا", "=سلا", "~سلا"} <= set(read.begun)
    assert read_prefix("peace bu", NAMES).begun == ("=bu",)
    assert read_prefix("the pro", NAMES).terms == ()
    assert read_prefix("  ", NAMES).is_empty


class TestAttempts:
    def levels(self, text: str, word: str, *, known: set[str]) -> list[Level | None]:
        """At which level each attempt finds a text of one word; `known` are words of others."""
        keys = part_keys(word, NAMES).keys
        indexed = keys.union(*(part_keys(each, NAMES).keys for each in known))
        found = []
        for query in attempts(text, NAMES, is_found=lambda term: bool(term.keys.keys() & indexed)):
            levels = [query_term.keys.get(key) for query_term in query.terms for key in keys]
            found.append(min((each for each in levels if each), default=None))
        return found

    def test_what_is_found_as_typed_is_asked_as_typed(self):
        query = next(attempts("peace", NAMES, is_found=lambda _term: False))
        assert query == read_query("peace", NAMES)

    def test_joined_particles_come_before_typing_mistakes(self):
        assert self.levels("وبتعويض", "تعويض", known=set())[:2] == [None, Level.STEM]

    def test_a_mistyped_word_is_corrected_if_no_text_has_it(self):
        assert self.levels("goverment", "government", known=set()) == [None, Level.SPELLING]
        assert self.levels("goverment", "government", known={"goverment"}) == [None]

    def test_two_right_words_that_no_text_has_together_stay_as_they_are(self):
        asked = list(attempts("marathon orchestra", NAMES, is_found=lambda _term: True))
        assert len(asked) == 1

    def test_many_unknown_words_are_no_mistakes(self):
        asked = list(attempts("qwertyu asdfghj zxcvbnm poiuytr", NAMES, is_found=lambda _: False))
        assert len(asked) == 1
