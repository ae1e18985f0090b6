"""The list of stories: filters, pages, and what they cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from core.models import PublishedItem
from core.public.figures import stories_counted
from news.listing import PER_PAGE
from tests import factories
from tests.site.pages import address, get

pytestmark = pytest.mark.django_db

DAY = datetime(2019, 6, 7, 9, tzinfo=UTC)


def test_the_list_shows_the_stories_of_one_language_newest_first(client):
    factories.make_story(title="Older", story_date=DAY - timedelta(days=1))
    factories.make_story(title="Newer", story_date=DAY, place="Hit", summary="What happened.")
    factories.make_story("ar", title="بالعربية")
    page = get(client, "/en/news/")
    assert page.source.index("Newer") < page.source.index("Older")
    assert "بالعربية" not in page.text
    for text in ("7 June 2019", "Hit", "What happened."):
        assert text in page.text
    assert "7 حزيران" not in page.text


def test_filters_by_forum_topic_and_year_are_plain_links_that_work_together(client):
    forum = factories.make_forum(title="Hit Peace Forum")
    peace, water = factories.make_topic("Peace"), factories.make_topic("Water")
    factories.make_story(title="All of it", forums=[forum], topics=[peace], story_date=DAY)
    factories.make_story(title="Only the forum", forums=[forum], story_date=DAY)
    factories.make_story(title="Only peace", topics=[peace], story_date=DAY)
    factories.make_story(title="Old", topics=[water], story_date=datetime(2016, 1, 1, tzinfo=UTC))
    factories.make_topic("Never used")

    page = get(client, f"/en/news/?forum={forum.slug}&topic={peace.slug}&year=2019&utm_source=x")

    assert "All of it" in page.text
    for absent in ("Only the forum", "Only peace", "Old "):
        assert absent not in page.text
    chosen = [option["value"] for option in page.all("option") if "selected" in option]
    assert chosen == [forum.slug, peace.slug, "2019"]
    assert "Never used" not in page.text
    values = [option["value"] for option in page.all("option")]
    assert {"2019", "2016"} <= set(values)
    assert not {"2018", "2017"} & set(values)
    assert page.all("link", rel="canonical")[0]["href"] == (
        f"http://testserver/en/news/?forum={forum.slug}&topic={peace.slug}&year=2019"
    )
    assert page.alternates == {}


@pytest.mark.parametrize(("lang", "words"), [("en", "About this forum"), ("ar", "عن هذا المنتدى")])
def test_the_list_of_a_forum_leads_to_its_page(client, lang, words):
    forum = factories.make_forum(lang)
    factories.make_story(lang, forums=[forum], story_date=DAY)
    page = get(client, f"/{lang}/news/?forum={forum.slug}")
    assert words in page.text
    assert address(forum) in page.links
    others = [get(client, f"/{lang}/news/{query}").text for query in ("", "?year=2019")]
    assert not [text for text in others if words in text]


def test_an_arabic_forum_is_found_by_its_arabic_slug(client):
    english, arabic = factories.make_pair(factories.make_forum)
    arabic.slug = "منتدى-هيت"
    arabic.save_revision().publish()
    factories.make_story("ar", title="خبر هيت", forums=[english])
    assert "خبر هيت" in get(client, "/ar/news/?forum=منتدى-هيت").text


def test_the_year_is_the_one_in_baghdad(client):
    factories.make_story(title="New Year", story_date=datetime(2018, 12, 31, 22, tzinfo=UTC))
    assert "New Year" in get(client, "/en/news/?year=2019").text


def test_a_choice_without_stories_has_a_notice_and_offers_all(client):
    peace = factories.make_topic("Peace")
    factories.make_story(topics=[peace], story_date=datetime(2016, 5, 5, tzinfo=UTC))
    factories.make_story(story_date=DAY)
    page = get(client, f"/en/news/?topic={peace.slug}&year=2019")
    assert "No story matches this choice." in page.text
    assert "." in page.links


def test_a_list_without_stories_has_a_notice(client):
    assert "There are no stories here yet." in get(client, "/en/news/").text


def test_pages_lead_to_each_other_with_the_same_filters(client, monkeypatch):
    monkeypatch.setattr("news.listing.PER_PAGE", 3)
    peace = factories.make_topic("Peace")
    for number in range(7):
        factories.make_story(
            title=f"Number {number:02}", topics=[peace], story_date=DAY - timedelta(days=number)
        )
    first = get(client, f"/en/news/?topic={peace.slug}&year=2019")
    assert f"?topic={peace.slug}&year=2019&page=2" in first.links
    assert "Number 02" in first.text
    assert "Number 03" not in first.text
    second = get(client, "/en/news/?page=2")
    assert {".", "?page=3"} <= second.links
    assert "Number 03" in second.text
    assert second.all("link", rel="canonical")[0]["href"] == "http://testserver/en/news/?page=2"
    third = get(client, "/en/news/?page=3")
    assert "?page=2" in third.links
    assert "Older stories" not in third.text
    assert client.get("/en/news/?page=4").status_code == 404


def test_the_list_costs_the_same_with_few_and_many_stories(
    client, photo, no_cached_pages, django_assert_max_num_queries
):
    forum, topic = factories.make_forum(), factories.make_topic()

    def make(count: int) -> None:
        for _ in range(count):
            factories.make_story(forums=[forum], topics=[topic], lead_image=photo)

    make(3)
    with django_assert_max_num_queries(8) as few:
        get(client, "/en/news/")
    make(PER_PAGE)
    assert PublishedItem.objects.public().of_type("news").count() == PER_PAGE + 3
    with django_assert_max_num_queries(len(few)):
        get(client, "/en/news/")
    with django_assert_max_num_queries(len(few)):
        get(client, f"/en/news/?topic={topic.slug}&forum={forum.slug}&page=2")


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("year=2019", "Year 2019: 2 stories"),
        ("forum=hit", "Hit Peace Forum: 1 story"),
        ("topic=peace&year=2019", "Peace building, 2019: 2 stories"),
        ("forum=hit&topic=peace&year=2019", "Hit Peace Forum, Peace building, 2019: 1 story"),
        ("forum=hit&year=2016", "Hit Peace Forum, 2016: 0 stories"),
        ("page=2", "News: 3 stories · Page 2 of 3"),
        ("topic=peace&year=2019&page=2", "Peace building, 2019: 2 stories · Page 2 of 2"),
    ],
)
def test_a_list_shows_in_heading_and_title_what_it_lists(client, monkeypatch, query, heading):
    forum = factories.make_forum(title="Hit Peace Forum", slug="hit")
    peace = factories.make_topic("Peace building", slug="peace")
    factories.make_story(forums=[forum], topics=[peace], story_date=DAY)
    factories.make_story(topics=[peace], story_date=DAY)
    factories.make_story(story_date=DAY.replace(year=2016))
    if "page" in query:
        monkeypatch.setattr("news.listing.PER_PAGE", 1)
    page = get(client, f"/en/news/?{query}")
    assert page.source.split("<title>")[1].startswith(f"{heading} · ")
    assert page.meta("og:title") == [heading]
    name, _colon, counted = heading.rpartition(": ")
    assert f'{name}: <span class="count">{counted}</span></h1>' in page.source


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "خبر واحد"), (2, "خبران"), (3, "3 أخبار"), (11, "11 خبرًا")],
)
def test_stories_are_counted_in_arabic_as_it_is_spoken(client, count, words):
    for _each in range(count):
        factories.make_story("ar", story_date=DAY)
    page = get(client, "/ar/news/?year=2019")
    assert f'عام 2019: <span class="count">{words}</span></h1>' in page.source


@pytest.mark.parametrize(
    ("count", "words"), [(0, "لا أخبار"), (100, "100 خبر"), (1002, "1,002 خبر")]
)
def test_many_stories_are_counted_in_arabic_as_it_is_spoken(count, words):
    with override("ar"):
        assert stories_counted(count) == words


def test_the_whole_list_has_its_plain_name(client):
    factories.make_story()
    page = get(client, "/en/news/")
    assert page.source.split("<title>")[1].startswith("News · ")
    assert "<h1>News</h1>" in page.source


def test_filters_are_folded_and_offered_only_where_there_is_a_choice(client):
    factories.make_story(story_date=DAY)
    assert not get(client, "/en/news/").all("select")
    factories.make_story(story_date=DAY.replace(year=2016))
    page = get(client, "/en/news/")
    assert page.all("details", class_="fold") == [{"class": "fold"}]
    assert len(page.all("select")) == 1
