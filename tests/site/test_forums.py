"""The page of a forum: whom to call, who meets when, and its stories year by year."""

from datetime import UTC, datetime

import pytest
from wagtail.models import PageViewRestriction

from core.models import InitiativeSettings
from tests import factories
from tests.site.pages import address, get

pytestmark = pytest.mark.django_db


def test_whom_to_call_comes_before_everything_that_is_written(client):
    forum = factories.make_forum(
        summary="What the forum is for.",
        phone="+964 770 000 0000",
        email="hit@example.org",
        website_url="https://www.example.org/hit",
        telegram_url="https://t.me/example",
    )
    page = get(client, forum.get_url())
    body = page.source.partition("<main")[2]
    places = [
        body.index(text)
        for text in (
            "<h1>",
            'href="tel:+9647700000000"',
            'href="mailto:hit@example.org"',
            'href="https://www.example.org/hit"',
            'href="https://t.me/example"',
            "What the forum is for.",
        )
    ]
    assert places == sorted(places)
    assert '<bdi dir="ltr">+964 770 000 0000</bdi>' in body
    assert '<bdi dir="ltr">example.org</bdi>' in body


def test_a_forum_without_contacts_is_reached_through_the_initiative(client):
    forum = factories.make_forum()
    assert 'class="contact"' not in get(client, forum.get_url()).source
    settings = InitiativeSettings.load()
    settings.contact_email = "info@example.org"
    settings.save()
    page = get(client, forum.get_url())
    assert "Contact Write to the initiative info@example.org" in page.text
    forum.email = "hit@example.org"
    forum.save_revision().publish()
    assert "Write to the initiative" not in get(client, forum.get_url()).text


def test_who_meets_is_shown_line_by_line_with_numbers_isolated(client):
    forum = factories.make_forum("ar", meetings="فريق الإعلام: +964 770 123 4567\n\nفريق <المياه>")
    page = get(client, forum.get_url())
    assert "من يجتمع، ومتى" in page.text
    assert '<p>فريق الإعلام: <bdi dir="ltr">+964 770 123 4567</bdi></p>' in page.source
    assert "<p>فريق &lt;المياه&gt;</p>" in page.source
    other = factories.make_forum("ar")
    assert "من يجتمع، ومتى" not in get(client, other.get_url()).text


def test_each_year_says_how_many_stories_the_list_behind_it_shows(client):
    forum = factories.make_forum(title="Hit Peace Forum")
    # Half past one at night on New Year's Day, in Baghdad.
    for title, moment in (
        ("At new year", datetime(2018, 12, 31, 22, 30, tzinfo=UTC)),
        ("In summer", datetime(2019, 6, 7, tzinfo=UTC)),
        ("Before", datetime(2018, 12, 31, 20, tzinfo=UTC)),
    ):
        factories.make_story(title=title, forums=[forum], story_date=moment)
    factories.make_story(title="Elsewhere", story_date=datetime(2019, 6, 7, tzinfo=UTC))
    page = get(client, forum.get_url())
    assert "By year 2019 (2 stories) 2018 (1 story)" in page.text
    links = [f"/en/news/?forum={forum.slug}&year={year}" for year in (2019, 2018)]
    assert [a["href"] for a in page.all("a") if "year=" in a["href"]] == links
    listed = [get(client, link).text for link in links]
    titles = ("At new year", "In summer", "Before", "Elsewhere")
    assert [[title in text for title in titles] for text in listed] == [
        [True, True, False, False],
        [False, False, True, False],
    ]


def test_years_count_in_arabic_what_readers_of_arabic_may_read(client):
    forum = factories.make_forum("ar")
    moment = {"forums": [forum], "story_date": datetime(2019, 6, 7, tzinfo=UTC)}
    for _ in range(2):
        factories.make_story("ar", **moment)
    factories.make_story("ar", live=False, **moment)
    factories.make_story("en", **moment)
    restricted = factories.make_story("ar", **moment)
    PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    assert "2019 (خبران)" in get(client, forum.get_url()).text


def test_a_forum_without_stories_has_no_years(client):
    page = get(client, factories.make_forum().get_url())
    assert "By year" not in page.text
    assert "Stories of this forum" not in page.text


def test_a_forum_shows_when_its_councils_last_met(client):
    forum = factories.make_forum()
    council = factories.make_council(
        title="Council of Ramadi", managing_forum=forum, last_meeting="2019-03-12"
    )
    page = get(client, forum.get_url())
    assert address(council) in page.links
    assert "Council of Ramadi Last meeting 12 March 2019" in page.text


def test_a_forum_costs_the_same_with_few_and_many_stories_and_councils(
    client, django_assert_max_num_queries
):
    forum = factories.make_forum()
    factories.make_story(forums=[forum])
    factories.make_council(managing_forum=forum)
    with django_assert_max_num_queries(20) as few:
        client.get(forum.get_url())
    for year in range(2010, 2018):
        factories.make_story(forums=[forum], story_date=datetime(year, 6, 7, tzinfo=UTC))
        factories.make_council(managing_forum=forum)
    with django_assert_max_num_queries(len(few)):
        client.get(forum.get_url())
