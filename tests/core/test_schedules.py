"""Schedules: one thing that cannot be published or unpublished stops nothing else, and is seen."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from core.background import worker
from core.background.schedules import run_schedules
from core.background.worker import run_round
from core.models import BackgroundProblem, PublishedItem
from core.setup import roles
from tests import factories

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def schedule(page: Any, ago: timedelta = MINUTE) -> Any:
    Revision.objects.filter(pk=page.latest_revision_id).update(
        approved_go_live_at=timezone.now() - ago
    )
    return page


def is_live(page: Any) -> bool:
    return Page.objects.get(pk=page.pk).live


def is_scheduled(page: Any) -> bool:
    return Revision.objects.filter(
        pk=page.latest_revision_id, approved_go_live_at__isnull=False
    ).exists()


@pytest.fixture
def clash():
    """A story that is due, and whose slug another page has taken since it was scheduled."""
    story = schedule(factories.make_story(live=False, slug="taken", title="Clash"), 2 * MINUTE)
    Page.objects.filter(pk=story.pk).update(slug="moved", url_path="/en/news/moved/")
    factories.make_story(slug="taken")
    return story


@pytest.fixture
def editor(client):
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    return client


class Faulty:
    """Raises errors when a page is published or unpublished, as a fault of the program would."""

    def __init__(self, page: Any) -> None:
        self.page_id = page.pk
        self.errors: list[Exception] = []
        self.calls = 0

    def __call__(self, instance: Any, **_: Any) -> None:
        if instance.pk != self.page_id:
            return
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture
def faulty():
    """Make a page faulty; give it errors, as many as it shall fail with."""
    made = []

    def make(page: Any, *errors: Exception) -> Faulty:
        fault = Faulty(page)
        fault.errors = list(errors)
        page_published.connect(fault, weak=False)
        page_unpublished.connect(fault, weak=False)
        made.append(fault)
        return fault

    yield make
    for fault in made:
        page_published.disconnect(fault)
        page_unpublished.disconnect(fault)


def test_a_page_whose_slug_was_taken_does_not_stop_the_rounds(clash, monkeypatch):
    later, over, hidden = schedule(factories.make_story(live=False)), *_stories(2)
    Page.objects.filter(pk=over.pk).update(expire_at=timezone.now() - MINUTE)
    Page.objects.filter(pk=hidden.pk).update(live=False)  # behind our back
    done = []
    monkeypatch.setattr(worker, "_rounds", [lambda: done.append("digest")])
    run_round()
    assert is_live(later)
    assert not is_live(over)
    assert not PublishedItem.objects.public().filter(page_id=hidden.pk).exists()
    assert done


def _stories(count: int) -> list[Any]:
    return [factories.make_story() for _ in range(count)]


def test_it_leaves_the_schedule_and_its_history_shows_why(clash, editor):
    run_schedules()
    assert not is_live(clash)
    assert not is_scheduled(clash)
    history = editor.get(f"/admin/pages/{clash.pk}/history/").content.decode()
    assert "It was not published at its time and is not scheduled any more" in history
    assert "already in use" in history


def test_it_is_not_tried_again_and_again(clash, caplog):
    run_schedules()
    caplog.clear()
    run_schedules()
    assert not caplog.records
    assert BackgroundProblem.objects.get().times == 1


def test_whoever_may_edit_it_sees_it_on_the_start_page_in_their_language(clash, client):
    run_schedules()
    for role, is_recorded in {
        roles.COMMUNICATIONS: True,
        roles.ADMINISTRATORS: True,
        roles.translators("ar"): False,  # the story is English
    }.items():
        client.force_login(factories.make_user(role))
        home = client.get("/admin/").content.decode()
        assert ("already in use" in home) == is_recorded, role
        assert (f"/admin/pages/{clash.pk}/edit/" in home) == is_recorded, role
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    home = client.get("/admin/", headers={"Accept-Language": "ar"}).content.decode()
    assert "لم تُنشر" in home
    assert "already in use" not in home


@pytest.mark.parametrize("way", ["publish", "schedule", "delete"])
def test_it_goes_from_the_start_page_when_it_is_put_right(clash, editor, way):
    run_schedules()
    page = Page.objects.get(pk=clash.pk).specific
    if way == "delete":
        page.delete()
    else:
        page.slug = "free"
        page.go_live_at = timezone.now() + MINUTE if way == "schedule" else None
        page.save_revision().publish()
    assert "already in use" not in editor.get("/admin/").content.decode()
    run_schedules()
    assert not BackgroundProblem.objects.exists()


def test_it_can_be_removed_from_the_start_page_by_those_who_see_it(clash, client):
    run_schedules()
    address = f"/admin/problems/{BackgroundProblem.objects.get().pk}/remove/"
    client.force_login(factories.make_user(roles.translators("ar")))
    assert client.post(address).status_code == 404
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    assert client.get(address).status_code == 405
    assert BackgroundProblem.objects.exists()
    assert address in client.get("/admin/").content.decode()
    client.post(address)
    assert not BackgroundProblem.objects.exists()


def test_a_refusal_is_explained_in_both_languages():
    original = factories.make_story(title="Rivers")
    draft = schedule(factories.begin_translation(original))
    run_schedules()
    reasons = BackgroundProblem.objects.get(page=draft.pk).reasons
    assert "not fully translated" in reasons["en"]
    assert "not fully translated" not in reasons["ar"]
    assert any("\u0600" <= letter <= "\u06ff" for letter in reasons["ar"])


def test_a_passing_fault_of_the_database_is_tried_again_in_the_next_round(faulty):
    story = schedule(factories.make_story(live=False))
    faulty(story, OperationalError("database is locked"))
    run_schedules()
    assert not is_live(story)
    assert is_scheduled(story)
    run_schedules()
    assert is_live(story)
    assert not BackgroundProblem.objects.exists()


def test_a_fault_of_the_program_is_tried_again_with_pauses_and_given_up(faulty, editor):
    story, other = schedule(factories.make_story(live=False)), factories.make_story(live=False)
    fault = faulty(story, *[RuntimeError("broken")] * 100)
    for _round in range(20):
        schedule(other)
        run_schedules()
    assert is_live(other)
    assert fault.calls == 1
    assert "will be tried again" in editor.get("/admin/").content.decode()
    for _hour in range(20):
        BackgroundProblem.objects.update(last_seen=timezone.now() - timedelta(hours=1))
        run_schedules()
    assert not is_scheduled(story)
    assert fault.calls < 20
    assert "is not scheduled any more" in editor.get("/admin/").content.decode()


def test_a_fault_of_the_program_that_is_mended_soon_delays_the_page_only(faulty):
    story = schedule(factories.make_story(live=False))
    faulty(story, RuntimeError("broken"))
    run_schedules()
    BackgroundProblem.objects.update(last_seen=timezone.now() - MINUTE)
    run_schedules()
    assert is_live(story)
    assert not BackgroundProblem.objects.exists()


def test_a_page_that_cannot_be_unpublished_stops_nothing_and_is_tried_for_ever(faulty, editor):
    bad, good = _stories(2)
    due = schedule(factories.make_story(live=False))
    fault = faulty(bad, *[RuntimeError("broken")] * 9)
    Page.objects.filter(pk=bad.pk).update(expire_at=timezone.now() - 2 * MINUTE)
    Page.objects.filter(pk=good.pk).update(expire_at=timezone.now() - MINUTE)
    for _round in range(9):
        run_round()
        assert is_live(bad)
        assert not PublishedItem.objects.public().filter(page_id=bad.pk).exists()
    assert not is_live(good)
    assert is_live(due)
    assert "It could not be unpublished" in editor.get("/admin/").content.decode()
    run_schedules()
    assert fault.calls == 10
    assert not is_live(bad)
    assert not BackgroundProblem.objects.exists()


def test_what_has_to_go_goes_before_anything_is_published(faulty):
    """However long publishing may take."""
    over, due = factories.make_story(), schedule(factories.make_story(live=False), 5 * MINUTE)
    Page.objects.filter(pk=over.pk).update(expire_at=timezone.now() - MINUTE)
    seen = []
    page_published.connect(handler := lambda **_: seen.append(is_live(over)), weak=False)
    try:
        run_schedules()
    finally:
        page_published.disconnect(handler)
    assert is_live(due)
    assert seen == [False]


def test_a_revision_whose_page_is_gone_leaves_the_schedule(caplog):
    story = schedule(factories.make_story(live=False))
    Revision.objects.filter(pk=story.latest_revision_id).update(object_id="999999")
    other = schedule(factories.make_story(live=False))
    run_schedules()
    assert is_live(other)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert "what it belongs to is gone" in caplog.text


def test_the_command_does_the_same(clash):
    later = schedule(factories.make_story(live=False))
    call_command("publish_scheduled")
    assert is_live(later)
    assert not is_scheduled(clash)
