"""The index of texts on the database at hand: what is found, how well, and what is gone."""

import pytest
from django.db import connection

from core.models import SearchText
from core.search.analysis.documents import BODY, TITLE, PartKeys
from core.search.analysis.levels import Level
from core.search.analysis.prefixes import PrefixQuery
from core.search.analysis.queries import SearchQuery, Term
from core.search.index.columns import columns_of
from core.search.index.tables import STAFF

pytestmark = pytest.mark.django_db
EXACT, STEM, RELATED = Level.EXACT, Level.STEM, Level.RELATED


def part(*words, stems=()):
    return PartKeys(frozenset(words), tuple(stems))


def text(number, title=(), body=(), stems=()):
    found = columns_of([(TITLE, part(*title)), (BODY, part(*body, stems=stems))])
    return SearchText.objects.create(
        kind="page", object_id=number, keys=found.keys, stems=found.stems
    ).pk


def query(*terms, phrases=()):
    return SearchQuery("", tuple(Term("", keys) for keys in terms), phrases, is_cut=False)


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return cursor.fetchall()


def found(*terms, part="", phrases=()):
    return {row[0] for row in run(STAFF.matching(query(*terms, phrases=phrases), part))}


def completed(*terms, begun, concepts=()):
    prefix = PrefixQuery("", tuple(Term("", keys) for keys in terms), begun, concepts)
    return {row[0] for row in run(STAFF.completing(prefix, TITLE))}


def ranked(*terms):
    return {row[0]: row[1:] for row in run(STAFF.ranked(query(*terms)))}


def test_a_text_needs_each_term_and_one_key_of_it():
    both, one = text(1, body=["=a", "~b"]), text(2, body=["=a"])
    assert found({"=a": EXACT}) == {both, one}
    assert found({"=a": EXACT}, {"=b": EXACT, "~b": STEM}) == {both}
    assert found({"=c": EXACT}) == set()


def test_nothing_is_found_by_nothing():
    text(1, body=["=a"])
    assert found() == set()
    assert found({}) == set()


def test_titles_alone():
    title = text(1, title=["=a"])
    text(2, body=["=a"])
    assert found({"=a": EXACT}, part=TITLE) == {title}


def test_a_word_that_is_being_typed():
    here, there = text(1, title=["=peace", "#hit"]), text(2, title=["=sea", "=peak"])
    assert completed(begun=("=pea",)) == {here, there}
    assert completed({"=sea": EXACT}, begun=("=pea", "=x")) == {there}
    assert completed(begun=("=x",), concepts=("#hit",)) == {here}


def test_phrases_are_stems_in_order_within_a_part():
    here = text(1, body=["~a", "~b"], stems=["a", "b"])
    text(2, body=["~a", "~b"], stems=["b", "a"])
    terms = {"~a": STEM}, {"~b": STEM}
    assert found(*terms, phrases=(("a", "b"),)) == {here}
    assert ranked_ids(*terms) == {here, here + 1}


def ranked_ids(*terms):
    return set(ranked(*terms))


def test_the_level_is_that_of_the_weakest_term():
    best, mixed, related = (
        text(1, body=["=a", "~a", "=b", "~b"]),
        text(2, body=["=a", "~a", "~b"]),
        text(3, body=["*a", "=b", "~b"]),
    )
    terms = {"=a": EXACT, "~a": STEM, "*a": RELATED}, {"=b": EXACT, "~b": STEM}
    levels = {pk: level for pk, (level, _points) in ranked(*terms).items()}
    assert levels == {best: EXACT, mixed: STEM, related: RELATED}


def test_a_term_of_a_weak_level_alone():
    here = text(1, body=["#hit", "=a"])
    assert ranked({"#hit": STEM}, {"=a": EXACT})[here][0] == STEM


def test_a_rare_word_in_a_title_is_worth_more_than_a_common_one():
    common = [text(n, title=["=a"], body=["=b"]) for n in range(20)]
    rare = text(99, title=["=b"], body=["=a"])
    points = {pk: points for pk, (_level, points) in ranked({"=a": EXACT}, {"=b": EXACT}).items()}
    assert points[rare] > points[common[0]] > 0


def test_what_is_deleted_or_written_anew_is_not_found():
    here, there = text(1, body=["=a"]), text(2, body=["=a"])
    SearchText.objects.filter(pk=here).update(keys=["=b"])
    assert (found({"=a": EXACT}), found({"=b": EXACT})) == ({there}, {here})
    SearchText.objects.all().delete()
    assert found({"=a": EXACT}) == found({"=b": EXACT}) == set()


@pytest.mark.parametrize(
    "key",
    ["=a'b", '=a"b', "=a b", "=a\\", "=&|!<->:*()", "=\x00", "=\ud800", "=😀", "=" + "ا" * 900],
)
def test_any_key_is_found_and_nothing_else(key):
    here = text(1, title=[key], body=["=x"])
    text(2, body=["=a", "=b"])
    assert found({key: EXACT}) == found({key: EXACT}, part=TITLE) == {here}


def test_a_text_with_endless_keys_is_cut():
    keys = [f"={number:040}" for number in range(40_000)]
    here = text(1, title=["=a"], body=keys)
    assert found({"=a": EXACT}) == {here}
