"""Review: nobody changes what is reviewed, and just that is published."""

import copy

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow
from wagtail_localize.models import StringTranslation

from core.models import PublishedItem
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.translation.screens import put_text, segment_of, shown, text_address
from translation.models import GlossaryTerm, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(once):
    """A translation in review, and the people around it."""
    story = factories.make_story(title="Voices", body=[("paragraph", "<p>We met.</p>")])
    draft = factories.begin_translation(story)
    factories.translate_texts(draft, {"Voices": "أصوات", "We met.": "التقينا."})
    people = {
        "translator": factories.make_user(roles.translators("ar")),
        "colleague": factories.make_user(roles.translators("ar")),
        "reviewer": factories.make_user(roles.reviewers("ar")),
        "communications": factories.make_user(roles.COMMUNICATIONS),
    }
    client = Client()
    client.force_login(people["translator"])
    client.post(f"/admin/pages/{draft.pk}/edit/", {"action": "submit"})
    return draft, people


@pytest.fixture
def submitted(db, made):
    return copy.deepcopy(made[0])


@pytest.fixture
def people(db, made):
    return copy.deepcopy(made[1])


@pytest.fixture
def act(client, submitted, people):
    """Press a button of the editor as somebody."""

    def press(who, action, **fields):
        client.force_login(people[who])
        state = submitted.current_workflow_task_state
        fields = {"task-state": state.pk if state else ""} | fields
        address = f"/admin/pages/{submitted.pk}/edit/"
        headers = {"referer": f"http://testserver{address}"}
        return client.post(address, {"action": action} | fields, headers=headers, follow=True)

    return press


def public_words(page):
    item = PublishedItem.objects.public().filter(page_id=page.pk).first()
    return item and NewsPage.objects.get(pk=page.pk).body[0].value.source


def change_behind(draft):
    """Change the strings as nobody can in the CMS."""
    StringTranslation.objects.filter(translation_of__data="We met.").update(data="شيء آخر.")


def test_submitting_writes_the_draft_and_starts_the_review_of_the_language(submitted):
    state = submitted.current_workflow_state
    assert state.workflow == Workflow.objects.get(name="Review (Arabic)")
    reviewed = state.current_task_state.revision.as_object()
    assert (reviewed.title, reviewed.body[0].value.source) == ("أصوات", "<p>التقينا.</p>")
    assert not Page.objects.get(pk=submitted.pk).live


def change_string(client, draft):
    return put_text(client, draft, "We met.", "x")


def clear_string(client, draft):
    return client.delete(text_address(draft, "We met."))


def post_to(path, **fields):
    def post(client, draft):
        translation = factories.translation_of(draft)
        address = path.format(page=draft.pk, id=translation.pk, source=translation.source_id)
        edit = f"http://testserver/admin/pages/{draft.pk}/edit/"
        return client.post(address, fields, headers={"referer": edit}, follow=True)

    return post


EDIT = "/admin/pages/{page}/edit/"
ROUTES = {
    "text": change_string,
    "clear": clear_string,
    "form": post_to(EDIT, action="texts"),
    "draft": post_to(EDIT, action="draft"),
    "submit": post_to(EDIT, action="submit"),
    "publish": post_to(EDIT, action="publish"),
    "publish-anyway": post_to(EDIT, action="publish-anyway"),
    "upload": post_to("/admin/localize/translate/{id}/pofile/upload/"),
    "update": post_to("/admin/localize/update/{source}/"),
    "stop": post_to("/admin/localize/translate/{id}/disable/"),
    "Wagtail's publish": post_to(EDIT, **{"action-publish": "1", "title": "x"}),
    "bulk publish": post_to("/admin/bulk/wagtailcore/page/publish/?id={page}"),
}


@pytest.mark.parametrize("route", ROUTES)
def test_in_review_nobody_changes_anything(submitted, people, client, route):
    """Stock: reviewers and communications change strings and publish past the review."""
    before = set(StringTranslation.objects.values_list("pk", "data"))
    revisions = submitted.revisions.count()
    for who in ("translator", "reviewer", "communications"):
        if route == "bulk publish" and who == "translator":
            continue  # refused before it comes to that
        client.force_login(people[who])
        response = ROUTES[route](client, submitted)
        is_text = route in {"text", "clear"}
        assert "is in review" in (response.json()["error"] if is_text else shown(response))
    assert set(StringTranslation.objects.values_list("pk", "data")) == before
    assert submitted.revisions.count() == revisions
    assert factories.translation_of(submitted).enabled
    assert not Page.objects.get(pk=submitted.pk).live
    assert submitted.workflow_in_progress


def test_what_was_typed_too_late_is_given_back(submitted, act):
    segment = segment_of(submitted, "We met.")
    typed = {f"text-{segment.pk}": "كلمات ثمينة", f"was-text-{segment.pk}": "التقينا."}
    assert "كلمات ثمينة" in shown(act("translator", "texts", **typed))


def press_approve(draft, act, client):
    act("reviewer", "approve")


def use_the_dialog(draft, act, client):
    client.force_login(factories.make_user(roles.reviewers("ar")))
    state = draft.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk])
    client.post(address, {"comment": ""})


@pytest.mark.parametrize("approve", [press_approve, use_the_dialog])
def test_approval_publishes_exactly_what_was_reviewed(submitted, act, client, approve):
    """Stock: Wagtail's approval publishes the latest revision, whoever wrote it."""
    change_behind(submitted)
    later = submitted.get_latest_revision_as_object()
    later.title = "لم يراجعه أحد"
    later.save_revision()
    approve(submitted, act, client)
    page = NewsPage.objects.get(pk=submitted.pk)
    assert (page.live, page.title) == (True, "أصوات")
    assert public_words(page) == "<p>التقينا.</p>"


def test_a_task_that_is_switched_off_approves_nothing(submitted):
    """Stock: the workflow is at its end, and what waited for review is published."""
    submitted.current_workflow_task.deactivate()
    assert not submitted.workflow_in_progress
    assert not Page.objects.get(pk=submitted.pk).live
    assert not Notice.objects.filter(kind=Notice.Kind.APPROVED).exists()


@pytest.mark.parametrize("route", ["our button", "dialog", "edit form"])
def test_a_translator_approves_nothing(submitted, client, people, act, route):
    state = submitted.current_workflow_task_state
    if route == "our button":
        act("translator", "approve")
        act("colleague", "approve-anyway")
    elif route == "dialog":
        client.force_login(people["translator"])
        for name in ("workflow_action", "collect_workflow_action_data"):
            arguments = [submitted.pk, "approve", state.pk]
            client.post(reverse(f"wagtailadmin_pages:{name}", args=arguments))
    else:
        client.force_login(people["translator"])
        fields = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        client.post(f"/admin/pages/{submitted.pk}/edit/", fields)
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    assert not Page.objects.get(pk=submitted.pk).live


def test_a_decision_about_what_one_did_not_see_is_refused(submitted, act):
    """Withdrawn and submitted again meanwhile: the reviewer still has the old text before them."""
    seen = submitted.current_workflow_task_state.pk
    act("translator", "withdraw")
    factories.translate_texts(submitted, {"We met.": "كلام آخر."})
    act("translator", "submit")
    response = act("reviewer", "approve", **{"task-state": seen})
    assert "Please look again" in shown(response)
    assert not Page.objects.get(pk=submitted.pk).live


def test_a_return_carries_the_comment_back_until_it_is_submitted_again(submitted, act, client):
    assert "Write what is to be changed" in shown(act("reviewer", "send-back", comment=" "))
    act("reviewer", "send-back", comment="Shorten <b>the title</b>.")
    edit = f"/admin/pages/{submitted.pk}/edit/"
    assert "Shorten &lt;b&gt;the title" in client.get(edit).content.decode()
    first = submitted.current_workflow_state
    factories.translate_texts(submitted, {"Voices": "صوت"})
    assert "Shorten" not in act("colleague", "submit").content.decode()
    again = submitted.current_workflow_state
    assert (again.pk, again.status) == (first.pk, "in_progress")
    act("reviewer", "approve")
    assert NewsPage.objects.get(pk=submitted.pk).title == "صوت"


@pytest.mark.parametrize(
    ("who", "may"),
    [("translator", True), ("communications", True), ("reviewer", True), ("colleague", False)],
)
def test_whoever_submitted_or_may_publish_withdraws(submitted, act, people, client, who, may):
    response = act(who, "withdraw")
    assert submitted.workflow_in_progress is not may
    assert ("no longer in review" in shown(response)) is may
    client.force_login(people["translator"])
    answer = ROUTES["text"](client, submitted).json()
    assert (answer["error"] is None) is may


def test_in_review_everybody_reads_what_was_submitted_and_reviewers_decide(
    submitted, client, people
):
    change_behind(submitted)
    for who in ("translator", "reviewer"):
        client.force_login(people[who])
        html = client.get(f"/admin/pages/{submitted.pk}/edit/").content.decode()
        assert "التقينا." in html
        assert "شيء آخر" not in html
        assert '<textarea id="text-' not in html
        assert ('value="approve"' in html) is (who == "reviewer")
        assert 'value="withdraw"' in html


def test_the_glossary_asks_a_reviewer_once(submitted, act):
    GlossaryTerm.objects.create(en="Voices", ar="الأصداء", kind="other")
    response = act("reviewer", "approve")
    assert "Approve anyway" in response.content.decode()
    assert not Page.objects.get(pk=submitted.pk).live
    act("reviewer", "approve-anyway")
    assert Page.objects.get(pk=submitted.pk).live


def test_a_locked_page_is_not_withdrawn_by_others(submitted, act, people):
    Page.objects.filter(pk=submitted.pk).update(locked=True, locked_by=people["reviewer"])
    act("translator", "withdraw")
    assert submitted.workflow_in_progress
