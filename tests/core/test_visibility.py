"""What readers may see: every state of a page, and the one rule that decides."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import PublishedItem
from news.models import NewsPage
from tests import factories

pytestmark = pytest.mark.django_db


def is_public(page: Page) -> bool:
    return PublishedItem.objects.public().filter(page_id=page.pk).exists()


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_published_page_is_public_under_its_own_language():
    story = factories.make_story("ar", title="خبر من هيت")
    item = PublishedItem.objects.public().get(page_id=story.pk)
    assert (item.lang, item.type, item.path) == ("ar", "news", "/ar/news/خبر-من-هيت/")
    assert not PublishedItem.objects.filter(lang="en", type="news").exists()


def test_a_draft_is_not_public():
    assert not is_public(factories.make_story(live=False))


def test_a_scheduled_page_is_not_public_before_its_time():
    story = factories.make_story(live=False)
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    assert not is_public(story)


def test_an_unpublished_page_is_withdrawn_and_records_since_when():
    story = factories.make_story()
    before = PublishedItem.objects.get(page_id=story.pk).seq
    story.unpublish()
    item = PublishedItem.objects.get(page_id=story.pk)
    assert not item.is_public
    assert item.gone_since is not None
    assert item.seq > before
    assert (item.title, item.card, item.full) == ("", "", "")


def test_a_deleted_page_is_withdrawn():
    story = factories.make_story()
    Page.objects.get(pk=story.pk).delete()
    assert not PublishedItem.objects.get(work=story.work, lang="en").is_public


def test_a_page_below_an_unpublished_one_is_withdrawn_and_comes_back_with_it():
    story = factories.make_story()
    parent = factories.news_index()
    parent.unpublish()
    assert not is_public(story)
    parent.save_revision().publish()
    assert is_public(story)


def test_a_restricted_page_is_withdrawn_and_comes_back_when_the_restriction_goes():
    story = factories.make_story()
    restriction = restrict(story)
    assert not is_public(story)
    restriction.delete()
    assert is_public(story)


def test_a_page_below_a_restricted_one_is_withdrawn():
    story = factories.make_story()
    restrict(factories.home_page())
    assert not is_public(story)


def test_a_story_published_below_a_restricted_index_never_becomes_public():
    restrict(factories.news_index())
    assert not is_public(factories.make_story())


def test_an_alias_is_never_public():
    story = factories.make_story()
    alias = story.create_alias(update_slug="a-copy")
    assert alias.live
    assert not is_public(alias)


def test_an_expiry_that_has_passed_withdraws_at_once_without_waiting_for_the_worker():
    story = factories.make_story()
    story.expire_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    assert is_public(story)
    PublishedItem.objects.filter(page_id=story.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert not is_public(story)
    assert PublishedItem.objects.withdrawn().get(page_id=story.pk).is_gone


def test_an_ancestors_expiry_counts_for_what_is_below():
    story = factories.make_story()
    parent = factories.news_index()
    parent.expire_at = timezone.now() + timedelta(hours=1)
    parent.save_revision().publish()
    assert PublishedItem.objects.get(page_id=story.pk).expires_at == parent.expire_at


def test_a_page_in_the_tree_of_the_other_language_is_not_public():
    story = factories.make_story("en")
    Page.objects.filter(pk=story.pk).update(locale=factories.locale("ar"))
    Page.objects.get(pk=story.pk).save()
    assert not is_public(story)


def test_moving_a_page_moves_its_address_and_that_of_the_pages_below():
    first, second = factories.make_page(title="First"), factories.make_page(title="Second")
    below = factories.make_page(title="Below", parent=second)
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=first.pk), pos="last-child")
    paths = PublishedItem.objects.filter(page_id__in=[second.pk, below.pk]).order_by("path")
    assert [item.path for item in paths] == ["/en/first/second/", "/en/first/second/below/"]


def test_a_new_slug_moves_the_address_of_the_pages_below_and_their_versions():
    parent = factories.make_page(title="Parent")
    below = factories.make_page(title="Below", parent=parent)
    before = PublishedItem.objects.get(page_id=below.pk).seq
    parent.slug = "renamed"
    parent.save_revision().publish()
    item = PublishedItem.objects.get(page_id=below.pk)
    assert item.path == "/en/renamed/below/"
    assert item.seq >= before


def test_public_pages_are_chosen_by_their_items():
    shown, hidden = factories.make_story(), factories.make_story()
    restrict(hidden)
    assert list(NewsPage.objects.public().in_language("en")) == [shown]


@pytest.mark.parametrize("number", [1, 8])
def test_publishing_costs_the_same_however_many_stories_there_are(
    number, django_assert_max_num_queries
):
    for _ in range(number):
        factories.make_story()
    draft = factories.make_story(live=False)
    with django_assert_max_num_queries(160):
        draft.save_revision().publish()


def test_readers_get_no_page_that_is_not_public(client):
    story, draft = factories.make_story(), factories.make_story(live=False)
    assert client.get(f"/en/news/{story.slug}/").status_code == 200
    assert client.get(f"/en/news/{draft.slug}/").status_code == 404
    restrict(factories.news_index())
    assert client.get(f"/en/news/{story.slug}/").status_code == 410


def test_a_restricted_page_is_shown_to_whoever_is_signed_in_and_never_cached(client):
    story = factories.make_story()
    restrict(story)
    client.force_login(factories.make_user("Communications"))
    response = client.get(f"/en/news/{story.slug}/")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_a_draft_is_not_served_even_to_staff_under_its_public_address(client):
    draft = factories.make_story(live=False)
    client.force_login(factories.make_user("Communications"))
    assert client.get(f"/en/news/{draft.slug}/").status_code == 404
