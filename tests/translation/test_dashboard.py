"""“Translations”, “My queue” and the home page's panel: what there is to do, for whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from core import roles
from tests import factories
from tests.translation.screens import queries_of, row_of
from translation.models import State, TranslationStatus

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/"
QUEUE = "/admin/translations/queue/"


def sign_in(client, role, **fields):
    user = factories.make_user(role, **fields)
    client.force_login(user)
    return user


def change(page, **fields):
    TranslationStatus.objects.filter(work=page.translation_key).update(**fields)


def titles(client, **filters):
    response = client.get(LIST, filters)
    assert response.status_code == 200
    return [row.title for row in response.context["object_list"]]


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
    counts = {link.get("state"): link.get("count") for link in response.context["shortcuts"]}
    assert counts["missing"] == len(seen)
    for address in (LIST, f"{LIST}results/", "/admin/"):
        shown = client.get(address).content.decode()
        assert ("أصوات" in shown and "Voices" in shown) is (len(seen) == 2 and address != "/admin/")


def test_who_writes_in_no_language_sees_no_list(client):
    user = sign_in(client, roles.translators("ar"))
    user.groups.get().page_permissions.all().delete()
    for address in (LIST, QUEUE, f"{LIST}results/"):
        assert client.get(address)["Location"] == "/admin/"
    assert b"translation-queue" not in client.get("/admin/").content


@pytest.fixture
def mixed(editor):
    """One work in each state that occurs, by its title."""
    outdated, _translated = factories.make_translated_story(title="Outdated")
    change(outdated, state=State.OUTDATED)
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
    user = sign_in(client, roles.COMMUNICATIONS)
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


def test_titles_stand_in_their_own_language_in_either_interface(editor, mixed):
    for lang in ("en", "ar"):
        shown = editor.get(LIST, headers={"accept-language": lang}).content.decode()
        assert '<bdi lang="ar" dir="rtl">خبر</bdi>' in shown
        assert '<bdi lang="en" dir="ltr">Missing</bdi>' in shown


def test_a_draft_says_how_much_of_it_is_done(editor, mixed):
    shown = editor.get(LIST, {"state": "draft"}).content.decode()
    assert "Draft: 0 of 1" in shown
    draft = mixed["draft"].get_translation(factories.locale("ar"))
    assert f'href="/admin/pages/{draft.pk}/edit/"' in shown


def test_fifty_rows_cost_as_many_queries_as_ten(client):
    user = sign_in(client, roles.COMMUNICATIONS)
    for _ in range(3):
        factories.make_story()
        factories.make_translated_story()
    for make in (factories.make_page, factories.make_forum, factories.make_page, make_below):
        make()
    screens = (LIST, f"{LIST}results/?q=a", QUEUE, "/admin/")
    TranslationStatus.objects.update(assignee=user)
    few = [queries_of(client, address) for address in screens for _ in "ab"][1::2]
    parents = [factories.make_page() for _ in range(4)]
    for number in range(36):
        factories.make_page(parent=parents[number % 4])
    TranslationStatus.objects.update(assignee=user)
    many = [queries_of(client, address) for address in screens]
    assert many == few


def make_below():
    factories.make_page(parent=factories.make_page())


def test_counts_are_one_query(editor, mixed):
    with CaptureQueriesContext(connection) as captured:
        editor.get(LIST)
    counting = [
        query["sql"]
        for query in captured
        if "GROUP BY" in query["sql"] and "translation_translationstatus" in query["sql"]
    ]
    assert len(counting) == 1


def test_beginning_makes_a_draft_and_leads_to_its_editor(client):
    story = factories.make_story(title="Voices")
    sign_in(client, roles.translators("ar"))
    address = f"{LIST}{row_of(story).pk}/begin/"
    assert f'data-w-action-url-value="{address}"' in client.get(LIST).content.decode()
    response = client.post(address)
    draft = Page.objects.get(translation_key=story.translation_key, locale__language_code="ar")
    assert response["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert not draft.live
    assert client.post(address)["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert client.get(address).status_code == 405


def test_nobody_begins_in_another_language(client):
    story = factories.make_story("ar")
    sign_in(client, roles.translators("ar"))
    assert client.post(f"{LIST}{row_of(story).pk}/begin/").status_code == 404
    assert not story.get_translations().exists()


def test_without_the_right_to_submit_nothing_is_begun(client):
    story = factories.make_story()
    user = sign_in(client, roles.translators("ar"))
    group = user.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="submit_translation"))
    assert "/begin/" not in client.get(LIST).content.decode()
    client.post(f"{LIST}{row_of(story).pk}/begin/")
    assert not story.get_translations().exists()


def test_a_page_below_an_untranslated_one_waits_for_it(editor):
    page = factories.make_page(title="Below", parent=factories.make_page(title="About us"))
    shown = editor.get(LIST, {"q": "Below"}).content.decode()
    assert "Translate “<bdi>About us</bdi>” into Arabic first" in shown
    assert "/begin/" not in shown
    editor.post(f"{LIST}{row_of(page).pk}/begin/")
    assert not page.get_translations().exists()
    assert "About us" in editor.get(LIST).content.decode()


def test_a_withdrawn_original_is_neither_begun_nor_shown_to_translators(client):
    story = factories.make_story(title="Secret", body=[("paragraph", "<p>A name.</p>")])
    Page.objects.get(pk=story.pk).unpublish()
    row = row_of(story)
    user = sign_in(client, roles.translators("ar"))
    client.post(f"{LIST}{row.pk}/begin/")
    response = client.get(f"{LIST}{row.pk}/source/", follow=True)
    assert not story.get_translations().exists()
    assert "not public any more" in response.content.decode()
    assert "A name." not in response.content.decode()
    user.groups.clear()


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_translators_read_originals_on_whose_tree_they_have_no_rights(client, lang):
    story = factories.make_story("ar", title="أصوات", body=[("paragraph", "<p>اجتمعنا.</p>")])
    sign_in(client, roles.translators("en"))
    response = client.get(f"{LIST}{row_of(story).pk}/source/", headers={"accept-language": lang})
    shown = response.content.decode()
    assert "اجتمعنا." in shown
    assert '<html lang="ar"' in shown
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in response["Cache-Control"]


def test_the_public_words_are_shown_not_the_draft_beside_them(client):
    story = factories.make_story(title="Public")
    story.title = "Half written"
    story.save_revision()
    sign_in(client, roles.translators("ar"))
    shown = client.get(f"{LIST}{row_of(story).pk}/source/").content.decode()
    assert "Public" in shown
    assert "Half written" not in shown


def test_a_draft_that_is_translated_already_is_shown(client):
    story = factories.make_story(title="Not yet", live=False)
    factories.begin_translation(story)
    sign_in(client, roles.translators("ar"))
    assert "Not yet" in client.get(f"{LIST}{row_of(story).pk}/source/").content.decode()


@pytest.mark.parametrize("role", [roles.translators("ar"), roles.reviewers("ar"), ""])
def test_originals_of_other_languages_do_not_exist(client, role):
    story = factories.make_story("ar")
    user = sign_in(client, role)
    if not role:
        client.logout()
    response = client.get(f"{LIST}{row_of(story).pk}/source/")
    assert response.status_code == (404 if role else 302)
    assert user.pk


def test_the_queue_is_ones_own_open_work_due_first(client):
    user = sign_in(client, roles.translators("ar"))
    today = timezone.localdate()
    pages = [factories.make_story(title=title) for title in ("Later", "First", "Any time")]
    done, _translated = factories.make_translated_story(title="Done")
    for page, days in zip([*pages, done], (9, -2, None, 1), strict=True):
        due_on = None if days is None else today + timedelta(days=days)
        change(page, assignee=user, due_on=due_on)
    factories.make_story(title="Nobody's")
    response = client.get(f"{QUEUE}results/")
    found = [row.title for row in response.context["object_list"]]
    assert found == ["First", "Later", "Any time"]
    assert response.content.decode().count("Overdue") == 1
    panel = client.get("/admin/").content.decode()
    assert panel.index("First") < panel.index("Later") < panel.index("Any time")
    assert "Nobody&#x27;s" not in panel


def test_an_empty_queue_says_so(editor):
    assert "Nothing is assigned to you." in editor.get(QUEUE).content.decode()


def test_the_home_page_tells_staff_how_far_each_language_is(editor, mixed):
    shown = editor.get("/admin/").content.decode()
    assert f'href="{LIST}?lang=ar&amp;state=outdated"' in shown
    assert "Into English" in shown
