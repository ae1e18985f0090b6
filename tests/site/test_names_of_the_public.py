"""Lists, filters and menus of the site name what readers may know, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.models import Menu, MenuLink, PublishedItem
from core.publication.state import forget_state
from tests import factories
from tests.site.pages import address, get

pytestmark = pytest.mark.django_db


def let_expire(page):
    """Let a page expire, before the worker has noticed."""
    over = timezone.now() - timedelta(minutes=1)
    PublishedItem.objects.filter(page_id=page.pk).update(expires_at=over)
    forget_state()  # which it does twice a second


def test_what_has_expired_leaves_no_topic_and_no_year_among_the_filters(client):
    topic = factories.make_topic("Water")
    date = datetime(2016, 1, 1, tzinfo=UTC)
    story = factories.make_story(topics=[topic], story_date=date)
    for year in (2017, 2018):  # a single choice is not offered
        factories.make_story(
            topics=[factories.make_topic()], story_date=datetime(year, 1, 1, tzinfo=UTC)
        )
    assert {topic.slug, "2016"} <= choices(client)
    let_expire(story)
    assert not {topic.slug, "2016"} & choices(client)
    get(client, f"/en/news/?topic={topic.slug}", 404)


def choices(client):
    return {option["value"] for option in get(client, "/en/news/").all("option")}


def test_the_front_page_names_partners_while_something_public_names_them(client):
    partner = factories.make_organisation("A partner", website="https://partner.example.org/")
    story = factories.make_story(partner_organisations=[partner])
    assert "A partner" in get(client, "/en/").text
    let_expire(story)
    page = get(client, "/en/")
    assert "A partner" not in page.text
    assert "https://partner.example.org/" not in page.links


def test_a_forum_lists_the_councils_that_it_manages_in_public(client):
    forum, other = factories.make_forum(), factories.make_forum()
    council = factories.make_council(title="The council", managing_forum=other)
    factories.make_council(
        "ar", translation_key=council.work, managing_forum=forum, live=False, title="مجلس"
    )
    assert "The council" in get(client, other.get_url()).text
    assert "The council" not in get(client, forum.get_url()).text


def test_a_menus_address_of_a_page_of_ours_is_there_while_the_page_is_public(client):
    english, arabic = factories.make_pair(factories.make_page)
    menu = Menu.objects.get(place=Menu.Place.MAIN, language="ar")
    written = f"http://testserver{english.get_url()}?x=1#top"
    MenuLink.objects.create(menu=menu, address=written, text="كلمتنا")
    guide = "http://testserver/api/v1/docs/"
    MenuLink.objects.create(menu=menu, address=guide, text="للشركاء")
    page = get(client, "/ar/news/")
    assert {f"{address(arabic)}?x=1#top", "/api/v1/docs/"} <= page.links
    for edition in (english, arabic):
        edition.unpublish()
    page = get(client, "/ar/news/")
    assert "كلمتنا" not in page.text
    assert english.slug not in page.source
    assert "للشركاء" in page.text
