"""“Import” in the CMS: what waits for a person, whom it is shown to, and what is decided there."""

import re

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.models import PublishedItem
from core.setup import roles
from moving.models import Question
from tests import factories
from tests.moving.imported import (
    browser_of,
    decision_of,
    make_alt_question,
    make_pair_question,
    make_post,
    make_question,
    send,
)
from tests.translation.screens import queries_of
from translation.models import LinkedPage

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

LIST = "/admin/import/"
MAY = [roles.COMMUNICATIONS, roles.ADMINISTRATORS]
MAY_NOT = [
    f"{role(lang)}" for role in (roles.translators, roles.reviewers) for lang in ("en", "ar")
]


@pytest.mark.parametrize("role", MAY)
def test_those_whose_work_it_is_see_and_decide(role):
    question, browser = make_pair_question(), browser_of(role)
    assert "/admin/import/" in browser.get("/admin/").content.decode()
    text = browser.get(LIST).content.decode()
    assert "Tea in Hit" in text
    assert "شاي في هيت" in text
    send(browser, f"reject:{question.pk}")
    assert decision_of(question) == "rejected"


@pytest.mark.parametrize("role", [*MAY, *MAY_NOT])
def test_the_start_page_shows_how_much_waits_to_those_who_decide(role):
    for question in (make_pair_question(), make_pair_question()):
        make_question("draft", question.post, reason="status")
    text = browser_of(role).get("/admin/").content.decode()
    assert ("4 questions to decide" in text) == (role in MAY)


@pytest.mark.parametrize("role", MAY_NOT)
def test_nobody_else_sees_or_decides_anything(role):
    question, browser = make_pair_question(), browser_of(role)
    assert "/admin/import/" not in browser.get("/admin/").content.decode()
    for answer in (browser.get(LIST), browser.post(LIST, {"do": f"accept:{question.pk}"})):
        assert answer.status_code in {302, 403}
        assert "Tea in Hit" not in answer.content.decode()
    assert decision_of(question) == ""


def test_who_is_not_signed_in_is_asked_to():
    question = make_pair_question()
    assert "/admin/login/" in Client().get(LIST)["Location"]
    answer = Client().post(LIST, {"do": f"accept:{question.pk}"})
    assert answer.status_code == 403
    assert "Tea in Hit" not in answer.content.decode()
    assert decision_of(question) == ""


def test_a_pair_is_shown_side_by_side_with_its_evidence_and_weight():
    make_pair_question(summary="About tea.")
    text = browser_of().get(LIST).content.decode()
    assert "They show the same picture." in text
    assert ">+30<" in text
    assert ">-20<" in text
    assert ">10<" in text
    assert "About tea." in text
    assert text.index("Original") < text.index("Tea in Hit") < text.index("شاي في هيت")


def test_an_accepted_pair_becomes_a_translation_where_the_texts_match():
    question = make_pair_question()
    send(browser_of(), f"accept:{question.pk}")
    posts = question.post, question.other
    english, arabic = (Page.objects.get(pk=post.page_id) for post in posts)
    assert english.translation_key == arabic.translation_key
    assert decision_of(question) == "accepted"
    assert question.reason == "pair-joined"
    item = PublishedItem.objects.public().get(page_id=arabic.pk)
    assert (item.original_lang, item.translation_status) == ("en", "complete")
    question.other.refresh_from_db()
    assert question.other.revision_id == arabic.latest_revision_id


def test_joined_neither_page_loses_its_forums_and_topics():
    topics = [factories.make_topic("Tea", "الشاي"), factories.make_topic("Hit", "هيت")]
    question = make_pair_question()
    for post, topic in zip((question.post, question.other), topics, strict=True):
        page = post.page.specific
        page.topics = [topic]
        page.save_revision().publish()
    send(browser_of(), f"accept:{question.pk}")
    assert decision_of(question) == "accepted"
    for post in (question.post, question.other):
        item = PublishedItem.objects.public().get(page_id=post.page_id)
        assert set(re.findall(r'"slug":"(tea|hit)"', item.full)) == {"tea", "hit"}


def test_a_pair_of_different_texts_is_joined_as_written_separately():
    question = make_pair_question()
    page = question.other.page.specific
    page.body = [("paragraph", "<p>واحد</p><p>اثنان</p>")]
    page.save_revision().publish()
    send(browser_of(), f"accept:{question.pk}")
    assert decision_of(question) == "accepted"
    assert question.reason == "pair-separate"
    item = PublishedItem.objects.public().get(page_id=page.pk)
    assert item.translation_status == "independent"


def test_swapped_the_other_page_becomes_the_original():
    question, browser = make_pair_question(), browser_of()
    answer = send(browser, f"swap:{question.pk}")
    text = answer.content.decode()
    assert text.index("شاي في هيت") < text.index("Tea in Hit")
    assert decision_of(question) == ""
    send(browser, f"accept:{question.pk}")
    item = PublishedItem.objects.public().get(page_id=question.post.page_id)
    assert item.original_lang == "ar"


def test_undone_the_pages_are_two_works_again_and_the_question_waits():
    question, browser = make_pair_question(), browser_of()
    before = question.other.page.translation_key
    send(browser, f"accept:{question.pk}")
    text = browser.get(f"{LIST}?state=decided").content.decode()
    assert "accepted, by" in text
    send(browser, f"undo:{question.pk}", state="decided")
    assert decision_of(question) == ""
    assert Page.objects.get(pk=question.other.page_id).translation_key == before
    assert not LinkedPage.objects.exists()
    assert "Tea in Hit" in browser.get(LIST).content.decode()


def test_many_are_decided_at_once_and_what_cannot_be_leaves_the_others():
    first, second = make_pair_question(), make_pair_question()
    third = make_question("pair", first.post, other=second.other, weight=5)
    answer = send(browser_of(), "accept", first, second, third)
    text = answer.content.decode()
    assert "2 questions were changed." in text
    assert "has a counterpart in the other language already" in text
    assert [decision_of(each) for each in (first, second, third)] == ["accepted", "accepted", ""]
    send(browser_of(), "undo", first, second)
    assert [decision_of(each) for each in (first, second)] == ["", ""]


def test_a_decision_is_made_once():
    question, browser = make_pair_question(), browser_of()
    send(browser, f"reject:{question.pk}")
    answer = send(browser, f"accept:{question.pk}")
    assert "Nothing was changed." in answer.content.decode()
    assert decision_of(question) == "rejected"


def test_a_post_in_the_wrong_language_is_published_and_taken_back():
    draft = factories.make_story("ar", live=False, title="خبر في الموقع الإنكليزي")
    question = make_question("language", make_post(draft, "en"), reason="language")
    browser = browser_of()
    assert "another language than its site" in browser.get(LIST).content.decode()
    send(browser, f"accept:{question.pk}")
    assert Page.objects.get(pk=draft.pk).live
    assert decision_of(question) == "accepted"
    send(browser, f"undo:{question.pk}")
    assert not Page.objects.get(pk=draft.pk).live
    assert decision_of(question) == ""


def test_drafts_are_listed_by_reason_and_never_published_here():
    for reason in ("private", "no-date", "no-date"):
        draft = factories.make_story(live=False)
        make_question("draft", make_post(draft), reason=reason)
    browser = browser_of()
    text = browser.get(f"{LIST}?kind=draft").content.decode()
    assert text.count('class="import-question"') == 3
    assert "It was private there." in text
    narrowed = browser.get(f"{LIST}?kind=draft&reason=private").content.decode()
    assert narrowed.count('class="import-question"') == 1
    every = list(Question.objects.all())
    send(browser, "accept", *every)
    assert not PublishedItem.objects.filter(type="news").exists()
    send(browser, "settle", *every)
    assert {decision_of(each) for each in every} == {"settled"}


def test_a_deleted_page_is_no_failure():
    question, browser = make_pair_question(), browser_of()
    question.post.page.specific.delete()
    assert "Its page was deleted here." in browser.get(LIST).content.decode()
    answer = send(browser, f"accept:{question.pk}")
    assert "One of the pages was deleted here." in answer.content.decode()


@pytest.mark.parametrize("kind", ["pair", "alt", "draft"])
def test_the_queries_do_not_depend_on_the_number_of_questions(kind):
    make = {
        "pair": make_pair_question,
        "alt": make_alt_question,
        "draft": lambda: make_question("draft", make_post(factories.make_story()), reason="status"),
    }[kind]
    browser, counts = browser_of(), []
    for number in (1, 6):
        for _each in range(number):
            make()
        address = f"{LIST}?kind={kind}"
        browser.get(address)
        counts.append(queries_of(browser, address))
    assert counts[0] == counts[1]


def test_a_long_list_has_pages():
    for _each in range(23):
        make_question("draft", make_post(), reason="status")
    browser = browser_of()
    first = browser.get(f"{LIST}?kind=draft").content.decode()
    assert first.count('class="import-question"') == 20
    assert "kind=draft" in first
    second = browser.get(f"{LIST}?kind=draft&p=2").content.decode()
    assert second.count('class="import-question"') == 3


@pytest.mark.parametrize(
    "query",
    ["kind=x", "kind=%00", "state=%00", "reason=%00", "p=-1", "p=x", "p=999", "p=%00", "kind[]=1",
     "kind=pair&reason=" + "x" * 3000],
)  # fmt: skip
def test_odd_addresses_are_no_failure(query):
    make_pair_question()
    # The site refuses NUL before it is looked at.
    expected = 400 if "%00" in query else 200
    assert browser_of().get(f"{LIST}?{query}").status_code == expected


@pytest.mark.parametrize(
    "form",
    [
        {}, {"do": ""}, {"do": "accept:x"}, {"do": "accept:" + "9" * 50}, {"do": "delete:1"},
        {"do": "\x00"}, {"do": "accept", "question": ["\x00", "-1", "9" * 30]}, {"do": "describe"},
        {"do": "describe", "shown": "x", "alt_en-\x00": "x"}, {"kind": "\x00", "p": "\x00"},
        {"do": "describe:", "shown": ["1"] * 500, "alt_xx-1": "x", "alt_en-٣": "y"},
    ],
)  # fmt: skip
def test_odd_forms_change_nothing(form):
    question = make_pair_question()
    answer = browser_of().post(LIST, form, follow=True)
    assert answer.status_code in {200, 400}
    assert decision_of(question) == ""


def test_both_languages_of_the_interface_have_all_of_it():
    make_pair_question()
    browser, defaults = browser_of(), {"preferred_language": "ar"}
    UserProfile.objects.update_or_create(
        user_id=browser.session["_auth_user_id"], defaults=defaults
    )
    text = browser.get(LIST).content.decode()
    assert "الأصل" in text
    assert "They show the same picture." not in text
