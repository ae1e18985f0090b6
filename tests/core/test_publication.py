"""Published items follow the pages: numbers, dependencies, transactions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import ItemDependency, PublicationCounter, PublishedItem
from core.publication.rendering import render_stale
from core.publication.transactions import publication_transaction, record_key
from news.models import NewsPage
from tests import factories
from tests.core.conftest import item_of

pytestmark = pytest.mark.django_db


def test_every_change_gets_a_higher_number_and_no_number_comes_twice():
    stories = [factories.make_story() for _ in range(3)]
    seqs = [item_of(story).seq for story in stories]
    assert seqs == sorted(set(seqs))
    stories[0].title = "Another title"
    stories[0].save_revision().publish()
    assert item_of(stories[0]).seq > seqs[-1]


def test_publishing_again_unchanged_gives_no_new_number(titles_renderer):
    story = factories.make_story()
    before = item_of(story).seq
    story.save_revision().publish()
    assert item_of(story).seq == before


def test_the_stored_form_holds_its_own_version_and_time(titles_renderer):
    item = item_of(factories.make_story(title="A title"))
    assert f'"version":{item.seq}' in item.card
    assert f'"updated_at":"{item.updated_at:%Y-%m-%dT%H:%M:%SZ}"' in item.full


def test_a_renamed_topic_reaches_the_stories_that_show_it(titles_renderer):
    topic = factories.make_topic("Water")
    story, other = factories.make_story(topics=[topic]), factories.make_story()
    before, untouched = item_of(story).seq, item_of(other).seq
    topic.name_en = "Environment and water"
    topic.save()
    assert "Environment and water" in item_of(story).card
    assert item_of(story).seq > before
    assert item_of(other).seq == untouched


def test_a_deleted_topic_leaves_the_stories_that_showed_it(titles_renderer):
    topic = factories.make_topic("Water")
    story = factories.make_story(topics=[topic])
    topic.delete()
    assert "Water" not in item_of(story).card
    assert not item_of(story).facets.exists()


def test_a_large_fan_out_is_left_to_the_worker_and_done_by_it(titles_renderer, monkeypatch):
    monkeypatch.setattr("core.publication.items.FAN_OUT_LIMIT", 10)
    topic = factories.make_topic("Water")
    for _ in range(15):
        factories.make_story(topics=[topic])
    topic.name_en = "Rivers"
    topic.save()
    assert PublishedItem.objects.filter(is_stale=True).count() == 5
    assert render_stale() == 5
    assert not PublishedItem.objects.filter(is_stale=True).exists()
    assert PublishedItem.objects.filter(card__contains="Rivers").count() == 15


def test_a_transaction_that_fails_leaves_pages_and_published_items_as_they_were():
    story = factories.make_story(title="Before")

    def publish_and_fail():
        page = NewsPage.objects.get(pk=story.pk)
        page.title = "After"
        page.save_revision().publish()
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError), publication_transaction():
        publish_and_fail()
    assert NewsPage.objects.get(pk=story.pk).title == "Before"
    assert item_of(story).title == "Before"


def test_transactions_nest_and_only_the_outermost_writes():
    with publication_transaction():
        with publication_transaction():
            story = factories.make_story()
        assert not PublishedItem.objects.filter(page_id=story.pk).exists()
    assert item_of(story).is_public


def test_a_page_is_rendered_once_however_often_a_transaction_saves_it(titles_renderer):
    before = PublicationCounter.objects.get().value
    with publication_transaction():
        story = factories.make_story()
        for number in range(5):
            story.title = f"Title {number}"
            story.save_revision().publish()
    assert item_of(story).title == "Title 4"
    assert PublicationCounter.objects.get().value - before <= 2


def test_dependencies_follow_what_a_story_shows(titles_renderer):
    topic = factories.make_topic()
    story = factories.make_story(topics=[topic])
    assert ItemDependency.objects.filter(key=f"topic:{topic.pk}", item=item_of(story)).exists()
    story.topics.clear()
    story.save_revision().publish()
    assert not ItemDependency.objects.filter(key=f"topic:{topic.pk}").exists()


def test_a_key_that_nothing_shows_changes_nothing():
    before = PublishedItem.objects.order_by("-seq").first().seq
    record_key("topic:999999")
    assert PublishedItem.objects.order_by("-seq").first().seq == before


def test_a_number_is_taken_under_a_lock_that_is_held_to_the_commit():
    with CaptureQueriesContext(connection) as queries, publication_transaction() as changes:
        changes.pages.add(factories.home_page().pk)
    first_write = next(query["sql"] for query in queries if query["sql"].startswith("UPDATE"))
    assert "core_shelfcounter" in first_write
