"""Somebody leaves: one action closes the account, and the work goes to a colleague."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageSubscription

from core.models import SecurityEvent, User, UserSession
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from tests import factories
from tests.signing_in import sign_in, sign_in_by_form
from translation.models import Job, Notice, TranslationStatus

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving(db) -> User:
    return factories.make_user(COMMUNICATIONS, first_name="Noor", last_name="Ali")


@pytest.fixture
def colleague(db) -> User:
    return factories.make_user(COMMUNICATIONS, first_name="Zahra", last_name="Karim")


@pytest.fixture
def administrator(client: Client) -> User:
    return sign_in(client, ADMINISTRATORS)


def address(user: User) -> str:
    return f"/admin/users/close/{user.pk}/"


def close(client: Client, user: User, colleague: User) -> Any:
    return client.post(address(user), {"colleague": colleague.pk}, follow=True)


def make_work(user: User) -> tuple[Any, Any, TranslationStatus]:
    """Make a draft and a locked page of somebody's, and a translation assigned to them."""
    draft = factories.make_story(title="Draft", live=False, owner=user)
    locked = factories.make_story(title="Locked")
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=user, locked_at=timezone.now())
    row = TranslationStatus.objects.get(work=locked.translation_key, lang="ar")
    row.assignee, row.note = user, "Soon, please"
    row.save()
    return draft, locked, row


def test_nothing_of_a_closed_account_opens_anything(client, administrator, leaving, colleague):
    phone, desk, other = Client(), Client(), Client()
    for browser in (phone, desk):
        browser.force_login(leaving)
    other.force_login(colleague)
    answer = close(client, leaving, colleague)
    assert "The account of Noor Ali is closed." in answer.content.decode()
    leaving.refresh_from_db()
    assert not leaving.is_active
    assert not leaving.has_usable_password()
    assert not leaving.groups.exists()
    User.objects.filter(pk=leaving.pk).update(is_active=True)  # the sessions are no longer there
    assert phone.get("/admin/").status_code == desk.get("/admin/").status_code == 302
    sign_in_by_form(phone, leaving.email, "a long password")
    assert phone.get("/admin/").status_code == 302
    assert other.get("/admin/").status_code == 200
    assert client.get("/admin/").status_code == 200
    assert UserSession.objects.exclude(user=None).count() == 2


@pytest.mark.parametrize("by_bulk", [True, False])
def test_sessions_from_before_an_account_was_inactive_do_not_go_on(
    client, administrator, leaving, by_bulk
):
    phone = Client()
    phone.force_login(leaving)
    if by_bulk:
        chosen = f"/admin/bulk/core/user/set_active_state/?id={leaving.pk}"
        client.post(chosen, {"mark_as_active": "False"})
    else:
        form = {"email": leaving.email, "first_name": "Noor", "last_name": "Ali"}
        client.post(f"/admin/users/edit/{leaving.pk}/", form)
    leaving.refresh_from_db()
    assert not leaving.is_active
    User.objects.filter(pk=leaving.pk).update(is_active=True)
    assert phone.get("/admin/").status_code == 302


def test_the_work_goes_to_the_colleague_and_history_stays(
    client, administrator, leaving, colleague
):
    draft, locked, row = make_work(leaving)
    picture = factories.make_image(uploaded_by_user=leaving)
    revision = draft.save_revision(user=leaving)
    PageSubscription.objects.create(user=leaving, page=draft, comment_notifications=True)
    Job.objects.create(kind=Job.Kind.EXPORT, owner=leaving)
    close(client, leaving, colleague)
    for thing in (draft, locked, row, picture, revision):
        thing.refresh_from_db()
    assert draft.owner == colleague
    assert (locked.locked, locked.locked_by) == (False, None)
    assert (row.assignee, row.note, row.assigned_by) == (colleague, "Soon, please", administrator)
    assert Notice.objects.get(recipient=colleague).actor == administrator
    assert picture.uploaded_by_user == revision.user == leaving
    assert not PageSubscription.objects.filter(user=leaving).exists()
    assert not Job.objects.exists()
    assert PageLogEntry.objects.get(page=locked, action="wagtail.unlock").user == administrator


def test_a_translation_that_the_colleague_cannot_write_is_assigned_to_nobody(
    client, administrator, leaving
):
    row = make_work(leaving)[2]
    colleague = factories.make_user(translators("en"))
    close(client, leaving, colleague)
    row.refresh_from_db()
    assert row.assignee is None
    assert not Notice.objects.filter(recipient=colleague).exists()


def test_the_summary_lists_what_will_happen_and_changes_nothing(
    client, administrator, leaving, colleague
):
    make_work(leaving)
    Client().force_login(leaving)
    assert address(leaving) in client.get(f"/admin/users/edit/{leaving.pk}/").content.decode()
    page = client.get(address(leaving)).content.decode()
    for text in (
        "1 session ends.",
        "1 role is taken away.",
        "1 page is unlocked.",
        "1 page is handed over to the colleague.",
        "1 translation is assigned to the colleague",
    ):
        assert text in page
    assert "Zahra Karim" in page
    leaving.refresh_from_db()
    assert leaving.is_active
    assert leaving.groups.exists()


def test_work_is_not_left_to_nobody(client, administrator, leaving, colleague):
    make_work(leaving)
    factories.make_user(COMMUNICATIONS, is_active=False, first_name="Gone")
    page = client.get(address(leaving)).content.decode()
    assert "Gone" not in page
    for chosen in ("", str(leaving.pk), "999999"):
        answer = client.post(address(leaving), {"colleague": chosen})
        assert answer.context["form"].errors["colleague"]
    leaving.refresh_from_db()
    assert leaving.is_active


def test_without_work_no_colleague_is_needed(client, administrator, leaving):
    client.post(address(leaving), {"colleague": ""})
    leaving.refresh_from_db()
    assert not leaving.is_active


@pytest.mark.parametrize("role", ["", COMMUNICATIONS, translators("ar"), reviewers("ar")])
def test_only_administrators_close_accounts(client, leaving, colleague, role):
    sign_in(client, role)
    assert client.get(address(leaving)).status_code == 302
    close(client, leaving, colleague)
    leaving.refresh_from_db()
    assert leaving.is_active


def test_nobody_closes_their_own_account(client, administrator, colleague):
    factories.make_user(ADMINISTRATORS)
    close(client, administrator, colleague)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_it_is_in_the_security_log_with_numbers_alone(client, administrator, leaving, colleague):
    make_work(leaving)
    close(client, leaving, colleague)
    entry = SecurityEvent.objects.get(kind="account_closed")
    assert (entry.actor_id, entry.about_id) == (administrator.pk, leaving.pk)
    assert (entry.about_name, entry.details["to"]) == ("Noor Ali", colleague.pk)
    assert (entry.details["pages"], entry.details["translations"]) == (1, 1)
    assert "Draft" not in str(entry.details)


def test_the_command_does_the_same(leaving, colleague, capsys):
    draft = make_work(leaving)[0]
    with pytest.raises(CommandError, match="Choose a colleague"):
        call_command("close_account", leaving.email, "--yes")
    with pytest.raises(CommandError, match="Nobody signs in with"):
        call_command("close_account", "nobody@example.org", "--yes")
    call_command("close_account", leaving.email.upper(), "--to", colleague.email, "--yes")
    assert "The account of Noor Ali is closed." in capsys.readouterr().out
    draft.refresh_from_db()
    leaving.refresh_from_db()
    assert draft.owner == colleague
    assert not leaving.is_active


@pytest.mark.parametrize("is_superuser", [True, False])
def test_the_command_does_not_close_the_last_administrators_account(is_superuser):
    last = factories.make_user("" if is_superuser else ADMINISTRATORS, is_superuser=is_superuser)
    with pytest.raises(CommandError, match="Nobody else"):
        call_command("close_account", last.email, "--yes")
    last.refresh_from_db()
    assert last.is_active
