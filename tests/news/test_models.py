"""Stories: what staff may enter, where a story may be, and what is refused with a reason."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.models import PublishedItem
from forums.models import CouncilIndexPage, ForumIndexPage
from home.models import HomePage, StandardPage
from news.listing import StoryListing
from news.models import NewsIndexPage, NewsPage
from news.years import require_sensible_year
from tests import factories
from tests.cms import add_address, paragraphs, story_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(factories.make_user("Communications"))
    return client


def test_staff_write_and_publish_an_arabic_story_and_nothing_appears_in_english(staff):
    topic = factories.make_topic()
    form = story_form("ورشةٌ في هيت", body=paragraphs("نص الخبر."))
    form |= {"topics": [topic.pk], "action-publish": "1"}
    staff.post(add_address("news/newspage", factories.news_index("ar")), form)
    story = NewsPage.objects.get()
    assert (story.slug, story.locale.language_code) == ("ورشة-في-هيت", "ar")
    assert list(story.topics.all()) == [topic]
    assert PublishedItem.objects.public().get(type="news").lang == "ar"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"event_end": "2019-06-07 12:00"}, "event_start"),
        ({"event_start": "2019-06-08 12:00", "event_end": "2019-06-07 12:00"}, "event_end"),
        ({"source_url": "not an address"}, "source_url"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"story_date": "yesterday"}, "story_date"),
        ({"story_date": "0019-06-07 10:00"}, "story_date"),
        ({"story_date": "0001-01-01 00:00"}, "story_date"),
        ({"story_date": "1899-12-31 23:59"}, "story_date"),
        ({"story_date": "2101-01-01 00:00"}, "story_date"),
        ({"story_date": "9999-12-31 23:59"}, "story_date"),
        ({"event_start": "0001-01-01 00:00"}, "event_start"),
        ({"event_start": "2019-06-07 10:00", "event_end": "9999-12-31 23:59"}, "event_end"),
        ({"summary": "x" * 501}, "summary"),
        ({"place": "x" * 161}, "place"),
        ({"title": "x" * 256}, "title"),
        ({"title": ""}, "title"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(staff, fields, wrong):
    response = staff.post(
        add_address("news/newspage", factories.news_index()), story_form("Story") | fields
    )
    assert response.status_code == 200
    assert response.context["form"].errors[wrong]
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_the_year_that_is_allowed_is_named_in_drafts_too(staff, action):
    form = story_form("Story") | {"story_date": "0019-06-07 10:00"} | action
    response = staff.post(add_address("news/newspage", factories.news_index()), form)
    assert "The year must lie between 1900 and 2100." in response.content.decode()


@pytest.mark.parametrize("date", ["1900-01-01 00:00", "2100-12-31 23:59"])
def test_the_first_and_the_last_moment_that_are_allowed_can_be_shown_and_saved_again(
    staff, client, date
):
    form = story_form("Story") | {"story_date": date, "action-publish": "1"}
    staff.post(add_address("news/newspage", factories.news_index()), form)
    assert PublishedItem.objects.public().get(type="news").title == "Story"
    for path in ("/en/news/", f"/en/news/?year={date[:4]}", "/en/news/story/", "/api/v1/news/"):
        assert client.get(path).status_code == 200
    NewsPage.objects.get().full_clean()


@pytest.mark.parametrize("moment", [datetime.min, datetime.max])
def test_the_ends_of_the_calendar_are_refused(moment):
    with pytest.raises(ValidationError):
        require_sensible_year(moment.replace(tzinfo=UTC))


def test_only_years_with_stories_are_offered_the_newest_first(django_assert_num_queries):
    for date in ("1900-01-01", "2016-05-05", "2019-01-01", "2019-12-31", "2100-12-31"):
        moment = datetime.fromisoformat(f"{date}T00:30:00+03:00")
        factories.make_story(story_date=moment)
        factories.make_story("ar", story_date=moment.replace(year=2003))
    factories.make_story(live=False, story_date=datetime(2010, 5, 5, tzinfo=UTC))
    with django_assert_num_queries(4):
        listing = StoryListing("en", {})
    years = [choice.value for choice in listing.filters[-1].choices]
    assert years == ["2100", "2019", "2016", "1900"]


def test_the_database_refuses_an_event_that_ends_before_it_starts():
    story = factories.make_story()
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsPage.objects.filter(pk=story.pk).update(event_end="2019-01-01T00:00Z")


def test_a_video_outside_the_allow_list_is_refused_with_a_reason(staff):
    form = story_form("Story") | {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "video",
        "body-0-id": "",
        "body-0-value-address": "https://evil.example/v",
        "body-0-value-title": "Film",
        "action-publish": "yes",
    }
    response = staff.post(add_address("news/newspage", factories.news_index()), form)
    assert "not at an allowed provider" in response.content.decode()


def test_two_stories_with_one_title_get_different_slugs():
    first, second = (factories.make_story(title="Same title") for _ in range(2))
    assert (first.slug, second.slug) == ("same-title", "same-title-2")


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (HomePage, {StandardPage, NewsIndexPage, ForumIndexPage, CouncilIndexPage}),
        (NewsIndexPage, {NewsPage}),
        (NewsPage, set()),
        (StandardPage, {StandardPage}),
    ],
)
def test_each_page_type_allows_its_own_children_only(parent, children):
    assert set(parent.allowed_subpage_models()) == children


def test_a_draft_is_previewed_in_its_own_language(staff):
    story = factories.make_story("ar", title="مسودة", live=False)
    response = staff.get(f"/admin/pages/{story.pk}/view_draft/", headers={"Accept-Language": "en"})
    page = response.content.decode()
    assert 'lang="ar"' in page
    assert 'dir="rtl"' in page
    assert "مسودة" in page


def test_each_forum_is_offered_once_in_the_storys_language_where_it_has_one(staff):
    english, _arabic = factories.make_pair(factories.make_forum)
    only_arabic = factories.make_forum("ar")
    response = staff.get(add_address("news/newspage", factories.news_index("en")))
    offered = set(response.context["form"].fields["forums"].queryset)
    assert offered == {english, only_arabic}


def test_a_forum_chosen_in_the_other_language_stays_chosen(staff):
    _english, arabic = factories.make_pair(factories.make_forum)
    story = factories.make_story("en", forums=[arabic])
    story.title = "A draft beside the public page"
    story.save_revision()
    response = staff.get(f"/admin/pages/{story.pk}/edit/")
    assert arabic in response.context["form"].fields["forums"].queryset
