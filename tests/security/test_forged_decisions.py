"""Decisions in workflows, and other things that scripts send, as no screen of ours sends them."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Workflow
from wagtail.users.models import UserProfile

from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import story_form
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def submitted(lang: str = "en") -> NewsPage:
    story = factories.make_story(lang, live=False)
    name = "Review (English)" if lang == "en" else "Review (Arabic)"
    Workflow.objects.get(name=name).start(story, factories.make_user(roles.COMMUNICATIONS))
    return now(story)


def now(story: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=story.pk)


def decide(browser: Client, page: NewsPage, action: str = "approve", task_of: Any = None) -> int:
    task = (task_of or page).current_workflow_task_state.pk
    place = f"/admin/pages/workflow/action/{page.pk}/{action}/{task}/"
    return browser.post(place, {"comment": "Look"}).status_code


EXTRA = {
    "no JSON": "x",
    "a list": "[]",
    "a text": '"s"',
    "nothing": "null",
    "a number": "1",
    "another argument": '{"user": 1}',
    "a comment that is no text": '{"comment": {"a": 1}}',
    "a comment with NUL": '{"comment": "a\\u0000b"}',
    "too deep": "[" * 50_000,
}


@pytest.mark.parametrize("kind", EXTRA)
def test_a_decision_with_more_than_a_comment_is_refused(kind):
    """Stock: 500 after the page was saved; NUL on PostgreSQL alone."""
    story = submitted()
    form = story_form("New title") | {
        "action-workflow-action": "1", "workflow-action-name": "reject",
        "workflow-action-extra-data": EXTRA[kind],
    }  # fmt: skip
    answer = signed_in(roles.reviewers("en")).post(f"/admin/pages/{story.pk}/edit/", form)
    assert answer.status_code == 400
    assert now(story).workflow_in_progress
    assert now(story).get_latest_revision_as_object().title == story.title


def test_a_decision_in_the_form_with_a_comment_is_taken():
    story = submitted()
    form = story_form("New title") | {
        "action-workflow-action": "1", "workflow-action-name": "reject",
        "workflow-action-extra-data": json.dumps({"comment": "Please shorten"}),
    }  # fmt: skip
    answer = signed_in(roles.reviewers("en")).post(f"/admin/pages/{story.pk}/edit/", form)
    assert answer.status_code == 302
    state = now(story).workflow_states.latest("pk")
    assert state.task_states.latest("pk").comment == "Please shorten"


@pytest.mark.parametrize(
    ("role", "lang"),
    [
        (roles.translators("en"), "en"),
        (roles.reviewers("ar"), "en"),
        (roles.reviewers("en"), "ar"),
        (roles.ADMINISTRATORS, "en"),
    ],
)
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_who_is_not_asked_decides_nothing(role, lang, action):
    story = submitted(lang)
    decide(signed_in(role), story, action)
    assert (now(story).live, now(story).workflow_in_progress) == (False, True)


def test_a_task_of_another_page_decides_nothing():
    browser, theirs = signed_in(roles.COMMUNICATIONS), submitted("ar")
    mine = submitted()
    decide(browser, mine, task_of=theirs)
    for story in (mine, theirs):
        assert (now(story).live, now(story).workflow_in_progress) == (False, True)


def test_a_decision_after_it_was_withdrawn_publishes_nothing():
    story = submitted()
    task = story.current_workflow_task_state.pk
    story.current_workflow_state.cancel(user=factories.make_user(roles.COMMUNICATIONS))
    place = f"/admin/pages/workflow/action/{story.pk}/approve/{task}/"
    signed_in(roles.reviewers("en")).post(place, {"comment": ""})
    assert not now(story).live


def test_what_was_approved_after_its_privacy_changed_is_not_public():
    story = submitted()
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    decide(signed_in(roles.reviewers("en")), story)
    assert Client().get(now(story).url or "/en/news/x/").status_code == 404


NO_NOTICES = {
    "no JSON": b"x",
    "a list": b"[1]",
    "a number": b"1",
    "no UTF-8": b"\xff",
    "a name with NUL": b'{"a\\u0000b": true}',
    "a long name": json.dumps({"x" * 101: True}).encode(),
    "a long value": json.dumps({"x": "y" * 101}).encode(),
    "an object": b'{"x": {"y": 1}}',
    "very many": json.dumps({f"n{n}": True for n in range(201)}).encode(),
    "too deep": b"[" * 50_000,
}


@pytest.mark.parametrize("kind", NO_NOTICES)
def test_no_notice_is_stored_but_a_dismissed_one(kind):
    """Stock: 500 for what is no object, and all else is stored, however much."""
    user, browser = factories.make_user(roles.COMMUNICATIONS), Client()
    browser.force_login(user)
    assert browser.patch("/admin/dismissibles/", NO_NOTICES[kind]).status_code == 400
    assert not UserProfile.objects.filter(user=user).exclude(dismissibles={}).exists()


def test_a_dismissed_notice_stays_dismissed():
    browser = signed_in(roles.COMMUNICATIONS)
    assert browser.patch("/admin/dismissibles/", b'{"new": true}').status_code == 200
    assert browser.get("/admin/dismissibles/").json() == {"new": True}
