"""Two people change one name, picture or setting: neither's work is undone unseen."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from wagtail.admin.views.generic import EditView
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site, Workflow

from cms.saving.forms import KeepingOthersWork
from core.models import InitiativeSettings, SiteDocument, SiteImage, Topic, User
from tests import factories
from tests.cms import fields_in
from tests.core.two_windows import REFUSED, edit, notice, of_topic, opened, saves
from tests.signing_in import FACTOR, code_for, give_app
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> User:
    return factories.make_user("Administrators", is_superuser=True)


@pytest.fixture
def colleague() -> User:
    return factories.make_user(
        "Administrators", first_name="Noor", last_name="Ali", is_superuser=True
    )


@pytest.fixture
def browser(client: Client, me) -> Client:
    client.force_login(me)
    return client


@pytest.fixture
def theirs(colleague) -> Client:
    other = Client()
    other.force_login(colleague)
    return other


@pytest.fixture
def topic() -> Topic:
    return factories.make_topic("Peace", "السلام")


def a_document() -> SiteDocument:
    return factories.make_document("Plan", content=b"%PDF-1.4", name="plan.pdf")


def a_redirect() -> Redirect:
    return Redirect.objects.create(old_path="/old", redirect_link="https://example.org/new")


def a_collection() -> Collection:
    return Collection.get_first_root_node().add_child(name="Old pictures")


KINDS: dict[str, tuple[Callable[[], Any], str, str]] = {
    # what is made, the name of its form's address, a field of text
    "name": (lambda: factories.make_topic("Peace"), "wagtailsnippets_core_topic:edit", "name_en"),
    "picture": (factories.make_image, "wagtailimages:edit", "credit_en"),
    "document": (a_document, "wagtaildocs:edit", "title"),
    "redirect": (a_redirect, "wagtailredirects:edit", "redirect_link"),
    "user": (
        lambda: factories.make_user(first_name="Zahra", last_name="Karim"),
        "wagtailusers_users:edit",
        "first_name",
    ),
    "group": (
        lambda: Group.objects.create(name="Guests"),
        "wagtailusers_groups:edit",
        "name",
    ),
    "glossary": (
        lambda: GlossaryTerm.objects.create(en="Zankura", ar="زنكورة"),
        "translation_glossary:edit",
        "note",
    ),
    "collection": (a_collection, "wagtailadmin_collections:edit", "name"),
    "site": (Site.objects.get, "wagtailsites:edit", "site_name"),
    "workflow": (
        lambda: Workflow.objects.create(name="Reading", active=False),
        "wagtailadmin_workflows:edit",
        "name",
    ),
}


WITHOUT_LOG = {"collection"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_from_before_a_colleagues_change_is_refused_and_given_back(browser, theirs, kind):
    make, name, field = KINDS[kind]
    thing = make()
    address = edit(name, thing.pk)
    mine = opened(browser, address)
    saves(theirs, address, **{field: "https://example.org/theirs"})
    response = browser.post(address, mine | {field: "https://example.org/mine"})
    assert response.status_code == 200
    assert REFUSED in notice(response)
    assert "Noor Ali" in notice(response) or kind in WITHOUT_LOG
    assert "https://example.org/theirs" in notice(response)
    thing.refresh_from_db()
    assert getattr(thing, field) == "https://example.org/theirs"
    back = fields_in(response, "w-editor-form")
    assert back[field] == "https://example.org/mine"
    assert browser.post(address, back).status_code == 302
    thing.refresh_from_db()
    assert getattr(thing, field) == "https://example.org/mine"


def test_the_initiatives_settings_are_kept_too(browser, theirs):
    settings = InitiativeSettings.load()
    address = edit("wagtailsettings:edit", "core", "initiativesettings", settings.pk)
    mine = opened(browser, address)
    saves(theirs, address, tagline_en="Together")
    response = browser.post(address, mine | {"contact_email": "new@example.org"})
    assert "Together" in notice(response)
    assert InitiativeSettings.objects.get().tagline_en == "Together"


def test_a_field_that_i_left_alone_is_not_set_back(browser, theirs, topic):
    mine = opened(browser, of_topic(topic))
    saves(theirs, of_topic(topic), name_ar="السلام والأمن")
    response = browser.post(of_topic(topic), mine | {"name_en": "Peace building"})
    assert "السلام والأمن" in notice(response)
    assert "Peace building" not in notice(response)
    topic.refresh_from_db()
    assert (topic.name_en, topic.name_ar) == ("Peace", "السلام والأمن")


def test_what_is_stored_is_shown_beside_its_field(browser, theirs, topic):
    mine = opened(browser, of_topic(topic))
    saves(theirs, of_topic(topic), name_ar="السلام والأمن")
    response = browser.post(of_topic(topic), mine)
    page = BeautifulSoup(response.content, "html.parser")
    beside = page.select_one("#panel-child-name_ar-errors, [id$=name_ar-errors]")
    assert "السلام والأمن" in beside.get_text()


def test_my_own_other_window_counts_and_is_named_so(browser, topic):
    mine = opened(browser, of_topic(topic))
    saves(browser, of_topic(topic), name_en="Peace building")
    response = browser.post(of_topic(topic), mine | {"name_ar": "سلام"})
    assert "You saved this yourself, in another window" in notice(response)


def test_a_third_change_during_the_decision_is_not_undone_either(browser, theirs, topic):
    mine = opened(browser, of_topic(topic))
    saves(theirs, of_topic(topic), name_en="Second")
    back = fields_in(browser.post(of_topic(topic), mine | {"name_en": "Mine"}), "w-editor-form")
    saves(theirs, of_topic(topic), name_en="Third")
    response = browser.post(of_topic(topic), back)
    assert "Third" in notice(response)
    topic.refresh_from_db()
    assert topic.name_en == "Third"


def test_who_typed_something_wrong_learns_of_both_at_once(browser, theirs, topic):
    mine = opened(browser, of_topic(topic))
    saves(theirs, of_topic(topic), name_ar="السلام والأمن")
    response = browser.post(of_topic(topic), mine | {"name_en": ""})
    assert REFUSED in notice(response)
    assert "This field is required" in response.content.decode()


def test_a_wrong_field_does_not_make_the_form_newer_than_it_is(browser, theirs, topic):
    wrong = browser.post(of_topic(topic), opened(browser, of_topic(topic)) | {"name_en": ""})
    mine = fields_in(wrong, "w-editor-form")
    saves(theirs, of_topic(topic), name_ar="السلام والأمن")
    response = browser.post(of_topic(topic), mine | {"name_en": "Mine"})
    assert REFUSED in notice(response)


def test_the_same_change_twice_is_no_conflict(browser, topic):
    mine = opened(browser, of_topic(topic)) | {"name_en": "Peace building"}
    assert browser.post(of_topic(topic), mine).status_code == 302
    assert browser.post(of_topic(topic), mine).status_code == 302


def test_nothing_is_asked_if_nothing_was_changed_meanwhile(browser, topic):
    saves(browser, of_topic(topic), name_en="Peace building")
    topic.refresh_from_db()
    assert topic.name_en == "Peace building"


def test_a_form_that_is_not_from_a_page_is_saved(browser, theirs, topic):
    mine = opened(browser, of_topic(topic))
    del mine["loaded_values"]
    saves(theirs, of_topic(topic), name_ar="السلام والأمن")
    assert browser.post(of_topic(topic), mine).status_code == 302


def test_an_import_meanwhile_is_kept_though_nobody_is_named(browser, topic):
    mine = opened(browser, of_topic(topic))
    Topic.objects.filter(pk=topic.pk).update(name_ar="السلام والأمن")
    response = browser.post(of_topic(topic), mine)
    assert "This was saved after you had opened the form." in notice(response)


def test_a_new_file_of_a_picture_must_be_chosen_again(browser, theirs, photo, jpeg_bytes):
    address = edit("wagtailimages:edit", photo.pk)
    mine = opened(browser, address)
    saves(theirs, address, title="Theirs")
    file = SimpleUploadedFile("mine.jpg", jpeg_bytes, "image/jpeg")
    before = photo.file.name
    response = browser.post(address, mine | {"title": "Mine", "file": file})
    assert "mine.jpg" in notice(response)
    assert SiteImage.objects.get(pk=photo.pk).file.name == before


@pytest.mark.parametrize("kind", ["name", "picture", "document", "redirect", "user", "glossary"])
def test_what_was_typed_about_something_deleted_meanwhile_is_shown(browser, kind):
    make, name, field = KINDS[kind]
    thing = make()
    address = edit(name, thing.pk)
    mine = opened(browser, address)
    thing.delete()
    response = browser.post(address, mine | {field: "Words that took an hour"})
    assert response.status_code == 404
    assert "Words that took an hour" in response.content.decode()


def test_after_a_new_sign_in_the_form_still_knows_when_it_was_opened(browser, theirs, me, topic):
    mine = opened(browser, of_topic(topic))
    saves(theirs, of_topic(topic), name_ar="السلام والأمن")
    browser.logout()
    signing_in = browser.post(of_topic(topic), mine | {"name_en": "Words of mine"})
    give_app(me)
    typed = {"username": me.email, "password": "a long password"}
    asked = browser.post("/admin/login/", fields_in(signing_in) | typed)
    back = browser.post(FACTOR, fields_in(asked) | {"code": code_for(me)})
    response = browser.post(of_topic(topic), fields_in(back))
    assert REFUSED in notice(response)
    assert "Words of mine" in response.content.decode()


def test_locales_are_kept_too(browser):
    address = edit("wagtaillocales:edit", Locale.objects.get(language_code="ar").pk)
    assert opened(browser, address)["loaded_values"]


def _addresses(resolver: Any, before: str = "") -> Any:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _addresses(pattern, path)
        else:
            yield path, pattern.callback


def test_every_edit_view_of_the_cms_keeps_the_work_of_others():
    answering: dict[str, Any] = {}
    for path, view in _addresses(get_resolver()):
        answering.setdefault(path, getattr(view, "view_class", None))
    views = {path: view for path, view in answering.items() if path.startswith("admin/") and view}
    edits = {path: view for path, view in views.items() if issubclass(view, EditView)}
    assert len(edits) > len(KINDS)
    assert [path for path, view in edits.items() if not issubclass(view, KeepingOthersWork)] == []


def test_a_page_that_i_may_not_know_of_is_not_named(client, theirs):
    """Somebody who may change redirects learns no titles of other people's drafts from them."""
    keeper = factories.make_user()
    keeper.user_permissions.add(
        *Permission.objects.filter(codename__in=["access_admin", "change_redirect"])
    )
    client.force_login(keeper)
    draft = factories.make_story(title="Names of the arrested", live=False)
    redirect = a_redirect()
    address = edit("wagtailredirects:edit", redirect.pk)
    mine = opened(client, address)
    Redirect.objects.filter(pk=redirect.pk).update(redirect_link="", redirect_page=draft)
    response = client.post(address, mine)
    assert REFUSED in notice(response)
    assert "Names of the arrested" not in response.content.decode()
