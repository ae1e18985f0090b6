"""A story as readers and search engines get it."""

from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from core.models import PublishedItem
from news.facts import facts_of
from tests import factories
from tests.site.pages import Html, address, get

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(photo):
    """A story with everything that a story can have, and the forum it is about."""
    forum = factories.make_forum(title="Hit Peace Forum")
    photo.credit_en = "Drawing: ICSSI"
    photo.save()
    story = factories.make_story(
        title="A workshop in Hit",
        summary="Thirteen volunteers met.",
        body=[("paragraph", "<p>They talked for four hours.</p>")],
        story_date=datetime(2019, 6, 8, 9, tzinfo=UTC),
        event_start=datetime(2019, 6, 6, 21, tzinfo=UTC),
        event_end=datetime(2019, 6, 7, 21, tzinfo=UTC),
        place="Hit",
        forums=[forum],
        topics=[factories.make_topic("Peace building")],
        partner_organisations=[
            factories.make_organisation("Un Ponte Per", "جسر", website="https://example.org/upp")
        ],
        byline_person=factories.make_person("Mahmood Abdulbadee"),
        byline_organisation=factories.make_organisation("Media team"),
        source_url="https://example.org/first",
        lead_image=photo,
    )
    return story, forum


def test_a_story_shows_what_happened_where_when_and_with_whom(client, full):
    story, forum = full
    page = get(client, story.get_url())
    for text in (
        "A workshop in Hit",
        "Thirteen volunteers met.",
        "They talked for four hours.",
        "8 June 2019",
        "7–8 June 2019",
        "Hit Peace Forum",
        "Peace building",
        "Un Ponte Per",
        "Mahmood Abdulbadee, Media team",
        "Drawing: ICSSI",
    ):
        assert text in page.text
    assert {
        address(forum),
        "https://example.org/upp",
        "https://example.org/first",
        "/en/topics/peace-building/",
    } <= page.links
    assert "2019-06-07" in [time["datetime"] for time in page.all("time")]
    lead = page.all("img")[0]
    assert lead["fetchpriority"] == "high"
    assert lead["alt"] == "A river"


def test_names_and_forums_are_in_the_readers_language(client, full):
    _english, arabic = factories.make_pair(factories.make_forum, title="منتدى")
    story = factories.make_story(
        "ar",
        forums=[_english],
        byline_person=factories.make_person("Saad", "سعد"),
        topics=[factories.make_topic("Water", "المياه")],
    )
    page = get(client, story.get_url())
    assert address(arabic) in page.links
    assert "سعد" in page.text
    assert "المياه" in page.text
    assert "Saad" not in page.text


def test_a_forum_without_a_form_in_the_readers_language_declares_its_own(client):
    forum = factories.make_forum("ar", title="منتدى العمارة")
    story = factories.make_story(forums=[forum])
    links = [link for link in get(client, story.get_url()).all("a") if link.get("lang") == "ar"]
    assert {"lang": "ar", "dir": "rtl"}.items() <= links[-1].items()


@pytest.mark.parametrize(("number", "label"), [(1, "المنتدى"), (2, "المنتديات")])
def test_one_forum_is_not_called_several(client, number, label):
    forums = [factories.make_forum("ar") for _ in range(number)]
    story = factories.make_story("ar", forums=forums)
    assert f"<dt>{label}</dt>" in get(client, story.get_url()).source


def test_a_forum_that_is_not_public_is_not_shown(client):
    forum = factories.make_forum(title="Hidden forum")
    story = factories.make_story(forums=[forum])
    forum.unpublish()
    assert "Hidden forum" not in get(client, story.get_url()).text


def test_chosen_related_stories_come_in_the_readers_language_and_only_if_public(client):
    english, arabic = factories.make_pair()
    hidden = factories.make_story(title="Hidden", live=False)
    story = factories.make_story(related_stories=[arabic, hidden])
    page = get(client, story.get_url())
    assert address(english) in page.links
    assert address(arabic) not in page.links
    assert "Hidden" not in page.text


def test_without_a_choice_the_newest_stories_of_the_same_forum_or_topic_are_related(client):
    forum, topic = factories.make_forum(), factories.make_topic()
    same_forum = factories.make_story(title="Same forum", forums=[forum])
    same_topic = factories.make_story(title="Same topic", topics=[topic])
    factories.make_story(title="Unlike")
    factories.make_story("ar", title="خبر منتدى آخر", forums=[forum])
    story = factories.make_story(forums=[forum], topics=[topic])
    page = get(client, story.get_url())
    assert {address(same_forum), address(same_topic)} <= page.links
    assert "Unlike" not in page.text
    assert "خبر منتدى آخر" not in page.text


def test_the_data_for_search_engines_describes_the_story(client, full):
    story, _forum = full
    data = get(client, story.get_url()).data
    assert data["@type"] == "NewsArticle"
    assert data["@id"] == data["url"] == f"http://testserver{address(story)}"
    assert data["headline"] == "A workshop in Hit"
    assert data["inLanguage"] == "en"
    assert data["datePublished"] == "2019-06-08T09:00:00+00:00"
    assert data["author"] == {"@type": "Person", "name": "Mahmood Abdulbadee, Media team"}
    assert data["image"][0].startswith("http://testserver/media/renditions/")
    assert data["temporalCoverage"] == "2019-06-07"
    assert data["contentLocation"] == {"@type": "Place", "name": "Hit"}


def test_original_and_translation_name_each_other_as_works(client):
    original, translated = factories.make_translated_story("ar")
    data = get(client, original.get_url()).data
    assert [work["url"] for work in data["workTranslation"]] == [
        f"http://testserver{address(translated)}"
    ]
    data = get(client, translated.get_url()).data
    assert data["translationOfWork"]["inLanguage"] == "ar"
    assert "workTranslation" not in data


def test_a_title_cannot_break_out_of_the_data(client):
    story = factories.make_story(title="</script><script>alert(1)</script>")
    page = get(client, story.get_url())
    assert page.data["headline"] == story.title
    assert "<script>alert" not in page.source


def test_social_networks_get_the_picture_that_staff_chose_and_readers_the_lead(client, photo):
    social = factories.make_image(alt_en="For social media")
    story = factories.make_story(lead_image=photo, social_image=social)
    page = get(client, story.get_url())
    assert page.meta("og:image:alt") == ["For social media"]
    assert page.all("img")[0]["alt"] == "A river"
    assert page.meta("og:image:width") == ["1200"]
    assert page.meta("og:type") == ["article"]


def test_a_story_costs_the_same_among_few_and_many(
    client, full, no_cached_pages, django_assert_max_num_queries
):
    story, forum = full
    for _ in range(3):
        factories.make_story(forums=[forum])
    path = story.get_url()
    with django_assert_max_num_queries(6) as few:
        get(client, path)
    for _ in range(9):
        factories.make_story(forums=[forum])
    with django_assert_max_num_queries(len(few)):
        get(client, path)


def test_an_unrendered_story_shows_the_same_facts_from_its_page(full):
    story, _forum = full
    item = PublishedItem.objects.get(page_id=story.pk)
    assert item.card
    bare = facts_of(story, None)
    rendered = facts_of(story, item)
    assert bare.byline == rendered.byline
    assert [one.name for one in bare.topics] == [one.name for one in rendered.topics]
    assert [one.href for one in bare.forums] == [one.href for one in rendered.forums]
    assert bare.organisations == rendered.organisations
    assert bare.picture == rendered.picture


def test_a_preview_shows_the_draft_in_its_own_language(full, client):
    story = factories.make_story("ar", title="مسودة", live=False, place="هيت")
    story.topics = [factories.make_topic("Water", "المياه")]
    request = RequestFactory().get("/")
    response = story.make_preview_request(request, story.default_preview_mode)
    page = Html(response)
    assert page.all("html") == [{"lang": "ar", "dir": "rtl"}]
    assert "المياه" in page.text
    assert "هيت" in page.text
