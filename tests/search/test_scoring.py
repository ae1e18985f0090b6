"""The measures of a search, the judged sets, and texts that are searched in memory."""

import pytest

from core.search.analysis.names.names import Names
from tests.search.collection import SETS, UNSEEN, Collection, read_set
from tests.search.scoring import kind_of, means, scores, table
from tests.search.surroundings import generated

pytestmark = pytest.mark.any_database


def judged(*relevant, tests="pl"):
    query = {"id": "q", "q": "x", "lang": "en", "mode": "search", "tests": tests}
    return {
        "documents": [{"id": name} for name in "abcd"],
        "queries": [query | {"relevant": list(relevant)}],
    }


@pytest.mark.parametrize(
    ("relevant", "found", "expected"),
    [
        ("ab", "ab", (1, 1, 1)),
        ("ab", "ca", (0.5, 0.5, 0.5)),
        ("ab", "cd", (0, 0, 0)),
        ("ab", "", (0, 0, 0)),
        # Stories of the surroundings are dropped.
        ("a", "xyza", (1, 1, 1)),
        ("", "", (1, None, None)),
        ("", "a", (0, None, None)),
        ("", "x", (1, None, None)),
    ],
)
def test_precision_recall_and_rank_of_a_query(relevant, found, expected):
    [row] = scores(judged(*relevant), lambda _query: list(found))
    assert (row.precision, row.recall, row.rank) == expected
    assert row.is_whole == (expected in ((1, 1, 1), (1, None, None)))


def test_means_leave_out_what_has_no_value():
    rows = scores(judged("a"), lambda _query: ["b", "a"]) + scores(judged(), lambda _query: ["b"])
    found = means(rows)
    assert (found.precision, found.recall, found.rank, found.wrong) == (0.25, 1, 0.5, 1)


def test_the_table_has_a_line_for_each_kind():
    rows = [row for tests in ("pl", "hamza") for row in scores(judged("a", tests=tests), list)]
    kinds = [line.split(" | ")[0] for line in table(rows).splitlines()[2:]]
    assert kinds == ["| plural", "| hamza, ة, ى", "| **all**"]


@pytest.mark.parametrize("path", [*SETS, UNSEEN], ids=lambda path: path.stem)
def test_a_set_is_judged_by_texts_that_it_has(path):
    found = read_set(path)
    langs = {each["id"]: each["lang"] for each in found["documents"]}
    assert len(langs) == len(found["documents"])
    for query in found["queries"]:
        assert query["mode"] in {"search", "prefix"}
        assert kind_of(query)
        for name in query["relevant"]:
            assert query["lang"] in (langs[name], "any"), query
        assert bool(query["relevant"]) != (kind_of(query) == "nothing to be found")


def test_made_up_stories_are_the_same_every_time_and_in_no_set():
    found = generated(2)
    assert found == generated.__wrapped__(2)
    assert [each["lang"] for each in found] == ["en", "ar", "en", "ar"]
    assert all(each["id"].startswith("made-up ") and each["summary"] for each in found)
    assert not any("<" in each["body"] for each in found)


@pytest.fixture
def collection():
    texts = {
        "olive": ("en", "Olive trees", "They were planted by the river."),
        "river": ("en", "A river", "The trees of the river were not planted here."),
        "خبر": ("ar", "خبر", "شجرة"),
    }
    documents = [
        {"id": name, "lang": lang, "title": title, "body": body}
        for name, (lang, title, body) in texts.items()
    ]
    return Collection(documents, Names())


def test_each_word_is_needed_and_titles_come_first(collection):
    assert collection.search("river", "en") == ["river", "olive"]
    assert collection.search("olive river", "en") == ["olive"]
    assert collection.search("olive desert", "en") == []
    assert collection.search("", "en") == []


def test_phrases_are_words_in_their_order(collection):
    assert collection.search('"planted by the river"', "en") == ["olive"]
    assert collection.search('"river planted"', "en") == []


def test_languages_and_unfinished_words(collection):
    assert collection.search("شجرة", "en") == []
    assert collection.search("شجرة", "any") == ["خبر"]
    assert collection.suggest("oli", "en") == ["olive"]
    assert collection.suggest("trees ol", "any") == ["olive"]
    assert collection.suggest("plant", "en") == []
