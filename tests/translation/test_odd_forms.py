"""Forms of the CMS that are sent with a field missing, or with what no browser of ours sends."""

import pytest
from wagtail.models import Page

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TOO_LARGE = "9" * 20


@pytest.mark.parametrize(
    "address",
    [
        "translate/{pk}/pofile/upload/",
        "translate/{pk}/disable/",
        "update/{source}/",
    ],
)
def test_a_bare_word_is_no_address_to_go_on_to(editor, draft, address):
    """Stock: a 500."""
    translation = factories.translation_of(draft)
    place = address.format(pk=translation.pk, source=translation.source_id)
    assert editor.post(f"/admin/localize/{place}", {"next": "x"}).status_code == 400
    translation.refresh_from_db()
    assert translation.enabled


def test_a_form_goes_on_where_it_was_asked_to(editor, draft):
    address = f"/admin/localize/translate/{factories.translation_of(draft).pk}/disable/"
    assert editor.post(address, {"next": "/admin/pages/"}).url == "/admin/pages/"


def test_the_root_cannot_have_been_chosen(editor):
    """Stock: a 500."""
    answer = editor.get(f"/admin/choose-page/chosen-multiple/?id={Page.get_first_root_node().pk}")
    assert answer.json()["result"] == []


def test_a_link_without_an_address_is_refused(editor):
    """Stock: a 500."""
    assert editor.post("/admin/choose-external-link/").status_code == 400


@pytest.mark.parametrize("form", [{}, {"new_parent_page": ""}])
def test_a_copy_asks_where_it_belongs(editor, form):
    """Stock: a 500."""
    answer = editor.post(f"/admin/pages/{factories.make_story().pk}/copy/", form)
    assert "new_parent_page" in answer.context["form"].errors


@pytest.mark.parametrize("name", ["content_type", "owner"])
def test_a_filter_passes_over_numbers_that_no_database_knows(editor, name):
    """Django: a 500 on SQLite."""
    index = factories.news_index()
    assert editor.get(f"/admin/pages/{index.pk}/?{name}={TOO_LARGE}").status_code == 200


@pytest.mark.parametrize("options", [{}, {"alias": "on"}, {"of": "above", "copy_subpages": "on"}])
def test_a_running_translation_is_not_copied(editor, options):
    """Nothing would prevent the publication of a copy of an untranslated draft."""
    above = factories.make_page("ar")
    begun = factories.begin_translation(factories.make_page("en", title="Below"))
    begun.move(above, pos="last-child")
    page = above if options.pop("of", "") else begun
    form = {"new_title": "x", "new_slug": "x", "new_parent_page": factories.home_page("ar").pk}
    answer = editor.post(f"/admin/pages/{page.pk}/copy/", form | options, follow=True)
    assert "Copy the original" in answer.content.decode()
    assert not Page.objects.filter(slug="x").exists()


def test_a_page_without_a_translation_is_copied(editor):
    page = factories.make_story("ar")
    form = {"new_title": "x", "new_slug": "x", "new_parent_page": page.get_parent().pk}
    editor.post(f"/admin/pages/{page.pk}/copy/", form)
    assert Page.objects.filter(slug="x").exists()
