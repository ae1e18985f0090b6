"""“Translations”: what there is to do, in order, by filters and in either interface."""

import copy
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.setup import roles
from tests import factories
from translation.models import Status, TranslationStatus

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/"


def change(page, **fields):
    TranslationStatus.objects.filter(work=page.translation_key).update(**fields)


def titles(client, **filters):
    response = client.get(LIST, filters)
    assert response.status_code == 200
    return [row.title for row in response.context["object_list"]]


@pytest.fixture(scope="module")
def made(once):
    """One work in each status that occurs, by its title."""
    outdated, _translated = factories.make_translated_story(title="Outdated")
    change(outdated, status=Status.OUTDATED)
    draft = factories.make_page(title="Draft")
    factories.begin_translation(draft)
    forum = factories.make_forum(title="Hit")
    missing = factories.make_story(title="Missing", forums=[forum])
    done, _translated = factories.make_translated_story(title="Done")
    arabic = factories.make_story("ar", title="خبر")
    return {
        "outdated": outdated,
        "draft": draft,
        "forum": forum,
        "missing": missing,
        "done": done,
        "arabic": arabic,
    }


@pytest.fixture
def mixed(db, made):
    return copy.deepcopy(made)


def test_the_most_urgent_come_first_and_the_oldest_of_these(editor, mixed):
    change(mixed["arabic"], changed_at=timezone.now() - timedelta(days=1))
    assert titles(editor) == ["Outdated", "Draft", "خبر", "Hit", "Missing", "Done"]


FILTERS = [
    ({"state": ["outdated", "draft"]}, ["Outdated", "Draft"]),
    ({"lang": "en"}, ["خبر"]),
    ({"review": "yes"}, ["Draft"]),
    ({"assignee": "nobody", "state": "outdated"}, []),
    ({"assignee": "me"}, ["Outdated"]),
    ({"due": "overdue"}, ["Outdated"]),
    ({"due": "week", "state": "missing"}, ["Missing"]),
    ({"age": "month"}, ["Draft"]),
    ({"changed": "week"}, ["Outdated"]),
    ({"q": "خب"}, ["خبر"]),
    ({"q": "draf"}, ["Draft"]),
    ({"state": "nonsense"}, ["Outdated", "Draft", "Hit", "Missing", "خبر", "Done"]),
    ({"q": "\x00"}, ["Outdated", "Draft", "Hit", "Missing", "خبر", "Done"]),
]


def test_filters_narrow_the_list(client, mixed):
    user = factories.make_user(roles.COMMUNICATIONS)
    client.force_login(user)
    today = timezone.localdate()
    change(
        mixed["outdated"],
        assignee=user,
        due_on=today - timedelta(days=1),
        source_changed_at=timezone.now(),
    )
    change(mixed["draft"], is_in_review=True, changed_at=timezone.now() - timedelta(days=40))
    change(mixed["missing"], due_on=today + timedelta(days=3))
    for filters, found in FILTERS:
        assert titles(client, **filters) == found, filters


def test_types_and_forums_are_filters_too(editor, mixed):
    story_type = mixed["missing"].content_type_id
    assert titles(editor, type=story_type, state="missing") == ["Missing", "خبر"]
    forum = mixed["forum"].translation_key
    factories.make_council(title="Council", managing_forum=mixed["forum"])
    assert titles(editor, forum=forum) == ["Hit", "Missing", "Council"]
    assert titles(editor, forum="no-forum")


def test_forums_are_called_by_their_names_in_the_interface(editor, mixed):
    factories.make_forum("ar", title="منتدى هيت", translation_key=mixed["forum"].translation_key)
    names = [
        name
        for _value, name in editor.get(LIST, headers={"accept-language": "ar"})
        .context["filters"]
        .form["forum"]
        .field.choices
    ]
    assert "منتدى هيت" in names
    assert "Hit" not in names


def test_columns_sort_the_list(editor, mixed):
    for ordering in ("title", "-title", "state", "-due_on", "changed_at", "lang", "nonsense"):
        assert len(titles(editor, ordering=ordering)) == 6
    assert titles(editor, ordering="title")[0] == "Done"
    assert titles(editor, ordering="-state")[-1] == "Outdated"


def test_titles_are_in_their_own_language_in_either_interface(editor, mixed):
    for lang in ("en", "ar"):
        shown = editor.get(LIST, headers={"accept-language": lang}).content.decode()
        assert '<bdi lang="ar" dir="rtl">خبر</bdi>' in shown
        assert '<bdi lang="en" dir="ltr">Missing</bdi>' in shown


def test_a_draft_shows_how_much_of_it_is_done(editor, mixed):
    shown = editor.get(LIST, {"state": "draft"}).content.decode()
    assert "Draft: 0 of 1" in shown
    draft = mixed["draft"].get_translation(factories.locale("ar"))
    assert f'href="/admin/pages/{draft.pk}/edit/"' in shown


def test_counts_are_one_query(editor, mixed):
    with CaptureQueriesContext(connection) as captured:
        editor.get(LIST)
    counting = [
        query["sql"]
        for query in captured
        if "GROUP BY" in query["sql"] and "translation_translationstatus" in query["sql"]
    ]
    assert len(counting) == 1


def test_the_home_page_shows_staff_how_far_each_language_is(editor, mixed):
    shown = editor.get("/admin/").content.decode()
    assert f'href="{LIST}?lang=ar&amp;state=outdated"' in shown
    assert "Into English" in shown
