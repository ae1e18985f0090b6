"""Notices: who is told of what, and the list of one's own in the CMS."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from core import background, roles
from core.models import User
from core.shelf.units import unit
from tests import factories
from tests.translation.screens import row_of
from translation.models import Notice, TranslationStatus
from translation.notices import notify, notify_of_many

pytestmark = pytest.mark.django_db
LIST = "/admin/translations/notices/"
Kind = Notice.Kind


@pytest.fixture
def translator():
    return factories.make_user(roles.translators("ar"))


@pytest.fixture
def reviewer():
    return factories.make_user(roles.reviewers("ar"))


@pytest.fixture
def draft():
    """A complete Arabic draft of a public English story."""
    draft = factories.begin_translation(factories.make_story(title="Voices"))
    factories.translate_texts(draft).save_target(publish=False)
    draft.refresh_from_db()
    return draft


def told(user):
    """What `user` has been told, oldest first."""
    return list(user.translation_notices.order_by("pk").values_list("kind", flat=True))


def rewrite(story, words, user=None):
    """Change the words of a public story."""
    with unit():
        story.title = words
        story.save_revision(user=user).publish()


def decide(client, page, decision, comment=""):
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, decision, state.pk])
    return client.post(url, {"comment": comment})


def test_a_changed_original_is_told_to_the_assignee_alone(translator):
    other = factories.make_user(roles.translators("ar"))
    story, _translated = factories.make_translated_story()
    TranslationStatus.objects.update(assignee=translator)
    rewrite(story, "Changed")
    assert told(translator) == [Kind.SOURCE_CHANGED]
    assert not told(other)


def test_where_nobody_has_it_all_translators_of_the_language_are_told(translator, reviewer):
    former = factories.make_user(roles.translators("ar"), is_active=False)
    into_english = factories.make_user(roles.translators("en"))
    story, _translated = factories.make_translated_story()
    rewrite(story, "Changed")
    assert told(translator) == [Kind.SOURCE_CHANGED]
    assert not told(reviewer) + told(former) + told(into_english)


def test_several_changes_are_one_notice_until_it_is_read(translator):
    story, _translated = factories.make_translated_story()
    for words in ("One", "Two", "Three"):
        rewrite(story, words)
    notice = translator.translation_notices.get()
    notice.read_at = timezone.now()
    notice.save()
    rewrite(story, "Four")
    assert told(translator) == [Kind.SOURCE_CHANGED] * 2


def test_who_changed_the_original_is_not_told_of_it(translator):
    author = factories.make_user(roles.translators("ar"))
    story, _translated = factories.make_translated_story()
    rewrite(story, "Changed", author)
    assert not told(author)
    assert translator.translation_notices.get().actor == author


def test_no_notice_when_no_word_has_changed(translator):
    story, _translated = factories.make_translated_story(title="Same")
    rewrite(story, "Same")
    assert not told(translator)


def test_who_is_at_work_on_a_first_translation_is_told_too(translator, draft):
    TranslationStatus.objects.update(assignee=translator)
    rewrite(factories.news_index().get_children().get().specific, "Changed")
    assert told(translator) == [Kind.SOURCE_CHANGED]


def test_a_submission_is_told_to_those_who_may_approve(draft, translator, reviewer):
    staff = factories.make_user(roles.COMMUNICATIONS)
    other = factories.make_user(roles.reviewers("en"))
    draft.get_workflow().start(draft, translator)
    assert told(reviewer) == told(staff) == [Kind.SUBMITTED]
    assert not told(translator) + told(other)


def test_approval_is_told_to_who_submitted_and_to_the_assignee(draft, translator, reviewer, client):
    assignee = factories.make_user(roles.translators("ar"))
    TranslationStatus.objects.update(assignee=assignee)
    draft.get_workflow().start(draft, translator)
    client.force_login(reviewer)
    decide(client, draft, "approve")
    assert told(translator) == told(assignee) == [Kind.APPROVED]
    assert not reviewer.translation_notices.unread().exists()


def test_a_return_carries_the_comment(draft, translator, reviewer, client):
    draft.get_workflow().start(draft, translator)
    client.force_login(reviewer)
    decide(client, draft, "reject", "Spell the city's name as in the glossary.")
    notice = translator.translation_notices.get()
    assert (notice.kind, notice.actor) == (Kind.RETURNED, reviewer)
    assert notice.comment == "Spell the city's name as in the glossary."


def test_what_is_taken_back_need_not_be_reviewed(draft, translator, reviewer):
    draft.get_workflow().start(draft, translator)
    draft.current_workflow_state.cancel(user=translator)
    assert not reviewer.translation_notices.unread().exists()


def test_reviews_of_translations_send_no_mail_that_names_them(draft, translator, reviewer):
    """Stock: at once, to all reviewers and administrators, with the title in the subject."""
    draft.get_workflow().start(draft, translator)
    draft.current_workflow_state.cancel(user=reviewer)
    assert not mail.outbox


def test_other_reviews_are_told_by_wagtails_mail_as_ever(reviewer):
    page = factories.make_story("ar", live=False)
    page.get_workflow().start(page, factories.make_user())
    assert [reviewer.email] in [message.to for message in mail.outbox]
    assert not Notice.objects.exists()


def test_an_assignment_that_nobody_read_is_taken_back(draft, translator, reviewer):
    row = row_of(draft)
    notify(row, Kind.ASSIGNED, [translator], actor=reviewer)
    notify(row, Kind.ASSIGNED, [reviewer, translator], actor=translator)
    assert not told(translator)
    assert told(reviewer) == [Kind.ASSIGNED]


def test_many_translations_are_told_of_in_as_many_queries_as_one(translator):
    def queries(number):
        for _index in range(number):
            factories.make_story()
        rows = list(TranslationStatus.objects.all())
        with CaptureQueriesContext(
            connection,
        ) as captured:
            notify_of_many(rows, Kind.ASSIGNED, [translator])
        Notice.objects.all().delete()
        return len(captured)

    assert queries(1) == queries(5)


# --- In the CMS ---------------------------------------------------------------------------------


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
    factories.make_story()
    TranslationStatus.objects.update(assignee=translator)
    notify(TranslationStatus.objects.get(), Kind.ASSIGNED, [translator])
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
    """A notice that is told anew comes since, too."""
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
    def queries():
        with CaptureQueriesContext(connection) as captured:
            signed_in.get(address)
        return len(captured)

    def tell(number):
        actor = factories.make_user()
        for _index in range(number):
            factories.make_story()
        notify_of_many(TranslationStatus.objects.all(), Kind.ASSIGNED, [translator], actor)

    tell(2)
    queries()
    few = queries()
    tell(5)
    assert queries() == few


def test_the_list_is_in_arabic_from_right_to_left(signed_in, translator, draft):
    UserProfile.objects.create(user=translator, preferred_language="ar")
    notify(row_of(draft), Kind.ASSIGNED, [translator])
    text = signed_in.get(LIST).content.decode()
    assert 'dir="rtl"' in text
    assert "أُسندت إليك" in text


def test_old_notices_go_ninety_days_after_they_were_read(translator, draft):
    row, now = row_of(draft), timezone.now()
    for read_at in (now - timedelta(days=91), now - timedelta(days=89), None):
        Notice.objects.create(
            recipient=translator,
            status=row,
            kind=Kind.APPROVED,
            created_at=now - timedelta(days=200),
            read_at=read_at,
        )
    background.run_round()
    assert translator.translation_notices.count() == 2


def test_a_deleted_account_takes_its_notices_along(translator, draft):
    notify(row_of(draft), Kind.ASSIGNED, [translator])
    User.objects.get(pk=translator.pk).delete()
    assert not Notice.objects.exists()
