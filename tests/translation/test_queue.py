"""Who sees which rows of “Translations”, “My queue” and the home page's panel, at what cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.setup import roles
from tests import factories
from tests.signing_in import sign_in
from tests.translation.screens import queries_of
from translation.models import TranslationStatus

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/"
QUEUE = "/admin/translations/queue/"


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (roles.COMMUNICATIONS, {"Voices", "أصوات"}),
        (roles.ADMINISTRATORS, {"Voices", "أصوات"}),
        (roles.translators("ar"), {"Voices"}),
        (roles.reviewers("en"), {"أصوات"}),
    ],
)
def test_translators_see_their_own_language_and_staff_see_both(client, role, seen):
    """Stock: the report shows every page to everybody who may sign in."""
    factories.make_story("en", title="Voices")
    factories.make_story("ar", title="أصوات")
    sign_in(client, role)
    response = client.get(LIST)
    assert {row.title for row in response.context["object_list"]} == seen
    counts = {link.get("status"): link.get("count") for link in response.context["shortcuts"]}
    assert counts["missing"] == len(seen)
    for address in (LIST, f"{LIST}results/"):
        shown = client.get(address).content.decode()
        assert {title for title in ("Voices", "أصوات") if title in shown} == seen, address
    waiting = client.get("/admin/").content.decode()
    assert "waiting-for-me" not in waiting  # there, only what is assigned


def test_who_writes_in_no_language_sees_no_list(client):
    user = sign_in(client, roles.translators("ar"))
    user.groups.get().page_permissions.all().delete()
    for address in (LIST, QUEUE, f"{LIST}results/"):
        assert client.get(address)["Location"] == "/admin/"
    assert b"translation-queue" not in client.get("/admin/").content


def make_some():
    factories.make_story()
    factories.make_translated_story()
    factories.make_forum()
    factories.make_page(parent=factories.make_page())


def test_many_rows_cost_as_many_queries_as_few(client):
    user = sign_in(client, roles.COMMUNICATIONS)
    costs = []
    for times in (1, 2):
        for _ in range(times):
            make_some()
        TranslationStatus.objects.update(assignee=user)
        screens = (LIST, f"{LIST}results/?q=a", QUEUE, "/admin/")
        # The first of each two fills the caches.
        costs.append([queries_of(client, address) for address in screens for _ in "ab"][1::2])
    assert costs[0] == costs[1]


def test_the_queue_is_ones_own_open_work_due_first(client):
    user = sign_in(client, roles.translators("ar"))
    today = timezone.localdate()
    pages = [factories.make_story(title=title) for title in ("Later", "First", "Any time")]
    done, _translated = factories.make_translated_story(title="Done")
    for page, days in zip([*pages, done], (9, -2, None, 1), strict=True):
        due_on = None if days is None else today + timedelta(days=days)
        rows = TranslationStatus.objects.filter(work=page.translation_key)
        rows.update(assignee=user, due_on=due_on)
    factories.make_story(title="Nobody's")
    response = client.get(f"{QUEUE}results/")
    found = [row.title for row in response.context["object_list"]]
    assert found == ["First", "Later", "Any time"]
    assert response.content.decode().count("Overdue") == 1
    panel = client.get("/admin/").content.decode()
    assert panel.index("First") < panel.index("Later") < panel.index("Any time")
    assert "Nobody&#x27;s" not in panel


def test_an_empty_queue_has_a_message(editor):
    assert "Nothing is assigned to you." in editor.get(QUEUE).content.decode()
