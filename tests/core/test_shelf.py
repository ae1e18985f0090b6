"""The shelf keeps in step with the pages: numbers, dependencies, transactions, repairs."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from core.background.worker import run_repairs
from core.models import ItemDependency, PublicationCounter, PublishedItem
from core.publication import registry
from core.publication.registry import Rendering
from core.publication.rendering import render_stale
from core.publication.repair import reconcile
from core.publication.transactions import publication_transaction, record_key
from core.setup import roles
from news.models import NewsPage
from tests import factories
from translation.models import Status, TranslationStatus

pytestmark = pytest.mark.django_db


def item_of(page) -> PublishedItem:
    return PublishedItem.objects.get(page_id=page.pk)


@pytest.fixture
def titles_renderer():
    """Render stories by their title and topics alone, so that tests need no other app."""
    before = registry.renderer_of(NewsPage)

    def render(pages, states):
        for page in pages:
            topics = list(page.topics.all())
            keys = {f"topic:{topic.pk}" for topic in topics} | {f"work:{page.work}"}
            card = {"title": page.title, "topics": [topic.name_en for topic in topics]}
            yield Rendering(
                card | {"updated_at": None, "version": None},
                card | {"updated_at": None, "version": None},
                frozenset(("topic", topic.slug) for topic in topics),
                frozenset(keys),
            )

    registry.register_renderer(NewsPage, render)
    yield render
    if before is not None:
        registry.register_renderer(NewsPage, before)


def test_every_change_gets_a_higher_number_and_no_number_comes_twice():
    stories = [factories.make_story() for _ in range(3)]
    seqs = [item_of(story).seq for story in stories]
    assert seqs == sorted(set(seqs))
    stories[0].title = "Another title"
    stories[0].save_revision().publish()
    assert item_of(stories[0]).seq > seqs[-1]


def test_publishing_again_unchanged_keeps_the_number(titles_renderer):
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


def test_a_fault_in_rendering_stops_the_publication_of_that_page(titles_renderer):
    story = factories.make_story(live=False)

    def broken(pages, states):
        raise RuntimeError("broken")

    registry.register_renderer(NewsPage, broken)
    with pytest.raises(RuntimeError):
        story.save_revision().publish()
    story.refresh_from_db()
    assert not story.live
    assert not PublishedItem.objects.public().filter(page_id=story.pk).exists()


def test_a_fault_in_somebody_elses_page_leaves_that_page_stale_and_goes_on(titles_renderer):
    topic = factories.make_topic("Water")
    good, bad = factories.make_story(topics=[topic]), factories.make_story(topics=[topic])

    def fragile(pages, states):
        if bad.pk in {page.pk for page in pages}:
            raise RuntimeError("broken")
        return titles_renderer(pages, states)

    registry.register_renderer(NewsPage, fragile)
    topic.name_en = "Rivers"
    topic.save()
    assert "Rivers" in item_of(good).card
    assert item_of(bad).is_stale
    assert item_of(bad).is_public


@pytest.fixture
def one_broken(titles_renderer):
    """Three stories, of which the one in the middle cannot be rendered until it is mended."""
    stories = [factories.make_story() for _ in range(3)]
    bad = {stories[1].pk}

    def fragile(pages, states):
        if bad & {page.pk for page in pages}:
            raise RuntimeError("broken")
        return titles_renderer(pages, states)

    registry.register_renderer(NewsPage, fragile)
    return stories, bad


def home(client) -> str:
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    return client.get("/admin/").content.decode()


@pytest.mark.parametrize("repair", [lambda: reconcile(deep=True), run_repairs])
def test_a_page_that_cannot_be_rendered_keeps_no_other_from_being_repaired(
    one_broken, client, repair
):
    (first, bad, last), broken = one_broken
    for story in (first, bad, last):
        Page.objects.filter(pk=story.pk).update(title="Changed behind our back")
    hidden = factories.make_council()
    Page.objects.filter(pk=hidden.pk).update(live=False)
    repair()
    assert item_of(first).title == item_of(last).title == "Changed behind our back"
    assert item_of(bad).title != "Changed behind our back"
    assert not item_of(hidden).is_public
    assert "could not be brought up to date" in home(client)
    assert f"/admin/pages/{bad.pk}/edit/" in home(client)
    broken.clear()
    repair()
    assert item_of(bad).title == "Changed behind our back"
    assert "could not be brought up to date" not in home(client)


def test_a_stale_item_that_cannot_be_rendered_is_told_once_and_no_repair(
    one_broken, client, caplog
):
    _stories, broken = one_broken
    PublishedItem.objects.filter(page_id__in=broken).update(is_stale=True)
    run_repairs()
    assert "could not be brought up to date" in home(client)
    for _round in range(2):
        caplog.clear()
        run_repairs()
    assert "Traceback" not in caplog.text
    assert "Publication repaired" not in caplog.text
    broken.clear()
    run_repairs()
    assert "could not be brought up to date" not in home(client)


def test_a_status_that_cannot_be_worked_out_keeps_no_page_public(monkeypatch, client):
    story, other = factories.make_story(), factories.make_story()
    stock = registry._registry.status_deriver

    def fragile(works):
        if story.translation_key in works:
            raise RuntimeError("broken")
        stock(works)

    with monkeypatch.context() as patch:
        patch.setattr(registry._registry, "status_deriver", fragile)
        with publication_transaction():
            story.unpublish()
            other.unpublish()
        assert not PublishedItem.objects.public().filter(type="news").exists()
        assert "status of its translation" in home(client)
    assert TranslationStatus.objects.get(work=other.translation_key).status == Status.WITHDRAWN
    run_repairs()
    assert TranslationStatus.objects.get(work=story.translation_key).status == Status.WITHDRAWN
    assert "status of its translation" not in home(client)


def test_a_unit_that_fails_leaves_pages_and_shelf_as_they_were():
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


def test_units_nest_and_only_the_outermost_writes():
    with publication_transaction():
        with publication_transaction():
            story = factories.make_story()
        assert not PublishedItem.objects.filter(page_id=story.pk).exists()
    assert item_of(story).is_public


def test_a_page_is_rendered_once_however_often_a_unit_saves_it(titles_renderer):
    before = PublicationCounter.objects.get().value
    with publication_transaction():
        story = factories.make_story()
        for number in range(5):
            story.title = f"Title {number}"
            story.save_revision().publish()
    assert item_of(story).title == "Title 4"
    assert PublicationCounter.objects.get().value - before <= 2


def test_reconciling_finds_nothing_on_a_shelf_that_is_right():
    factories.make_story()
    assert not reconcile()


def test_reconciling_withdraws_what_a_bulk_update_unpublished():
    story = factories.make_story()
    Page.objects.filter(pk=story.pk).update(live=False)
    assert item_of(story).is_public
    assert reconcile()
    assert not item_of(story).is_public
    assert not reconcile()


def test_reconciling_puts_out_what_a_bulk_update_published():
    story = factories.make_story(live=False)
    Page.objects.filter(pk=story.pk).update(live=True)
    reconcile()
    assert item_of(story).is_public


def test_reconciling_withdraws_items_whose_page_was_deleted_by_sql():
    story = factories.make_story()
    PublishedItem.objects.filter(page_id=story.pk).update(page_id=987654321, work=uuid4())
    assert reconcile().withdrawn == 1
    assert not PublishedItem.objects.get(page_id=987654321).is_public
    assert item_of(story).is_public


def test_rebuilding_finds_texts_changed_behind_wagtails_back(titles_renderer):
    topic = factories.make_topic("Water")
    story = factories.make_story(topics=[topic])
    type(topic).objects.filter(pk=topic.pk).update(name_en="Rivers")
    assert not reconcile()
    assert reconcile(deep=True)
    assert "Rivers" in item_of(story).card


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
    with CaptureQueriesContext(connection) as queries, publication_transaction() as marks:
        marks.pages.add(factories.home_page().pk)
    first_write = next(query["sql"] for query in queries if query["sql"].startswith("UPDATE"))
    assert "core_shelfcounter" in first_write
