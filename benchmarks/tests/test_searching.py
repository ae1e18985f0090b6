"""The figures of the search, from what its trial has measured."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks import goals
from benchmarks.searching.figures import search_figures
from benchmarks.searching.trial import QUERIES, SearchTrial
from benchmarks.sites import Site

pytestmark = pytest.mark.any_database


def measured(database_url: str = "", **more: Any) -> SearchTrial:
    sites = {stories: Site(Path(), database_url) for stories in (3_000, 20_000)}
    each = [(name, stories) for name in QUERIES for stories in sites]
    own: dict[str, Any] = {
        "milliseconds": {key: [30.0, 20, 90] for key in each},
        "processor": dict.fromkeys(each, 18.0),
        "queries": dict.fromkeys(each, 5),
        "index": {key: {"texts": 100, "bytes": 2e6, "milliseconds": 4.0} for key in sites},
        "seconds_to_update": 301,
    }
    return SearchTrial(sites, rounds=3, report=print, **own | more)


@pytest.mark.parametrize(
    ("url", "other"), [("", "PostgreSQL"), ("postgres://127.0.0.1/x", "SQLite")]
)
def test_each_goal_has_its_figure_but_that_of_the_other_database(url, other):
    rows = goals.results(search_figures(measured(url)), [goals.SEARCH])
    assert [row["key"] for row in rows if row["met"] is None] == [f"search of few, {other}"]
    assert [row["key"] for row in rows if row["met"] is False] == ["update_index"]


def test_the_notes_name_sizes_and_what_else_was_searched():
    figures = search_figures(measured())
    assert figures["search of many"] == goals.Figure(
        30, "20,000 stories; 20–90 ms; by processor time 18 ms"
    )
    assert figures["search page"].note == "three words 30 ms; phrase 30 ms; nothing found 30 ms"
    assert figures["index a story"].note == "the index: 2.0 MB, 20,000 bytes a text"


def test_the_page_of_the_site_has_more_queries_than_the_goal_speaks_of():
    queries = {(name, stories): 5 for name in QUERIES for stories in (3_000, 20_000)}
    queries["page", 20_000] = 20
    assert search_figures(measured(queries=queries))["search queries"].value == 5
