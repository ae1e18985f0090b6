"""Assigning translations to people: one or many, and by whom."""

import copy
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from core.refusals import RefusedError
from core.setup import roles
from tests import factories
from tests.signing_in import sign_in
from tests.translation.screens import row_of
from translation.models import Notice, TranslationStatus
from translation.views import bulk
from translation.workflow.assignment import assign

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TODAY = timezone.localdate
BULK = "/admin/bulk/translation/translationstatus/"


def address(*rows, action="assign", **more):
    ids = [("id", getattr(row, "pk", row)) for row in rows]
    return f"{BULK}{action}/?{urlencode([*ids, *more.items()])}"


@pytest.fixture(scope="module")
def made(once):
    rows = [row_of(factories.make_story(title=title)) for title in ("One", "Two")]
    return rows, factories.make_user(roles.translators("ar"), first_name="Sara")


@pytest.fixture
def rows(db, made):
    return copy.deepcopy(made[0])


@pytest.fixture
def arabic_translator(db, made):
    return copy.deepcopy(made[1])


def test_many_are_assigned_at_once_and_the_person_is_notified(editor, rows, arabic_translator):
    due_on = TODAY() + timedelta(days=2)
    shown = editor.get(address(*rows)).content.decode()
    assert "One" in shown
    assert "Sara" in shown
    response = editor.post(
        address(*rows, next="/admin/translations/?p=2"),
        {"assignee": arabic_translator.pk, "due_on": due_on.isoformat(), "note": "Please"},
    )
    assert response["Location"] == "/admin/translations/?p=2"
    for row in TranslationStatus.objects.all():
        assert (row.assignee, row.due_on, row.note) == (arabic_translator, due_on, "Please")
        assert row.assigned_by is not None
        assert row.assigned_at is not None
    notices = Notice.objects.filter(recipient=arabic_translator, kind=Notice.Kind.ASSIGNED)
    assert notices.count() == 2


def test_what_is_given_back_is_assigned_to_nobody(editor, rows, arabic_translator):
    assign(rows, arabic_translator, factories.make_user(roles.COMMUNICATIONS), note="Please")
    editor.post(address(*rows), {"assignee": "", "due_on": "", "note": "dropped?"})
    for row in TranslationStatus.objects.all():
        assert (row.assignee, row.due_on, row.note) == (None, None, "")
    assert not Notice.objects.unread().filter(recipient=arabic_translator).exists()


def test_nobody_is_notified_of_an_assignment_to_oneself_or_to_nobody(rows):
    user = factories.make_user(roles.COMMUNICATIONS)
    assert assign(rows, user, user) == 2
    assert assign([row_of_pk(row) for row in rows], user, user) == 0
    assert not Notice.objects.exists()


def row_of_pk(row):
    return TranslationStatus.objects.get(pk=row.pk)


def test_all_pages_of_a_list_are_assigned_by_its_filters(editor, rows, arabic_translator):
    factories.make_story("ar", title="One")
    editor.post(address("all", lang="ar", q=" One "), {"assignee": arabic_translator.pk})
    assigned = TranslationStatus.objects.exclude(assignee=None)
    assert [row.title for row in assigned] == ["One"]


def test_assigning_one_leads_back_to_the_list_as_it_was_filtered(editor, rows):
    """The results alone, which filtering asks for, are no page to go back to."""
    shown = editor.get("/admin/translations/results/?lang=ar&_w_filter_fragment=true")
    back = quote("/admin/translations/?lang=ar", safe="")
    assert f'next={back}"' in shown.content.decode()


@pytest.mark.parametrize("role", [roles.translators("en"), roles.reviewers("en"), ""])
def test_only_people_who_write_in_the_language_are_offered(editor, rows, role):
    """A direct POST with another person changes nothing."""
    other = factories.make_user(role, first_name="Other")
    assert "Other" not in editor.get(address(*rows)).content.decode()
    response = editor.post(address(*rows), {"assignee": other.pk})
    assert response.status_code == 200
    assert "Select a valid choice" in response.content.decode()
    assert not TranslationStatus.objects.exclude(assignee=None).exists()


def test_for_both_languages_only_people_who_write_in_both_are_offered(
    editor, rows, arabic_translator
):
    arabic = row_of(factories.make_story("ar"))
    staff = factories.make_user(roles.COMMUNICATIONS)
    response = editor.get(address(*rows, arabic))
    people = response.context["form"].fields["assignee"].queryset
    assert staff in people
    assert arabic_translator not in people
    editor.post(address(*rows, arabic), {"assignee": arabic_translator.pk})
    assert not TranslationStatus.objects.exclude(assignee=None).exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"due_on": (TODAY() - timedelta(days=1)).isoformat()}, "is in the past"),
        ({"due_on": "tomorrow"}, "Enter a valid date"),
        ({"note": "x" * 501}, "at most 500 characters"),
        ({"assignee": "x"}, "Select a valid choice"),
        ({"assignee": "9" * 30}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(editor, rows, arabic_translator, data, reason):
    response = editor.post(address(*rows), {"assignee": arabic_translator.pk} | data)
    assert reason in response.content.decode()
    assert not TranslationStatus.objects.exclude(assignee=None).exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.COMMUNICATIONS, True),
        (roles.ADMINISTRATORS, True),
        (roles.reviewers("ar"), True),
        (roles.reviewers("en"), False),
        (roles.translators("ar"), False),
        (roles.translators("en"), False),
        ("", False),
    ],
)
def test_who_assigns(client, rows, arabic_translator, role, may):
    """Direct POSTs are refused too; rows of other languages do not exist."""
    sign_in(client, role)
    client.post(address(*rows), {"assignee": arabic_translator.pk})
    assert TranslationStatus.objects.filter(assignee=arabic_translator).exists() is may


def test_a_reviewer_assigns_in_the_own_language_alone(client, rows, arabic_translator):
    """A row of the other language among the chosen ones is left alone."""
    arabic = row_of(factories.make_story("ar"))
    sign_in(client, roles.reviewers("ar"))
    client.post(address(*rows, arabic), {"assignee": arabic_translator.pk})
    assert row_of_pk(rows[0]).assignee == arabic_translator
    assert row_of_pk(arabic).assignee is None
    assert client.get(address(arabic)).status_code == 404


@pytest.mark.parametrize("role", [roles.translators("ar"), roles.COMMUNICATIONS])
def test_the_list_offers_to_assign_to_those_who_may(client, rows, role):
    sign_in(client, role)
    shown = client.get("/admin/translations/").content.decode()
    assert (f"{BULK}assign/" in shown) is (role == roles.COMMUNICATIONS)


@pytest.mark.parametrize("chosen", ["", "x", "0", "9" * 40, "-1", "١٢"])
def test_nonsense_is_not_found(editor, rows, chosen):
    """Stock: letters among the ids are a 500."""
    assert editor.get(address(chosen)).status_code == 404


def test_the_function_refuses_as_the_screens_do(rows, arabic_translator):
    staff, stranger = factories.make_user(roles.COMMUNICATIONS), factories.make_user("")
    for by, person, due_on in (
        (arabic_translator, arabic_translator, None),
        (factories.make_user(roles.reviewers("en")), arabic_translator, None),
        (staff, stranger, None),
        (staff, arabic_translator, TODAY() - timedelta(days=1)),
    ):
        with pytest.raises(RefusedError):
            assign(rows, person, by, due_on)
    assert not TranslationStatus.objects.exclude(assignee=None).exists()


def test_export_gets_the_chosen_rows(editor, rows):
    response = editor.get(address(*rows, action="export_po"))
    shown = response.content.decode()
    assert response.context["submit_url"] == reverse("translation_offline:export")
    for row in rows:
        assert f'name="rows" value="{row.pk}"' in shown
    assert "2 translations are missing: they begin when their" in shown
    assert editor.post(address(*rows, action="export_po")).status_code == 405


def test_export_reports_when_there_are_too_many(editor, rows, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    shown = editor.get(address(*rows, action="export_po")).content.decode()
    assert "At most 1 translation fits into one file" in shown
    assert 'name="rows"' not in shown
