"""Where no text has every word that somebody typed, the search page offers those that some have."""

from datetime import UTC, datetime

import pytest

from tests import factories
from tests.site.pages import get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def offers(page) -> list[str]:
    """What the links above the tips lead to."""
    list_of_offers = page.source.partition('<ul class="offers">')[2].partition("</ul>")[0]
    return ["".join(_text(piece)) for piece in list_of_offers.split("<li>")[1:]]


def _text(html: str) -> str:
    return "".join(part.rpartition(">")[2] for part in html.split("<")).strip()


def heading(page) -> str:
    return _text(page.source.partition("<h1>")[2].partition("</h1>")[0])


@pytest.mark.parametrize(
    ("query", "offer"),
    [
        ("احداث هيت", "هيت"),
        ("ماذا حدث في هيت", "هيت"),
        ("تلفون ورشة هيت", "ورشة هيت"),
        ("تلفون هِيت", "هِيت"),
    ],
)
def test_people_type_more_words_than_a_text_has(client, query, offer):
    factories.make_story("ar", title="ورشة في هيت", summary="تدريب المتطوعين.")
    page = get(client, f"/ar/search/?q={query}")
    assert offers(page) == [f"نتيجة واحدة عن «{offer}»"]
    link = page.source.partition('<ul class="offers">')[2].split('"')[1]
    assert heading(get(client, f"/ar/search/{link}")) == offers(page)[0]


def test_a_name_counts_for_more_than_a_rarer_word(client):
    factories.make_story(title="A boat race", summary="In spring.")
    for number in range(3):
        factories.make_story(title=f"Meeting {number}", place="Fallujah", summary="In spring.")
    page = get(client, "/en/search/?q=race+in+fallujah")
    assert offers(page) == ["3 results for “fallujah”"]


def test_words_that_each_some_text_has_are_offered_only_if_one_has_them_together(client):
    factories.make_story(title="Rivers and bridges", summary="In spring.")
    factories.make_story(title="Bread", summary="In autumn.")
    page = get(client, "/en/search/?q=bridges+bread+rivers")
    assert offers(page) == ["1 result for “bridges rivers”"]


def test_without_quotation_marks_the_words_may_be_anywhere(client):
    factories.make_story(title="Bridges over rivers", summary="In spring.")
    page = get(client, '/en/search/?q="rivers bridges"')
    assert offers(page) == ["1 result for “rivers bridges”"]


def test_filters_and_the_language_narrow_what_is_offered(client):
    day = datetime(2019, 6, 7, 9, tzinfo=UTC)
    factories.make_story(title="Rivers", summary="In spring.", story_date=day)
    factories.make_story(title="Rivers again", summary="In autumn.")
    page = get(client, "/en/search/?q=rivers+zeppelin&year=2019")
    assert offers(page) == ["1 result for “rivers”"]
    assert "?q=rivers&year=2019" in page.links
    assert offers(get(client, "/ar/search/?q=rivers+zeppelin")) == []


@pytest.mark.parametrize(("lang", "query"), [("en", "rivers 2019"), ("ar", "٢٠١٩ الأنهار")])
def test_a_year_among_the_words_is_looked_for_in_the_dates(client, lang, query):
    day = datetime(2019, 6, 7, 9, tzinfo=UTC)
    title = {"en": "Rivers", "ar": "الأنهار"}[lang]
    factories.make_story(lang, title=title, summary="In spring.", story_date=day)
    factories.make_story(lang, title=title, summary="In autumn.")
    page = get(client, f"/{lang}/search/?q={query}")
    label = {"en": "1 result for “Rivers” in 2019", "ar": "نتيجة واحدة عن «الأنهار» في عام 2019"}
    assert offers(page)[0].casefold() == label[lang].casefold()
    link = next(link for link in page.links if link.endswith("&year=2019"))
    assert get(client, f"/{lang}/search/{link}").source.count('class="hit"') == 1


@pytest.mark.parametrize(
    "query", ["rivers 2018", "2019", "rivers 2018 2019", "zeppelin 2019", "rivers 2019&year=2019"]
)
def test_a_year_of_which_nothing_is_found_is_not_offered(client, query):
    day = datetime(2019, 6, 7, 9, tzinfo=UTC)
    factories.make_story(title="Rivers", summary="In spring.", story_date=day)
    assert "in 2019" not in "".join(offers(get(client, f"/en/search/?q={query}")))


@pytest.mark.parametrize("query", ["zeppelin", "zeppelin airship", "the of", "zeppelin " * 40, '"'])
def test_nothing_is_offered_where_there_is_nothing(client, query):
    factories.make_story()
    page = get(client, f"/en/search/?q={query}")
    assert offers(page) == []


def test_nothing_is_counted_where_something_is_found(client, django_assert_max_num_queries):
    factories.make_story(title="Rivers", summary="In spring.")
    get(client, "/en/search/?q=rivers")
    with django_assert_max_num_queries(12):
        assert "offers" not in get(client, "/en/search/?q=rivers").source


def test_a_pasted_sentence_costs_no_more_than_six_words(client, django_assert_max_num_queries):
    words = [f"word{letter}" for letter in "abcdefghijkl"]
    for word in words:
        factories.make_story(title=word, summary="In spring.")
    get(client, "/en/search/?q=rivers")
    with django_assert_max_num_queries(28):
        assert len(offers(get(client, f"/en/search/?q={'+'.join(words)}"))) == 1
