"""The notices in the CMS: the list of one's own, the menu and the home page."""

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from core.setup import roles
from tests import factories
from tests.translation.screens import queries_of, row_of
from translation.models import Notice, TranslationStatus
from translation.notifications.events import notify, notify_of_many

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LIST = "/admin/translations/notices/"
Kind = Notice.Kind


@pytest.fixture
def translator():
    return factories.make_user(roles.translators("ar"))


@pytest.fixture
def signed_in(client, translator):
    client.force_login(translator)
    return client


def test_the_list_is_ones_own_newest_first_and_marks_what_is_unread(signed_in, translator, draft):
    other = factories.make_story(title="Rivers")
    staff = factories.make_user(roles.COMMUNICATIONS, first_name="Layla")
    notify(row_of(draft), Kind.ASSIGNED, [translator, staff], staff, "Please <b>soon</b>")
    notify(row_of(other), Kind.ASSIGNED, [translator], staff)
    translator.translation_notices.filter(status__title="Voices").update(read_at=timezone.now())
    text = signed_in.get(LIST).content.decode()
    body = text[text.index("<table") :]
    assert body.index("Rivers") < body.index("Voices")
    assert body.count("Assigned to you") == 2
    assert body.count(">New<") == 1
    assert "Layla" in body
    assert "Please &lt;b&gt;soon&lt;/b&gt;" in body
    assert '<bdi lang="en" dir="ltr">Voices</bdi>' in body


def test_opening_a_notice_marks_it_read_and_leads_to_the_editor(signed_in, translator, draft):
    notify(row_of(draft), Kind.RETURNED, [translator])
    notice = translator.translation_notices.get()
    response = signed_in.get(f"{LIST}{notice.pk}/")
    assert response["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert not translator.translation_notices.unread().exists()


def test_a_notice_of_what_nobody_has_begun_leads_to_the_queue(signed_in, translator):
    row = row_of(factories.make_story())
    TranslationStatus.objects.update(assignee=translator)
    notify(row, Kind.ASSIGNED, [translator])
    response = signed_in.get(f"{LIST}{translator.translation_notices.get().pk}/", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[0][0] == "/admin/translations/queue/"


@pytest.mark.parametrize("whose", ["another's", "no longer one's language"])
def test_notices_that_are_not_ones_own_are_not_found(signed_in, translator, draft, whose):
    if whose == "another's":
        notify(row_of(draft), Kind.SUBMITTED, [factories.make_user(roles.COMMUNICATIONS)])
    else:
        notify(row_of(draft), Kind.ASSIGNED, [translator])
        translator.groups.set(factories.make_user(roles.translators("en")).groups.all())
    notice = Notice.objects.get()
    assert signed_in.get(f"{LIST}{notice.pk}/").status_code == 404
    assert "Voices" not in signed_in.get(LIST).content.decode()
    signed_in.post(f"{LIST}read/")
    assert Notice.objects.unread().exists()


def test_all_are_marked_as_read_but_not_what_came_since(signed_in, translator, draft):
    """A notice that is sent again counts as new, too."""
    for kind in (Kind.ASSIGNED, Kind.SUBMITTED):
        notify(row_of(draft), kind, [translator])
    shown = {"shown_at": signed_in.get(LIST).context["shown_at"]}
    for kind in (Kind.ASSIGNED, Kind.RETURNED):
        notify(row_of(draft), kind, [translator])
    assert signed_in.get(f"{LIST}read/").status_code == 405
    response = signed_in.post(f"{LIST}read/", shown, follow=True)
    assert "1 notice has been marked" in response.content.decode()
    unread = {notice.kind for notice in translator.translation_notices.unread()}
    assert unread == {Kind.ASSIGNED, Kind.RETURNED}
    signed_in.post(f"{LIST}read/", {"shown_at": "0001-01-01T00:00:00+14:00"})
    assert not translator.translation_notices.unread().exists()


def test_the_menu_counts_and_the_home_page_shows_what_is_unread(signed_in, translator, draft):
    home = signed_in.get("/admin/").content.decode()
    assert "News about translations" not in home
    notify(row_of(draft), Kind.ASSIGNED, [translator])
    home = signed_in.get("/admin/").content.decode()
    assert "Notices (1)" in home
    assert "News about translations" in home
    signed_in.post(f"{LIST}read/")
    assert "Notices (" not in signed_in.get("/admin/").content.decode()


@pytest.mark.parametrize("address", [LIST, "/admin/"])
def test_queries_do_not_grow_with_the_notices(signed_in, translator, address):
    def send(number):
        actor = factories.make_user()
        for _index in range(number):
            factories.make_story()
        notify_of_many(TranslationStatus.objects.all(), Kind.ASSIGNED, [translator], actor)

    send(1)
    queries_of(signed_in, address)
    few = queries_of(signed_in, address)
    send(3)
    assert queries_of(signed_in, address) == few


def test_the_list_is_in_arabic_from_right_to_left(signed_in, translator, draft):
    UserProfile.objects.create(user=translator, preferred_language="ar")
    notify(row_of(draft), Kind.ASSIGNED, [translator])
    text = signed_in.get(LIST).content.decode()
    assert 'dir="rtl"' in text
    assert "أُسندت إليك" in text
