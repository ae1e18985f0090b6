"""From the list to the work: beginning a translation, and reading its original."""

import pytest
from wagtail.models import Locale, Page

from core.setup import roles
from tests import factories
from tests.signing_in import sign_in
from tests.translation.screens import row_of
from translation.workflow.assignment import assign

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/"


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


@pytest.mark.parametrize("route", ["list", "page"])
def test_what_somebody_else_has_is_begun_only_after_asking(client, route):
    story = factories.make_story(title="Voices")
    row = row_of(story)
    colleague = factories.make_user(roles.translators("ar"), first_name="Noor", last_name="Ali")
    assign([row], colleague, factories.make_user(roles.COMMUNICATIONS))
    sign_in(client, roles.COMMUNICATIONS)
    begin = f"{LIST}{row.pk}/begin/"
    address = begin if route == "list" else f"/admin/localize/submit/page/{story.pk}/"
    arabic = Locale.objects.get(language_code="ar").pk
    asked = client.post(address, {"locales": [arabic]}).content.decode()
    assert "Noor Ali" in asked
    assert not story.get_translations().exists()
    client.post(begin, {"anyway": "1"})
    assert story.get_translations().exists()


def test_whoever_has_a_translation_begins_it_without_being_asked(client):
    story = factories.make_story(title="Voices")
    user = sign_in(client, roles.translators("ar"))
    assign([row_of(story)], user, factories.make_user(roles.COMMUNICATIONS))
    client.post(f"{LIST}{row_of(story).pk}/begin/")
    assert story.get_translations().exists()


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
    sign_in(client, roles.translators("ar"))
    client.post(f"{LIST}{row.pk}/begin/")
    response = client.get(f"{LIST}{row.pk}/source/", follow=True)
    assert not story.get_translations().exists()
    assert "not public any more" in response.content.decode()
    assert "A name." not in response.content.decode()


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


@pytest.mark.parametrize("role", [roles.translators("ar"), roles.reviewers("ar")])
def test_originals_of_other_languages_do_not_exist(client, role):
    story = factories.make_story("ar")
    sign_in(client, role)
    address = f"{LIST}{row_of(story).pk}/source/"
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address)["Location"] == f"/admin/login/?next={address}"
