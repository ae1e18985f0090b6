"""What stops is seen by administrators on the start page and on the screen of the health."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from core.backup import outcomes
from core.health import watching
from core.models import BackgroundProblem, WorkerPulse
from core.setup import roles
from tests import factories
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]
SCREEN = "/admin/health/"


def pulse(minutes: int) -> None:
    seen = timezone.now() - timedelta(minutes=minutes)
    WorkerPulse.objects.create(worker_id="a", place="b", pid=1, seen_at=seen)


def test_backups_that_fail_or_stop_are_a_problem_until_one_succeeds(monkeypatch):
    watching.watch_backup()
    assert not BackgroundProblem.objects.exists()  # there never were any
    outcomes.record_failure("The disk is full.")
    watching.watch_backup()
    assert BackgroundProblem.objects.get().reasons == {
        "en": "The disk is full.", "ar": "The disk is full.",
    }  # fmt: skip
    outcomes.record_success(Path("/backups/a"), 1)
    watching.watch_backup()
    assert not BackgroundProblem.objects.exists()
    monkeypatch.setattr(watching, "OLDEST", timedelta(0))
    watching.watch_backup()
    assert BackgroundProblem.objects.get().reasons["ar"].startswith("أُنشئت آخر نسخة")


def test_the_worker_looks_every_ten_minutes(monkeypatch):
    seen = []
    monkeypatch.setattr(watching, "watch_backup", lambda: seen.append("backup"))
    monkeypatch.setattr(watching._Due, "often", 0.0)
    watching.watch()
    watching.watch()
    assert seen == ["backup"]


@pytest.mark.parametrize(("minutes", "is_shown"), [(0, False), (30, True)])
def test_a_worker_that_stopped_is_shown_on_the_start_page(client, minutes, is_shown):
    pulse(minutes)
    sign_in(client, roles.ADMINISTRATORS)
    assert ("The worker has stopped" in client.get("/admin/").content.decode()) == is_shown


def test_others_are_not_shown_it(client):
    pulse(30)
    sign_in(client, roles.COMMUNICATIONS)
    assert "The worker has stopped" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("lang", "title", "stopped"),
    [("en", "Health of the site", "The worker was last seen on"),
     ("ar", "حالة الموقع", "آخر نشاط لعامل الخلفية")],
)  # fmt: skip
def test_the_screen_shows_what_the_doctor_finds_in_both_languages(lang, title, stopped):
    user, client = factories.make_user(roles.ADMINISTRATORS), Client()
    UserProfile.objects.create(user=user, preferred_language=lang)
    client.force_login(user)
    pulse(30)
    answer = client.get(SCREEN)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert title in page
    assert stopped in page
    assert '<code dir="ltr">.venv/bin/python manage.py work</code>' in page


@pytest.mark.parametrize("role", [roles.COMMUNICATIONS, roles.reviewers("ar")])
def test_the_screen_is_for_administrators_alone(client, role):
    sign_in(client, role)
    assert client.get(SCREEN).status_code != 200
    assert SCREEN not in client.get("/admin/").content.decode()


def test_the_screen_asks_a_bounded_number_of_questions(client, django_assert_max_num_queries):
    sign_in(client, roles.ADMINISTRATORS)
    for _ in range(3):
        factories.make_story()
    client.get(SCREEN)
    with django_assert_max_num_queries(70):
        client.get(SCREEN)
