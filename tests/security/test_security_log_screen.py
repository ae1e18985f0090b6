"""The list of the security log: for administrators alone, and for reading alone."""

import csv
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from cms.security_log.kinds import KINDS
from core import security_log
from core.models import SecurityEvent, User
from core.setup import roles
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/security-log/"


@pytest.fixture
def zahra() -> User:
    return factories.make_user("Communications", first_name="Zahra", last_name="Ali")


@pytest.fixture
def administrator(client) -> User:
    user = factories.make_user(roles.ADMINISTRATORS, first_name="Omar", last_name="Saad")
    client.force_login(user)
    return user


def rows(client: Any, query: str = "") -> list[str]:
    page = BeautifulSoup(client.get(f"{ADDRESS}{query}").content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select("table.listing tbody tr")]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.ADMINISTRATORS, True),
        (roles.COMMUNICATIONS, False),
        (roles.translators("ar"), False),
        (roles.reviewers("ar"), False),
    ],
)
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}results/", f"{ADDRESS}?export=csv"])
def test_administrators_alone_read_it_and_are_offered_it(client, role, may, address):
    sign_in(client, role)
    assert (client.get(address).status_code == 200) is may
    assert (ADDRESS in client.get("/admin/").content.decode()) is may


def test_superusers_read_it_and_strangers_do_not(client):
    assert client.get(ADDRESS)["Location"].startswith("/admin/login/")
    client.force_login(factories.make_user(is_superuser=True))
    assert client.get(ADDRESS).status_code == 200


def test_an_entry_is_shown_in_plain_words(client, administrator, zahra):
    security_log.record(
        "sessions_ended", actor=administrator, about=zahra, network="192.0.2.0/24", number=3
    )
    [row] = [row for row in rows(client) if "ended" in row]
    assert "all sessions ended" in row
    assert "Omar Saad Zahra Ali 192.0.2.0/24 number: 3" in row


def test_it_is_shown_in_arabic(client, administrator):
    UserProfile.objects.create(user=administrator, preferred_language="ar")
    security_log.record("password_changed", about=administrator)
    assert any("تغيير كلمة المرور" in row for row in rows(client))
    assert "سجل الأمان" in client.get(ADDRESS).content.decode()


def test_every_kind_that_the_code_writes_has_a_name(settings):
    written = set()
    for path in (settings.ROOT / "site").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        written |= {
            part.partition('"')[0]
            for call in text.split("security_log.record(")[1:]
            if (part := call.lstrip().removeprefix('"')) != call.lstrip()
        }
    assert {"sign_in", "export"} <= written
    assert written <= KINDS.keys()


def test_the_list_is_filtered_by_kind(client, administrator, zahra):
    security_log.record("sign_out", actor=zahra)
    security_log.record("export", actor=zahra)
    assert len(rows(client, "?kind=sign_out")) == 1


def test_the_list_is_filtered_by_person_whoever_did_it_or_had_it_done(client, administrator, zahra):
    security_log.record("sign_out", actor=zahra)
    security_log.record("roles_changed", actor=administrator, about=zahra)
    whose = f"?person={zahra.pk}"
    assert len(rows(client, whose)) == 2
    zahra.delete()
    assert len(rows(client, whose)) == 2  # they are found when the account is gone, too


def test_the_list_is_filtered_by_date(client, administrator, zahra):
    old = timezone.now() - timedelta(days=30)
    SecurityEvent.objects.create(kind="sign_out", actor_id=zahra.pk, actor_name="Zahra", at=old)
    day = timezone.localdate(old).isoformat()
    assert len(rows(client, f"?at_from={day}&at_to={day}")) == 1


@pytest.mark.parametrize("query", ["?kind=x", "?person=x", "?at_from=x", "?p=x", "?p=99999"])
def test_what_no_filter_knows_is_no_failure(client, administrator, query):
    assert client.get(f"{ADDRESS}{query}").status_code in {200, 404}


def test_it_has_pages_of_fifty_and_costs_the_same_however_long_it_is(client, administrator, zahra):
    client.get(ADDRESS)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        return len(queries)

    security_log.record("sign_out", actor=zahra)
    few = cost()
    for _ in range(60):
        security_log.record("sign_out", actor=zahra, about=administrator)
    assert len(rows(client)) == 50
    assert len(rows(client, "?p=2")) == 12
    assert cost() == few <= 19  # most of them of the frame around every screen


def test_the_file_holds_the_entries_and_is_an_entry_itself(client, administrator, zahra):
    zahra.first_name = "=HYPERLINK(1)"
    security_log.record("sign_out", actor=zahra)
    answer = client.get(f"{ADDRESS}?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(text.splitlines()))
    [line] = [line for line in lines if line["What happened"] == "signed out"]
    assert line["Who"] == "'=HYPERLINK(1) Ali"
    entry = SecurityEvent.objects.get(kind="export")
    assert (entry.actor_id, entry.details) == (administrator.pk, {"list": "security_log"})


def test_nobody_can_change_or_delete_an_entry_in_the_cms(client):
    client.force_login(factories.make_user(is_superuser=True))
    entry = SecurityEvent.objects.first()
    assert SecurityEvent not in get_snippet_models()
    for address in (ADDRESS, f"{ADDRESS}?action=delete"):
        assert client.post(address, {"action": "delete"}).status_code == 405
    for action in ("delete", "publish"):
        bulk = f"/admin/bulk/core/securityevent/{action}/?id={entry.pk}"
        assert client.post(bulk).status_code in {302, 404}
    assert SecurityEvent.objects.filter(pk=entry.pk, kind=entry.kind).exists()


def test_only_reading_can_be_allowed():
    names = Permission.objects.filter(content_type__model="securityevent")
    assert list(names.values_list("codename", flat=True)) == ["view_securityevent"]


def test_the_details_are_in_the_language_of_the_screen(client, administrator, zahra):
    UserProfile.objects.create(user=administrator, preferred_language="ar")
    security_log.record("factor_added", about=zahra, type="totp")
    security_log.record("roles_changed", about=zahra, added=["Communications"], removed=[])
    security_log.record("sign_in_failed", about=zahra, reason="code")
    shown = " ".join(rows(client))
    for expected in ("النوع: تطبيق", "أُضيف: Communications", "محاولة دخول فاشلة", "رمز خاطئ"):
        assert expected in shown
    for unexpected in ("totp", "[", "removed", "reason"):
        assert unexpected not in shown
