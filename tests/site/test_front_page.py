"""The front page: the mission, the newest story, what editors chose, cities, coming events."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from core.language.dates import local_day, long_date
from tests import factories
from tests.site.pages import address, get

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def front(client, lang: str = "en") -> BeautifulSoup:
    return BeautifulSoup(get(client, f"/{lang}/").source, "html.parser")


def section(soup: BeautifulSoup, heading: str):
    """Return the section under a heading, or None."""
    found = soup.find(["h2"], string=heading)
    return found and found.find_parent("section")


def titles(found) -> list[str]:
    """Return the texts of all links of a section that are not "All stories"."""
    return [link.get_text(strip=True) for link in found.select("a:not(.more)")]


def stories_by_age(*names: str) -> list:
    """Publish stories, the newest first."""
    return [
        factories.make_story(title=name, story_date=datetime(2020, 6, 28 - age, tzinfo=UTC))
        for age, name in enumerate(names)
    ]


def test_the_mission_and_the_newest_story_come_first(client, photo):
    home = factories.home_page()
    home.mission, home.lead_image = "We bring people together.", photo
    home.body = [("paragraph", "<p>Since 2009.</p>")]
    home.save_revision().publish()
    factories.make_story(
        title="The newest",
        summary="What is new.",
        lead_image=photo,
        topics=[factories.make_topic()],
    )
    soup = front(client)
    assert soup.find("h1").get_text(strip=True) == home.title
    assert soup.select_one(".mission p").get_text(strip=True) == "We bring people together."
    assert soup.find("h2").get_text(strip=True) == "The newest"
    pictures = soup.find_all("img")
    assert [image.get("fetchpriority") for image in pictures] == ["high", None]
    assert pictures[1]["loading"] == "lazy"
    assert "Since 2009." in section(soup, "About us").get_text()


def test_the_latest_are_the_next_five_by_date_whatever_editors_chose(client):
    made = stories_by_age("A", "B", "C", "D", "E", "F", "G")
    home = factories.home_page()
    home.featured_stories.create(story=made[2], sort_order=0)
    home.save_revision().publish()
    latest = section(front(client), "Latest stories")
    assert titles(latest) == ["B", "C", "D", "E", "F"]
    assert [time["datetime"] for time in latest.find_all("time")] == [
        f"2020-06-{day}" for day in (27, 26, 25, 24, 23)
    ]


def test_what_editors_chose_stands_in_their_order_under_its_own_heading(client):
    newest, one, two = stories_by_age("Newest", "One", "Two")
    hidden = factories.make_story(title="Secret", live=False)
    home = factories.home_page()
    for order, story in enumerate((two, hidden, newest, one)):
        home.featured_stories.create(story=story, sort_order=order)
    home.save_revision().publish()
    soup = front(client)
    assert titles(section(soup, "Chosen by the editors")) == ["Two", "One"]
    assert "Secret" not in soup.get_text()
    home.featured_stories = []
    home.save_revision().publish()
    assert section(front(client), "Chosen by the editors") is None


def test_one_story_only_is_not_called_the_latest(client):
    factories.make_story(title="The only one")
    soup = front(client)
    assert section(soup, "Latest stories") is None
    assert titles(section(soup, "Stories")) == []
    assert soup.find("h2").get_text(strip=True) == "The only one"


def test_without_stories_nothing_announces_any(client):
    soup = front(client)
    assert [heading.get_text() for heading in soup.select("main h2")] == []


def test_each_city_has_a_row_with_its_forum_its_council_and_its_newest_story(client):
    hit = factories.make_forum(title="Hit Peace Forum", city="Hit")
    factories.make_council(title="Council in Ramadi", city="Ramadi", managing_forum=hit)
    factories.make_council(title="Council in Hit", city="Hit", managing_forum=hit)
    stories_by_age("Elsewhere")
    old, new = (
        factories.make_story(title=title, forums=[hit], story_date=datetime(year, 1, 1, tzinfo=UTC))
        for title, year in (("Older", 2017), ("Newer", 2019))
    )
    factories.make_story(
        title="In Ramadi", place="Ramadi", story_date=datetime(2018, 1, 1, tzinfo=UTC)
    )
    rows = section(front(client), "In the cities").select(".cities > li")
    assert [(row.find("h3").get_text(), titles(row)) for row in rows] == [
        ("Hit", ["Hit Peace Forum", "Council in Hit", new.title]),
        ("Ramadi", ["Council in Ramadi", "In Ramadi"]),
    ]
    assert address(old) not in rows[0].decode()


def test_coming_events_stand_by_their_date_until_they_are_over(client):
    now = timezone.now()
    for title, start, end in (
        ("Next week", now + timedelta(days=7), None),
        ("Since yesterday", now - timedelta(days=1), now + timedelta(hours=1)),
        ("Over", now - timedelta(days=2), now - timedelta(hours=1)),
        ("Long ago", now - timedelta(days=30), None),
        ("Today", now, None),
    ):
        factories.make_story(title=title, event_start=start, event_end=end)
    factories.make_story(title="Draft", event_start=now + timedelta(days=3), live=False)
    factories.make_story(title="Without an event")
    events = section(front(client), "Coming events")
    assert titles(events) == ["Since yesterday", "Today", "Next week"]
    first_day = local_day(now - timedelta(days=1)).isoformat()
    assert events.find("time")["datetime"] == first_day
    assert long_date(now + timedelta(days=7), "en") in events.get_text()


def test_without_coming_events_there_is_no_heading_for_them(client):
    factories.make_story(event_start=timezone.now() - timedelta(days=400))
    assert section(front(client), "Coming events") is None


def test_stories_follow_the_readers_language(client):
    english, arabic = factories.make_pair()
    only_arabic = factories.make_story("ar", title="خبر بالعربية فقط")
    home = factories.home_page()
    home.featured_stories.create(story=arabic, sort_order=0)
    home.save_revision().publish()
    page = get(client, "/en/")
    assert address(english) in page.links
    assert "خبر بالعربية فقط" not in page.text
    assert only_arabic.title in get(client, "/ar/").text


def test_partners_have_links_to_their_websites(client):
    partner = factories.make_organisation("Un Ponte Per", "جسر", website="https://example.org/")
    factories.make_forum(partner_organisations=[partner])
    page = get(client, "/en/")
    assert "Un Ponte Per" in page.text
    assert "https://example.org/" in page.links


def test_the_front_page_costs_the_same_with_few_and_many_stories(
    client, no_cached_pages, django_assert_max_num_queries
):
    for _ in range(2):
        factories.make_story()
    with django_assert_max_num_queries(11) as few:
        client.get("/en/")
    for number in range(8):
        factories.make_story(event_start=timezone.now() + timedelta(days=1))
        factories.make_council(city=f"City {number}")
    with django_assert_max_num_queries(len(few)):
        client.get("/en/")
