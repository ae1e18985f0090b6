"""What was found is marked in the text as it is written."""

import pytest

from core.search.analysis.levels import Level
from core.search.analysis.names.names import Names
from core.search.analysis.queries import SearchQuery, Term, read_query
from core.search.highlights import Highlighter

pytestmark = pytest.mark.any_database


def highlighter(text):
    return Highlighter(read_query(text, Names()), Names())


def of_keys(*keys):
    terms = tuple(Term(key, {key: Level.EXACT}) for key in keys)
    return Highlighter(SearchQuery("", terms, (), is_cut=False), Names())


def test_hits_are_marked_in_the_spelling_of_the_text():
    found = highlighter("المنتدي اول")
    assert found.marked("المُنتدى أوّل") == "<mark>المُنتدى</mark> <mark>أوّل</mark>"
    assert highlighter("cafe").marked("Café Ｃafé") == "<mark>Café</mark> <mark>Ｃafé</mark>"
    assert highlighter("2019").marked("٢٠١٩") == "<mark>٢٠١٩</mark>"
    assert highlighter("word").marked("nothing here") is None


def test_whole_words_are_marked():
    assert of_keys("=seat").marked("A seat for Seattle") == "A <mark>seat</mark> for Seattle"
    assert highlighter("المنتدى").marked("منتدى هيت") == "<mark>منتدى</mark> هيت"


def test_what_is_not_a_mark_is_escaped():
    assert highlighter("script").marked("<script>\"x\" & 'y'</script>") == (
        "&lt;<mark>script</mark>&gt;&quot;x&quot; &amp; &#x27;y&#x27;&lt;/<mark>script</mark>&gt;"
    )


def test_an_excerpt_shows_whole_words_around_the_hit():
    text = f"{'before ' * 100}the word itself{' after' * 100}"
    number, shown = highlighter("word").excerpt(text)
    assert number == 1
    assert shown is not None
    assert shown.startswith("… before before")
    assert "before the <mark>word</mark> itself after" in shown
    assert shown.endswith("after after …")
    assert len(shown) < 250


def test_an_excerpt_shows_as_many_of_the_words_as_it_can():
    text = f"Bread. {'between ' * 100}A loaf of bread and an olive, both. {'after ' * 2000}bread"
    number, shown = highlighter("olive bread").excerpt(text)
    assert number == 2
    assert "<mark>bread</mark> and an <mark>olive</mark>" in shown


def test_a_hit_far_down_is_found():
    assert highlighter("word").excerpt(f"{'before ' * 5000}word")[1].endswith("<mark>word</mark>")


def test_an_excerpt_of_a_short_text_is_all_of_it():
    assert highlighter("word").excerpt("One word\nhere.") == (1, "One <mark>word</mark> here.")
    assert highlighter("other").excerpt("One word here.") == (0, None)
    assert highlighter("word").excerpt("") == (0, None)


def test_the_text_that_shows_more_of_the_words_is_shown():
    found = highlighter("olive bread")
    assert found.best_excerpt("An olive.", "Bread and an olive.") == (
        "<mark>Bread</mark> and an <mark>olive</mark>."
    )
    assert found.best_excerpt("An olive.", "Bread.") == "An <mark>olive</mark>."
    assert found.best_excerpt("", "Nothing.") is None


def test_nothing_is_marked_by_nothing():
    assert highlighter("").marked("A text") is None
    assert highlighter("").excerpt("A text") == (0, None)
