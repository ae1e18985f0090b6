"""Search over items of every type: what is found, in which order, and how it is shown."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from api.highlights import excerpt, marked
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
    story("Olive trees", "They planted olives & more.")
    [item] = get("search/?q=olive").json()["results"]
    [card] = get("news/").json()["results"]
    assert item == card | {
        "highlight": {
            "title": "<mark>Olive</mark> trees",
            "text": "They planted <mark>olive</mark>s &amp; more.",
        },
        "match": "words",
    }


def test_titles_come_before_texts_whole_words_before_parts_and_then_the_newest(get):
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number, (title, text) in enumerate(
        [
            ("Title, the newest", "No word."),
            ("Peace, in a title", "Text."),
            ("(peace)", "Text."),
            ("Peaceful", "Text."),
            ("Text one", "In the text: peace."),
            ("Part", "A peaceful text."),
            ("Text two", "Peace!"),
        ]
    ):
        story(title, text, story_date=start + timedelta(days=number))
    assert found(get, "q=peace") == [
        "(peace)", "Peace, in a title", "Peaceful", "Text two", "Text one", "Part",
    ]  # fmt: skip


def test_whole_arabic_words_come_before_those_with_something_joined_to_them(get):
    later = datetime(2026, 1, 2, tzinfo=UTC)
    factories.make_story("ar", title="السلام، أولاً", story_date=later - timedelta(days=1))
    factories.make_story("ar", title="والسلام", story_date=later)
    assert found(get, f"q={quote('السّلام')}") == ["السلام، أولاً", "والسلام"]


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
    story("aab")
    story(f"x {query} y")
    assert f"x {query} y" in found(get, f"q={quote(query)}")
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
    assert item == {"title": "Olive trees", "is_fallback": False, "match": "words"}
    [item] = get("search/?q=olive&fields=highlight,body_text").json()["results"]
    assert item["highlight"] == {"title": "<mark>Olive</mark> trees", "text": None}
    assert item["body_text"] == "Text."
    assert faults(get("search/?q=olive&fields=x")) == {"fields": "unsupported"}


@pytest.mark.parametrize("count", [3, 60])
def test_a_search_costs_one_query_however_much_it_finds(get, django_assert_num_queries, count):
    story("Olive")
    multiply(count)
    with django_assert_num_queries(1):
        assert get("search/?q=olive&limit=100").json()["count"] == count


def test_hits_are_marked_in_the_spelling_of_the_text():
    assert marked("المُنتدى الأوّل", ["المنتدي", "اول"]) == (
        "<mark>المُنتدى</mark> ال<mark>أوّل</mark>"
    )
    assert marked("Café Ｃafé", ["cafe"]) == "<mark>Café</mark> <mark>Ｃafé</mark>"
    assert marked("٢٠١٩", ["2019"]) == "<mark>٢٠١٩</mark>"
    assert marked("nothing here", ["word"]) is None


def test_what_is_not_a_mark_is_escaped():
    assert marked("<script>\"x\" & 'y'</script>", ["script"]) == (
        "&lt;<mark>script</mark>&gt;&quot;x&quot; &amp; &#x27;y&#x27;&lt;/<mark>script</mark>&gt;"
    )


def test_hits_that_touch_or_overlap_are_one():
    assert marked("abcd", ["abc", "bcd"]) == "<mark>abcd</mark>"
    assert marked("abab", ["ab"]) == "<mark>abab</mark>"


def test_an_excerpt_shows_whole_words_around_the_first_hit():
    text = f"{'before ' * 100}the word itself{' after' * 100}"
    shown = excerpt(text, ["word"])
    assert shown is not None
    assert shown.startswith("… before before")
    assert "before the <mark>word</mark> itself after" in shown
    assert shown.endswith("after after …")
    assert len(shown) < 250


def test_an_excerpt_of_a_short_text_is_all_of_it():
    assert excerpt("One word\nhere.", ["word"]) == "One <mark>word</mark> here."
    assert excerpt("One word here.", ["other"]) is None
    assert excerpt("", ["word"]) is None


def test_an_excerpt_is_found_in_text_without_spaces():
    shown = excerpt(f"{'x' * 2000}word{'y' * 2000}", ["word"])
    assert shown is not None
    assert "<mark>word</mark>" in shown
    assert len(shown) < 250


def test_the_summary_is_shown_before_the_body(get):
    story("Title", "An olive in the body.", summary="An olive in the summary.")
    [item] = get("search/?q=olive").json()["results"]
    assert item["highlight"] == {"title": None, "text": "An <mark>olive</mark> in the summary."}
