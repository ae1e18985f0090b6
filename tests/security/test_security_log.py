"""The security log: what is in an entry, and that none is changed or lost before its time.

`test_security_log_screen` is about the list that administrators see.
"""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.security_log import events
from core import security_log
from core.models import AppendOnlyError, SecurityEvent
from core.setup.roles import ADMINISTRATORS, translators
from tests import factories
from tests.signing_in import sign_in, sign_in_by_form

pytestmark = pytest.mark.django_db


def test_an_entry_names_people_and_the_network_but_no_address(rf):
    user = factories.make_user("Communications", first_name="Zahra", last_name="Ali")
    request = rf.get("/admin/", REMOTE_ADDR="192.0.2.77")
    request.user = user
    security_log.record("sign_in", request=request, about=user, way="passkey")
    entry = SecurityEvent.objects.get()
    assert (entry.kind, entry.actor_id, entry.actor_name) == ("sign_in", user.pk, "Zahra Ali")
    assert (entry.about_name, entry.network) == ("Zahra Ali", "192.0.2.0/24")
    assert entry.details == {"way": "passkey"}
    assert user.email not in str(vars(entry))


def test_entries_are_neither_changed_nor_deleted():
    entry = security_log.record("sign_in")
    for change in (
        entry.save,
        entry.delete,
        SecurityEvent.objects.all().delete,
        lambda: SecurityEvent.objects.update(kind="other"),
        lambda: SecurityEvent.objects.bulk_update([entry], ["kind"]),
    ):
        with pytest.raises(AppendOnlyError):
            change()
    assert SecurityEvent.objects.get().kind == "sign_in"


@pytest.mark.parametrize(("days", "left"), [(399, 1), (401, 0)])
def test_entries_are_removed_after_400_days(days, left):
    SecurityEvent.objects.create(kind="sign_in", at=timezone.now() - timedelta(days=days))
    security_log.remove_old()
    assert SecurityEvent.objects.count() == left


def test_no_entry_goes_with_its_user():
    user = factories.make_user("Communications", first_name="Zahra", last_name="Ali")
    security_log.record("sign_in", actor=user, about=user)
    user.delete()
    assert SecurityEvent.objects.get().actor_name == "Zahra Ali"


def kinds() -> list[str]:
    return list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_signing_in_and_out_is_recorded(client):
    user = factories.make_user("Communications")
    sign_in_by_form(client, user.email, "wrong")
    sign_in_by_form(client, user.email, "a long password")
    client.post("/admin/logout/")
    assert kinds() == ["sign_in_failed", "sign_in", "sign_out"]
    assert set(SecurityEvent.objects.values_list("network", flat=True)) == {"127.0.0.0/24"}
    assert SecurityEvent.objects.get(kind="sign_out").actor_id == user.pk


def test_a_wrong_password_for_no_account_names_nobody(client):
    sign_in_by_form(client, "stranger@example.org", "wrong")
    entry = SecurityEvent.objects.get()
    assert (entry.kind, entry.actor_id, entry.about_id) == ("sign_in_failed", None, None)
    assert "stranger" not in str(vars(entry))


def test_all_failures_together_have_a_limit(client, monkeypatch):
    monkeypatch.setattr(events, "_MOST_FAILURES", 3)
    for number in range(6):
        sign_in_by_form(client, f"guess{number}@example.org", "wrong")
    assert kinds() == ["sign_in_failed"] * 3


def test_a_page_that_is_withdrawn_is_recorded(client):
    story = factories.make_story()
    user = sign_in(client, "Communications")
    client.post(f"/admin/pages/{story.pk}/unpublish/")
    entry = SecurityEvent.objects.get(kind="unpublished")
    assert (entry.actor_id, entry.details) == (user.pk, {"page": story.pk})
    assert story.title not in str(vars(entry))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_that_is_taken_as_a_file_is_recorded(client, kind):
    user = sign_in(client, ADMINISTRATORS)
    client.get("/admin/reports/site-history/")
    assert "export" not in kinds()
    client.get(f"/admin/reports/site-history/?export={kind}")
    entry = SecurityEvent.objects.get(kind="export")
    assert (entry.actor_id, entry.details["list"]) == (user.pk, "site_history")


def test_a_name_that_is_removed_for_good_is_recorded_without_it(client):
    factories.make_topic("Canary bird")
    call_command("erase", "Canary bird", "--yes", stdout=io.StringIO())
    entry = SecurityEvent.objects.get(kind="erased")
    assert entry.details["places"] > 0
    assert "anary" not in str(vars(entry))


def test_translations_that_leave_as_a_file_are_recorded(client):
    draft = factories.begin_translation(factories.make_story())
    translation = factories.translation_of(draft)
    sign_in(client, translators("ar"))
    client.get(f"/admin/localize/translate/{translation.pk}/pofile/download/")
    assert SecurityEvent.objects.get(kind="translations_exported").details == {"page": draft.pk}
