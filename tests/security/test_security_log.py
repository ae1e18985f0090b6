"""The security log: what is in an entry, and that none is changed or lost before its time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import security_log
from core.models import AppendOnlyError, SecurityEvent
from tests import factories

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
