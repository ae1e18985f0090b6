"""Wagtail's lists of pages show how far each translation is."""

import pytest
from wagtail.admin.views.pages.listing import ExplorableIndexView

from core.setup import roles
from tests import factories
from tests.translation.screens import queries_of
from translation.views.explorer import ExplorerView

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def explorer(page, results=False):
    return f"/admin/pages/{page.pk}/" + ("results/" if results else "")


@pytest.mark.parametrize("results", [False, True])
def test_each_page_shows_its_translation(editor, results):
    begun = factories.make_story(title="Begun")
    factories.begin_translation(begun)
    factories.make_story(title="Alone")
    _story, _translated = factories.make_translated_story()
    shown = editor.get(explorer(factories.news_index("en"), results)).content.decode()
    for status in ("Arabic: Draft: 0 of 2", "Arabic: Missing", "Arabic: Up to date"):
        assert status in shown
    shown = editor.get(explorer(factories.news_index("ar"), results)).content.decode()
    assert "From English: Up to date" in shown


def test_the_search_for_pages_shows_it_too(editor):
    factories.make_story(title="Voices")
    assert "Arabic: Missing" in editor.get("/admin/pages/search/?q=Voices").content.decode()


def test_a_translator_sees_the_own_language_alone(client):
    factories.make_translated_story("ar")
    client.force_login(factories.make_user(roles.translators("ar")))
    shown = client.get(explorer(factories.news_index("ar"))).content.decode()
    assert "English: Up to date" not in shown


def test_more_pages_cost_no_more_queries(editor):
    """Stock: wagtail-localize's buttons cost 224 queries for 50 rows."""
    for _ in range(2):
        factories.make_translated_story()
    address = explorer(factories.news_index("en"))
    editor.get(address)
    few = queries_of(editor, address)
    for _ in range(2):
        factories.make_translated_story()
    factories.make_story()
    assert queries_of(editor, address) == few


def test_the_column_costs_one_query(editor, monkeypatch):
    factories.make_translated_story()
    address = explorer(factories.news_index("en"), results=True)
    editor.get(address)
    ours = queries_of(editor, address)
    monkeypatch.setattr(ExplorerView, "explorable_columns", ExplorableIndexView.base_columns)
    assert ours - queries_of(editor, address) == 1


def test_the_form_of_an_original_leads_to_its_translation(editor):
    story, translated = factories.make_translated_story()
    shown = editor.get(f"/admin/pages/{story.pk}/edit/").content.decode()
    assert "Arabic: Up to date" in shown
    assert f"/admin/pages/{translated.pk}/edit/" in shown
