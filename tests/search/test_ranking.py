"""The order of results: kinds of match first, then the part of the text, then what is new.

No word of these stories is in a judged set.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from core.search.analysis.tokens import tokens
from tests import factories
from tests.search.collection import SETS, read_set

NOW = datetime.now(UTC)
# Lantern, lanterns, clay, sparrow, sparrows; tapestry and tapestries.
LANTERN, THE_LANTERN, LANTERNS, CLAY = "قنديل", "القنديل", "قناديل", "فخار"
SPARROW, SPARROWS = "عصفور", "عصافير"
WORDS = [LANTERN, THE_LANTERN, LANTERNS, CLAY, SPARROW, SPARROWS, "tapestry", "tapestries"]


@pytest.fixture
def found(db, client):
    """Return the titles of what a query finds, each with its kind of match, in their order."""

    def search(text, lang="ar"):
        response = client.get(f"/api/v1/search/?lang={lang}&q={quote(text)}")
        assert response.status_code == 200, response.content
        return [(item["title"], item["match"]) for item in response.json()["results"]]

    return search


def story(title, body="", summary="", years=0.0, lang="ar"):
    """Make a story that was published so many years ago."""
    text = f"<p>{body or '…'}</p>"
    date = NOW - timedelta(days=365 * years, minutes=1)
    return factories.make_story(
        lang, title=title, summary=summary, body=[("paragraph", text)], story_date=date
    )


def test_no_word_of_these_stories_is_in_a_set():
    for path in SETS:
        judged = read_set(path)
        texts = [f"{each['title']} {each['body']}" for each in judged["documents"]]
        texts += [query["q"] for query in judged["queries"]]
        words = {token.word for text in texts for token in tokens(text)}
        assert not words & {token.word for token in tokens(" ".join(WORDS))}


def test_the_exact_word_comes_before_its_stem_and_both_before_related_forms(found):
    story(LANTERNS)
    story(THE_LANTERN)
    story(LANTERN)
    assert found(LANTERN) == [(LANTERN, "exact"), (THE_LANTERN, "stem"), (LANTERNS, "related")]


def test_the_kind_of_match_counts_more_than_the_part_and_the_date(found):
    story(LANTERNS)
    story("بلا", THE_LANTERN, years=6)
    story("من دون", LANTERN, years=12)
    assert [title for title, _match in found(LANTERN)] == ["من دون", "بلا", LANTERNS]


def test_of_several_words_the_weakest_match_counts(found):
    story(f"{LANTERN} {SPARROWS}")
    story(f"{THE_LANTERN} و {SPARROW}")
    assert [match for _title, match in found(f"{LANTERN} {SPARROW}")] == ["stem", "related"]


@pytest.mark.parametrize(
    ("lang", "word", "filler"), [("ar", LANTERN, "نص"), ("en", "tapestry", "Text")]
)
def test_titles_come_before_summaries_and_those_before_texts(found, lang, word, filler):
    story(f"{filler} 1", word, lang=lang)
    story(f"{filler} 2", summary=word, lang=lang, years=0.1)
    story(word, lang=lang, years=0.2)
    assert [title for title, _match in found(word, lang)] == [word, f"{filler} 2", f"{filler} 1"]


def test_of_equal_hits_the_newest_comes_first(found):
    ages = (3, 0, 8, 1, 15)
    for years in ages:
        story(f"{LANTERN} {years}", years=years)
    titles = [title for title, _match in found(LANTERN)]
    assert titles == [f"{LANTERN} {years}" for years in sorted(ages)]


def test_a_strong_old_hit_wins_over_a_weak_new_one(found):
    story("نص", LANTERN)
    story(LANTERN, years=8)
    assert [title for title, _match in found(LANTERN)] == [LANTERN, "نص"]


def test_the_rarer_word_in_a_title_counts_more(found):
    for number in range(5):
        story(f"{CLAY} {number}", LANTERN)
    story(LANTERN, CLAY, years=0.1)
    assert found(f"{CLAY} {LANTERN}")[0] == (LANTERN, "exact")


def test_spelling_is_corrected_only_where_nothing_else_is_found(found):
    story("عصفور")
    assert found("عسفور") == [("عصفور", "spelling")]
    story("عسفور")
    assert found("عسفور") == [("عسفور", "exact")]


def test_english_forms_are_ranked_alike(found):
    story("Tapestries", lang="en")
    story("Tapestry", lang="en", years=5)
    assert [title for title, _match in found("tapestry", "en")] == ["Tapestry", "Tapestries"]
