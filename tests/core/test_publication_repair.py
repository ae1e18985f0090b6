"""Faults in rendering stop nothing else, and repairs bring published items up to date."""

from uuid import uuid4

import orjson
import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from wagtail.models import Page

from core.background.worker import run_repairs
from core.models import Governorate, Organisation, Person, PublishedItem, SiteImage, Topic
from core.publication import registry
from core.publication.marks import keys_that_differ
from core.publication.repair import reconcile
from core.publication.transactions import publication_transaction
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.core.conftest import item_of
from translation.models import Status, TranslationStatus

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("repair", [lambda: reconcile(deep=True), run_repairs])
def test_a_page_that_cannot_be_rendered_prevents_no_other_repair(one_broken, client, repair):
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


def test_a_stale_item_that_cannot_be_rendered_is_reported_once_and_counts_as_no_repair(
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


def test_a_status_that_cannot_be_derived_delays_no_withdrawal(monkeypatch, client):
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


def test_reconciling_finds_nothing_where_everything_is_right():
    factories.make_story()
    assert not reconcile()


def test_reconciling_withdraws_what_a_bulk_update_unpublished():
    story = factories.make_story()
    Page.objects.filter(pk=story.pk).update(live=False)
    assert item_of(story).is_public
    assert reconcile()
    assert not item_of(story).is_public
    assert not reconcile()


def test_reconciling_publishes_what_a_bulk_update_published():
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


def test_rebuilding_finds_texts_changed_behind_wagtails_back():
    story = factories.make_story(place="Hit")
    NewsPage.objects.filter(pk=story.pk).update(place="Ramadi")
    assert not reconcile()
    assert reconcile(deep=True)
    assert orjson.loads(item_of(story).full)["place"] == "Ramadi"


def test_names_that_were_changed_in_bulk_are_followed_by_what_shows_them():
    names = {
        "topics": [factories.make_topic()],
        "partner_organisations": [factories.make_organisation()],
        "byline_person": factories.make_person(),
        "governorate": Governorate.objects.get(slug="anbar"),
    }
    story, other = factories.make_story("ar", **names), factories.make_story("ar")
    before = item_of(other).seq
    assert not reconcile()
    for model in (Topic, Organisation, Person, Governorate):
        model.objects.update(name_ar=Concat(Value("جديد "), "name_ar"))
    assert reconcile().written == 1
    item = orjson.loads(item_of(story).full)
    shown = [*item["topics"], *item["organisations"], item["governorate"]]
    assert [each["name"][:5] for each in shown] == ["جديد "] * 3
    assert item["byline"].startswith("جديد ")
    assert item_of(other).seq == before
    assert not reconcile()


def test_texts_of_pictures_that_were_changed_in_bulk_are_followed_too():
    story = factories.make_story(lead_image=factories.make_image(alt_en="The river"))
    assert not reconcile()
    SiteImage.objects.update(alt_en="The Euphrates")
    assert reconcile().written == 1
    assert orjson.loads(item_of(story).full)["image"]["alt"] == "The Euphrates"
    assert not reconcile()


def test_a_name_that_was_deleted_without_a_signal_is_shown_no_more():
    topic = factories.make_topic()
    story = factories.make_story(topics=[topic])
    story.topics.through.objects.all()._raw_delete("default")
    Topic.objects.filter(pk=topic.pk)._raw_delete("default")
    assert reconcile().written == 1
    assert orjson.loads(item_of(story).full)["topics"] == []


def test_a_comparison_of_names_costs_the_same_however_many_there_are(
    django_assert_max_num_queries,
):
    for number in range(30):
        factories.make_topic(f"Topic {number}")
    factories.make_story(topics=Topic.objects.all())
    reconcile()
    with django_assert_max_num_queries(9):
        assert keys_that_differ() == (set(), set())
