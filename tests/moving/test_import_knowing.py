"""“Import” in the CMS shows nobody what is not theirs to know."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from core.setup import roles
from moving.models import Question
from tests.moving.imported import browser_of, decision_of, make_pair_question, send
from tests.security.secrets import make_secrets
from tests.security.walk import words_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LIST = "/admin/import/"


def member_of_arabic_only() -> Client:
    """Return the browser of somebody who decides, and works on Arabic pages alone."""
    group = Group.objects.get(name=roles.reviewers("ar"))
    group.permissions.add(Permission.objects.get(codename="decide_question"))
    return browser_of(roles.reviewers("ar"))


def test_no_title_is_shown_to_who_may_not_know_the_page():
    question = make_pair_question(live=False, summary="Secret summary")
    browser = member_of_arabic_only()
    text = browser.get(LIST).content.decode()
    assert "Tea in Hit" not in text
    assert "A page that is not public" in text
    assert "شاي في هيت" in text
    answer = send(browser, f"accept:{question.pk}")
    assert "You may not publish one of these pages." in answer.content.decode()
    assert "Tea in Hit" not in answer.content.decode()
    assert decision_of(question) == ""


@pytest.mark.parametrize("state", ["waiting", "decided"])
def test_of_what_is_not_theirs_nobody_reads_a_word(state):
    make_secrets()
    if state == "decided":
        Question.objects.update(decision="settled")
    browser = member_of_arabic_only()
    for kind in Question.Kind.values:
        answer = browser.get(f"{LIST}?kind={kind}&state={state}")
        assert answer.status_code == 200
        assert 'class="import-question"' in answer.content.decode()
        assert not words_in(answer), kind


def test_a_picture_of_a_restricted_collection_is_not_described_by_others():
    secrets = make_secrets()
    question = Question.objects.get(kind="alt")
    image = secrets.images[0]
    type(image).objects.filter(pk=image.pk).update(alt_en="", alt_ar="")
    browser = member_of_arabic_only()
    assert f"alt_en-{image.pk}" not in browser.get(f"{LIST}?kind=alt").content.decode()
    send(browser, "describe", shown=question.pk, **{f"alt_en-{image.pk}": "x"})
    image.refresh_from_db()
    assert image.alt_en == ""
    assert decision_of(question) == ""
