"""Taking a page down: “the other language too” is a decision of its own, and asked each time."""

import copy
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation

from core.models import PublishedItem
from core.publication.state import forget_state
from core.setup import roles
from tests import factories

pytestmark = pytest.mark.django_db
TOO = {"other_language": "on"}
TICKED = 'name="other_language" value="on" checked'


def shown(client):
    response = client.get("/admin/", follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def public(*pages):
    found = PublishedItem.objects.public().values_list("page_id", flat=True)
    return [page.pk in found for page in pages]


def address(action, *pages):
    if len(pages) == 1:
        return f"/admin/pages/{pages[0].pk}/{action}/"
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"/admin/bulk/wagtailcore/page/{action}/?{ids}"


def take_down(client, action, *pages, **fields):
    form = {"restriction_type": "login"} if action == "privacy" else {}
    return client.post(address(action, *pages), form | fields)


@pytest.fixture(scope="module")
def made(once):
    return factories.make_translated_story(title="Voices")


@pytest.fixture
def pair(db, made):
    return copy.deepcopy(made)


def screen(client, action, page):
    response = client.get(address(action, page))
    return response.json()["html"] if action == "privacy" else response.content.decode()


@pytest.mark.parametrize("action", ["unpublish", "delete", "privacy"])
def test_the_other_language_is_offered_ticked_and_goes_along(pair, editor, action):
    story, translated = pair
    question = screen(editor, action, story)
    assert TICKED in " ".join(question.split())
    assert translated.title in question
    words = set(StringTranslation.objects.values_list("data", flat=True))
    take_down(editor, action, story, **TOO)
    assert public(*pair) == [False, False]
    assert "too: “" + translated.title in shown(editor)
    assert set(StringTranslation.objects.values_list("data", flat=True)) == words
    forget_state()
    for page in pair:
        lang = page.locale.language_code
        assert editor.get(f"/api/v1/news/{page.translation_key}/{lang}").status_code == 410
        for path in (f"/api/v1/news/?lang={lang}", f"/{lang}/news/"):
            assert page.title not in editor.get(path).content.decode()


@pytest.mark.parametrize("action", ["unpublish", "delete", "privacy"])
def test_a_form_without_the_tick_takes_down_this_page_alone(pair, editor, action):
    """So does a program that posts Wagtail's own form."""
    take_down(editor, action, pair[0])
    assert public(*pair) == [False, True]


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_many_pages_go_with_their_counterparts_or_alone(pair, editor, action):
    pairs = [pair, *(factories.make_translated_story() for _ in range(2))]
    first, second, third = pairs
    question = editor.get(address(action, first[0], second[0])).content.decode()
    assert TICKED in " ".join(question.split())
    assert first[1].title in question
    take_down(editor, action, first[0], first[1], second[0], **TOO)
    assert public(*first, *second) == [False] * 4
    assert f"In the other language too: “{second[1].title}”" in shown(editor)
    take_down(editor, action, third[0], pairs[0][0])
    assert public(*third) == [False, True]


@pytest.mark.parametrize("action", ["unpublish", "delete", "privacy"])
def test_who_may_not_change_the_other_page_sees_who_can(pair, client, action):
    story, translated = pair
    client.force_login(factories.make_user(roles.reviewers("ar")))
    question = screen(client, action, translated)
    assert 'name="other_language"' not in question
    assert "These groups have" in question
    assert "Reviewers (English)" in question
    take_down(client, action, translated, **TOO)
    assert public(story, translated) == [True, True]
    assert "“Voices” (English) stays as it is" in shown(client)
    take_down(client, action, translated)
    assert public(story, translated) == [True, False]


def test_many_pages_leave_what_the_user_may_not_change(pair, client):
    story, translated = pair
    other = factories.make_translated_story()
    client.force_login(factories.make_user(roles.reviewers("ar")))
    take_down(client, "unpublish", translated, other[1], **TOO)
    assert public(story, translated, *other) == [True, False, True, False]


def test_a_draft_in_a_language_of_others_is_not_named(client):
    story = factories.make_story("en", title="Known to few", live=False)
    arabic = factories.make_story("ar", translation_key=story.translation_key)
    client.force_login(factories.make_user(roles.reviewers("ar")))
    assert "Known to few" not in screen(client, "delete", arabic)


def test_a_locked_page_stays_and_the_screen_gives_the_reason(pair, editor):
    Page.objects.filter(pk=pair[1].pk).update(locked=True)
    assert "it is locked" in screen(editor, "unpublish", pair[0])
    take_down(editor, "unpublish", pair[0], **TOO)
    assert public(*pair) == [True, True]


def test_a_page_that_others_need_stays_and_the_screen_gives_the_reason(editor):
    forum, other = factories.make_pair(factories.make_forum)
    factories.make_council("ar", managing_forum=other)
    assert "other pages need it" in screen(editor, "delete", forum)
    take_down(editor, "delete", forum, **TOO)
    assert public(forum, other) == [True, True]


def test_restricting_restricts_alike_and_opens_nothing(pair, editor):
    story, translated = pair
    group = Group.objects.get(name=roles.COMMUNICATIONS)
    form = {"restriction_type": "groups", "groups": [group.pk]} | TOO
    editor.post(address("privacy", story), form)
    restriction = PageViewRestriction.objects.get(page=translated)
    assert list(restriction.groups.all()) == [group]
    editor.post(address("privacy", story), {"restriction_type": "login"} | TOO)
    assert PageViewRestriction.objects.get(page=translated).restriction_type == "groups"
    editor.post(address("privacy", story), {"restriction_type": "none"} | TOO)
    assert public(*pair) == [True, False]


def test_deleting_both_asks_for_the_name_when_both_are_many(editor):
    parent = factories.make_page("en")
    for _ in range(5):
        factories.make_page("en", parent=parent)
    other = factories.make_page("ar", translation_key=parent.translation_key)
    for _ in range(4):
        factories.make_page("ar", parent=other)
    editor.force_login(factories.make_user(is_superuser=True))
    assert "confirm_site_name" in screen(editor, "delete", parent)
    editor.post(address("delete", parent), TOO | {"confirm_site_name": "no"})
    assert Page.objects.filter(pk__in=[parent.pk, other.pk]).count() == 2
    editor.post(address("delete", parent), TOO | {"confirm_site_name": "ICSSI"})
    assert not Page.objects.filter(pk__in=[parent.pk, other.pk]).exists()


def test_deleting_many_asks_for_the_name_when_they_are_many_in_both_languages(editor, settings):
    settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 3
    chosen = [factories.make_translated_story()[0] for _ in range(2)]
    assert "confirm_site_name" in editor.get(address("delete", *chosen)).content.decode()


@pytest.mark.parametrize("many", [False, True])
def test_what_was_unticked_stays_unticked_when_a_form_comes_back(editor, settings, many):
    settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
    pages = [factories.make_translated_story()[0] for _ in range(2 if many else 1)]
    wrong = {"delete": {"confirm_site_name": "no"}, "privacy": {"restriction_type": "groups"}}
    for action in ["delete"] if many else wrong:
        for tick in ({}, TOO):
            again = editor.post(address(action, *pages), wrong[action] | tick)
            html = again.json()["html"] if action == "privacy" else again.content.decode()
            assert 'name="other_language"' in html
            assert (TICKED in " ".join(html.split())) == bool(tick), action


@pytest.mark.parametrize("many", [False, True])
def test_a_page_that_a_hook_protects_leaves_its_counterpart_alone(pair, editor, many):
    story, translated = pair
    pages = [story, factories.make_story()] if many else [story]
    translated.save_revision()
    translated.get_workflow().start(translated, factories.make_user(roles.COMMUNICATIONS))
    hook = "before_bulk_action" if many else "before_unpublish_page"

    def protect(_request, *about):
        return None if translated in about else HttpResponse("Not today")

    with hooks.register_temporarily(hook, protect):
        take_down(editor, "unpublish", *pages, **TOO)
    assert public(*pair) == [True, True]
    assert "too:" not in shown(editor)
    assert Page.objects.get(pk=translated.pk).workflow_in_progress


def test_hooks_hear_of_both_pages(pair, editor):
    heard = []
    with hooks.register_temporarily(
        "after_unpublish_page", lambda _request, page: heard.append(page)
    ):
        take_down(editor, "unpublish", pair[0], **TOO)
    assert {page.pk for page in heard} == {page.pk for page in pair}


def test_a_page_without_a_counterpart_asks_nothing(editor):
    story = factories.make_story()
    for action in ("unpublish", "delete", "privacy"):
        assert "other_language" not in screen(editor, action, story)


@pytest.mark.parametrize("plan", ["in review", "scheduled"])
def test_deleting_an_original_calls_off_what_is_planned_for_its_translation(editor, plan):
    """Nothing records any more whether readers may see it; whoever wants it begins again."""
    story = factories.make_story()
    draft = factories.begin_translation(story)
    factories.translate_texts(draft)
    if plan == "scheduled":
        Page.objects.filter(pk=draft.pk).update(go_live_at=timezone.now() + timedelta(hours=1))
    action = "submit" if plan == "in review" else "publish-anyway"
    editor.post(f"/admin/pages/{draft.pk}/edit/", {"action": action})
    page = Page.objects.get(pk=draft.pk)
    assert page.approved_schedule or page.workflow_in_progress
    take_down(editor, "delete", story)
    page = Page.objects.get(pk=draft.pk)
    assert (page.approved_schedule, page.workflow_in_progress) == (False, False)
