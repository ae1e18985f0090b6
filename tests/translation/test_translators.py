"""Translators translate: they change no original and neither add, copy, move nor delete pages."""

import copy

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page

from core.setup import roles
from tests import factories
from tests.cms import add_address, story_form
from tests.translation.screens import shown
from translation.views.access import only_translates

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def pages():
    return set(Page.objects.values_list("pk", "path", "latest_revision_id", "draft_title"))


def addresses(story):
    destination = factories.home_page("ar").pk
    return {
        "edit": f"/admin/pages/{story.pk}/edit/",
        "create": add_address("news/newspage", factories.news_index("ar")),
        "copy": f"/admin/pages/{story.pk}/copy/",
        "move": f"/admin/pages/{story.pk}/move/{destination}/confirm/",
        "delete": f"/admin/pages/{story.pk}/delete/",
    }


@pytest.fixture(scope="module")
def made(once):
    return factories.make_story("ar", live=False)


@pytest.fixture
def story(db, made):
    return copy.deepcopy(made)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["edit", "create", "copy", "move", "delete"])
def test_a_translator_leaves_originals_and_the_tree_alone(story, translator, name, method):
    before = pages()
    form = story_form("عنوان آخر", slug="x") | {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": factories.news_index("ar").pk,
    }
    address = addresses(story)[name]
    response = translator.get(address, follow=True) if method == "get" else None
    response = response or translator.post(address, form, follow=True)
    # What is offered to nobody who only translates is refused by the rights on the page.
    reason = "change translations alone" if name == "edit" else "you do not have permission"
    assert reason in shown(response)
    assert pages() == before


@pytest.mark.parametrize("name", ["copy", "move", "delete"])
def test_a_translator_leaves_the_place_of_translations_alone_too(draft, translator, name):
    before = pages()
    form = {"new_title": "x", "new_slug": "x", "new_parent_page": factories.news_index("ar").pk}
    translator.post(addresses(draft)[name], form)
    assert pages() == before


def test_a_translator_makes_no_page_of_an_alias(translator):
    alias = factories.make_story("ar").create_alias(update_slug="alias")
    translator.post(f"/admin/pages/{alias.pk}/convert_alias/")
    assert Page.objects.get(pk=alias.pk).alias_of_id


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_actions_are_no_way_around(story, translator, action):
    before = pages()
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={story.pk}"
    translator.post(
        address, {"include_descendants": "", "chooser": factories.home_page("ar").pk}, follow=True
    )
    assert pages() == before


def test_the_interface_for_programs_is_no_way_around(story, translator):
    """Stock: it asks no hook, and an empty request needs no parser."""
    address = f"/admin/api/main/pages/{story.pk}/action/delete/"
    assert translator.generic("POST", address).status_code == 404
    assert Page.objects.filter(pk=story.pk).exists()


def test_a_translation_of_ones_own_language_is_edited(draft, translator):
    response = translator.get(f"/admin/pages/{draft.pk}/edit/")
    assert b"translation-editor" in response.content


def test_a_stopped_translation_is_the_editors(draft, translator):
    translation = factories.translation_of(draft)
    translator.post(f"/admin/localize/translate/{translation.pk}/disable/")
    translation.refresh_from_db()
    assert translation.enabled
    translation.enabled = False
    translation.save()
    response = translator.get(f"/admin/pages/{draft.pk}/edit/", follow=True)
    assert "Translators change" in shown(response)


@pytest.mark.parametrize(
    ("names", "lang", "expected"),
    [
        ([roles.translators("ar")], "ar", True),
        ([roles.translators("ar"), roles.translators("en")], "en", True),
        ([roles.translators("ar"), roles.reviewers("en")], "ar", True),
        ([roles.translators("ar"), roles.reviewers("ar")], "ar", False),
        ([roles.translators("ar"), roles.COMMUNICATIONS], "ar", False),
        ([roles.translators("ar"), roles.ADMINISTRATORS], "ar", False),
        ([roles.reviewers("ar")], "ar", False),
        ([roles.COMMUNICATIONS], "ar", False),
    ],
)
def test_who_translates_alone(names, lang, expected):
    user = factories.make_user()
    user.groups.set(Group.objects.filter(name__in=names))
    assert only_translates(user, factories.news_index(lang)) is expected


def test_a_superuser_does_not_translate_alone():
    user = factories.make_user(roles.translators("ar"), is_superuser=True)
    assert not only_translates(user, factories.news_index("ar"))


@pytest.mark.parametrize("recursive", ["", "on"])
def test_no_page_is_copied_into_the_tree_of_the_other_language(editor, recursive):
    """Stock: published, and found by nobody."""
    story = factories.make_story("en", title="Voices")
    before = pages()
    form = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": factories.news_index("ar").pk,
        "copy_subpages": recursive,
        "publish_copies": "on",
    }
    address = f"/admin/pages/{story.pk}/copy/"
    assert "another language" in shown(editor.post(address, form, follow=True))
    assert pages() == before
    form["new_parent_page"] = factories.news_index("en").pk
    editor.post(address, form)
    assert Page.objects.filter(slug="copy", locale=story.locale).exists()


def test_an_unknown_destination_is_left_to_wagtail(editor):
    story = factories.make_story()
    address = f"/admin/pages/{story.pk}/copy/"
    assert editor.get(address).status_code == 200
    root = Page.get_first_root_node().pk
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": root}
    assert "another language" not in shown(editor.post(address, form, follow=True))
