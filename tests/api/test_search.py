"""Search over items of every type: what is found, in which order, and how it is shown."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from api.views import lists
from tests import factories
from tests.api import contract
from tests.api.test_lists import follow, titles
from tests.api.test_parameters import faults
from tests.item_rows import multiply


def story(title, text="Text.", **fields):
    return factories.make_story(title=title, body=[("paragraph", f"<p>{text}</p>")], **fields)


def found(get, query):
    response = get(f"search/?{query}")
    assert response.status_code == 200, response.json()["errors"]
    return titles(response.json())


def test_items_of_every_type_and_language_are_found(get):
    factories.make_story(title="Olive story")
    factories.make_story("ar", title="خبر olive")
    factories.make_forum(title="Olive forum")
    factories.make_council(title="Olive council")
    factories.make_page(title="Olive page")
    response = get("search/?q=olive")
    content = contract.check(response, "/api/v1/search/")
    assert {item["type"] for item in content["results"]} == {"news", "forum", "council", "page"}
    assert response["Content-Language"] == "en, ar"
    assert content["count"] == 5
    assert found(get, "q=olive&lang=ar") == ["خبر olive"]
    assert found(get, "q=olive&type=forum") == ["Olive forum"]
    assert set(found(get, "q=olive&type=page,council")) == {"Olive page", "Olive council"}


def test_a_result_is_the_item_of_lists_with_what_was_found(get):
    story("Olive trees", "They planted an olive & more.")
    [item] = get("search/?q=olive").json()["results"]
    [card] = get("news/").json()["results"]
    assert item == card | {
        "highlight": {
            "title": "<mark>Olive</mark> trees",
            "text": "They planted an <mark>olive</mark> &amp; more.",
        },
        "match": "exact",
    }


def test_titles_come_before_summaries_and_texts_and_then_the_newest(get):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number, (title, summary, text) in enumerate(
        [
            ("Title, the newest", "", "No word."),
            ("Peace, in a title", "", "Text."),
            ("(peace)", "", "Text."),
            ("Text one", "", "In the text: peace."),
            ("Summary", "Peace", "Text."),
            ("Text two", "", "Peace!"),
        ]
    ):
        date = start + timedelta(days=number)
        story(title, text, summary=summary, story_date=date)
    expected = ["(peace)", "Peace, in a title", "Summary", "Text two", "Text one"]
    assert found(get, "q=peace") == expected
    newest = ["Text two", "Summary", "Text one", "(peace)", "Peace, in a title"]
    assert found(get, "q=peace&order=-published_at") == newest


def test_a_new_hit_in_a_title_comes_before_an_old_one_and_that_before_one_in_a_text(get):
    story("Old peace", story_date=datetime(2010, 1, 1, tzinfo=UTC))
    story("New peace", story_date=datetime(2020, 1, 1, tzinfo=UTC))
    story("Text", "Peace", story_date=datetime(2026, 1, 1, tzinfo=UTC))
    assert found(get, "q=peace") == ["New peace", "Old peace", "Text"]


@pytest.mark.parametrize("order", ["relevance", "-published_at"])
def test_exact_words_come_before_other_forms_and_results_tell_which_they_are(get, order):
    later = datetime(2026, 1, 2, tzinfo=UTC)
    factories.make_story("ar", title="السلام، أولاً", story_date=later - timedelta(days=1))
    factories.make_story("ar", title="سلام", story_date=later)
    results = get(f"search/?q={quote('السّلام')}&order={order}").json()["results"]
    shown = [(item["title"], item["match"], item["highlight"]["title"]) for item in results]
    expected = [
        ("السلام، أولاً", "exact", "<mark>السلام</mark>، أولاً"),
        ("سلام", "stem", "<mark>سلام</mark>"),
    ]
    assert shown == (expected if order == "relevance" else expected[::-1])


def test_every_word_counts(get):
    story("Peace and bread", story_date=datetime(2026, 1, 1, tzinfo=UTC))
    story("Peace", "Bread.", story_date=datetime(2026, 1, 2, tzinfo=UTC))
    story("Neither", "Peace, bread.", story_date=datetime(2026, 1, 3, tzinfo=UTC))
    story("Peace alone")
    assert found(get, "q=bread+peace") == ["Peace and bread", "Peace", "Neither"]


@pytest.mark.parametrize(
    "query", ["a.b", "a*", "[a", "(a", "a|b", "^a", "a$", "a\\", "a{2}", "c++"]
)
def test_signs_of_patterns_mean_nothing_but_themselves(get, query):
    story(f"x {query} y")
    assert found(get, f"q={quote(query)}") == [f"x {query} y"]
    assert get(f"suggest/?q={quote(query)}").status_code == 200


def test_pages_lead_through_the_hits_and_back(get):
    for number in range(5):
        story(f"Word {number}", story_date=datetime(2026, 1, 1 + number, tzinfo=UTC))
    pages = follow(get, "http://testserver/api/v1/search/?q=word&limit=2")
    assert pages == [["Word 4", "Word 3"], ["Word 2", "Word 1"], ["Word 0"]]
    second = get(get("search/?q=word&limit=2").json()["next"].split("/v1/")[1]).json()
    assert follow(get, second["previous"], "previous") == [["Word 4", "Word 3"]]


@pytest.mark.parametrize("path", ["search/?q=word", "news/?q=word&order=relevance"])
def test_ranked_lists_end_after_the_first_hits(get, monkeypatch, path):
    """1,000 in life; fewer here, so that the test need not make a thousand stories."""
    monkeypatch.setattr(lists, "MAX_HITS", 3)
    for number in range(5):
        story(f"Word {number}", story_date=datetime(2026, 1, 1 + number, tzinfo=UTC))
    first = get(f"{path}&limit=2").json()
    assert first["count"] == 3
    assert follow(get, first["next"]) == [["Word 2"]]
    assert get("news/?q=word").json()["count"] == 5


def test_q_is_needed(get):
    assert faults(get("search/")) == {"q": "required"}
    assert faults(get("search/?q=")) == {"q": "blank"}
    assert faults(get("search/?q=%20")) == {"q": "blank"}
    assert faults(get("search/?lang=fr")) == {"q": "required", "lang": "unsupported"}


@pytest.mark.parametrize("types", ["", "index", "news,", "News", "news;page", "stories"])
def test_a_type_that_there_is_not_is_refused_with_those_that_are(get, types):
    response = get(f"search/?q=x&type={types}")
    assert faults(response) == {"type": "unsupported"}
    assert "news, forum, council, page, initiative" in response.json()["errors"][0]["message"]


def test_fields_choose_what_a_result_has(get):
    story("Olive trees")
    [item] = get("search/?q=olive&fields=title,match").json()["results"]
    assert item == {"title": "Olive trees", "is_fallback": False, "match": "exact"}
    [item] = get("search/?q=olive&fields=highlight,body_text").json()["results"]
    assert item["highlight"] == {"title": "<mark>Olive</mark> trees", "text": None}
    assert item["body_text"] == "Text."
    assert faults(get("search/?q=olive&fields=x")) == {"fields": "unsupported"}


@pytest.mark.parametrize("count", [3, 60])
def test_a_search_costs_the_same_however_much_it_finds(get, django_assert_max_num_queries, count):
    story("Olive")
    multiply(count)
    with django_assert_max_num_queries(2):  # the names are read once a second at most
        assert get("search/?q=olive&limit=100").json()["count"] == count


def test_the_summary_is_shown_before_the_body(get):
    story("Title", "An olive in the body.", summary="An olive in the summary.")
    [item] = get("search/?q=olive").json()["results"]
    assert item["highlight"] == {"title": None, "text": "An <mark>olive</mark> in the summary."}
