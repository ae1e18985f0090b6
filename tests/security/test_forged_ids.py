"""An id that no screen of ours sends, in every form of the CMS: a refusal, never a fault."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Workflow

from core.models import InitiativeSettings, Menu
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import add_address, fields_in, story_form
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NO_IDS = {
    "NUL": "\0",
    "a number with NUL": "1\0",
    "text": "x",
    "a large number": "9" * 25,
    "a very large number": "9" * 5000,
    "negative": "-1",
    "several": ["1", "x"],
}
CHOSEN = ["social_image", "lead_image", "governorate", "byline_person", "byline_organisation"]


@pytest.fixture
def browser() -> Client:
    made = Client()
    made.force_login(factories.make_user(is_superuser=True))
    return made


@pytest.mark.parametrize("no_id", NO_IDS)
def test_a_story_that_chooses_it_is_given_back_with_what_was_typed(browser, no_id):
    """Stock: the form is refused, and 500 comes from showing it again."""
    form = story_form("Typed before") | dict.fromkeys(CHOSEN, NO_IDS[no_id])
    answer = browser.post(add_address("news/newspage", factories.news_index("en")), form)
    assert answer.status_code == 200
    assert 'value="Typed before"' in answer.content.decode()
    assert not NewsPage.objects.filter(title="Typed before").exists()


FORMS: dict[str, tuple[Callable[[], str], list[str]]] = {
    "organisation": (lambda: "/admin/snippets/core/organisation/add/", ["logo"]),
    "redirect": (lambda: "/admin/redirects/add/", ["redirect_page", "site"]),
    "site": (lambda: "/admin/sites/new/", ["root_page"]),
    "workflow": (
        lambda: f"/admin/workflows/edit/{Workflow.objects.all()[0].pk}/",
        ["pages-0-page", "workflow_tasks-0-task"],
    ),
    "settings": (
        lambda: f"/admin/settings/core/initiativesettings/{InitiativeSettings.load().pk}/",
        ["default_social_image"],
    ),
    "menu": (
        lambda: f"/admin/snippets/core/menu/edit/{Menu.objects.all()[0].pk}/",
        ["links-0-page", "links-0-id"],
    ),
    "move": (lambda: f"/admin/pages/{factories.make_story().pk}/move/", ["new_parent_page"]),
    "copy": (lambda: f"/admin/pages/{factories.make_story().pk}/copy/", ["new_parent_page"]),
    "picture": (lambda: f"/admin/images/{factories.make_image().pk}/", ["collection"]),
    "document": (lambda: f"/admin/documents/edit/{factories.make_document().pk}/", ["collection"]),
    "user": (lambda: "/admin/users/new/", ["groups"]),
}


@pytest.mark.parametrize("no_id", NO_IDS)
@pytest.mark.parametrize("kind", FORMS)
def test_no_other_form_fails(browser, kind, no_id):
    address, names = FORMS[kind]
    place = address()
    opened = browser.get(place)
    form = {"links-TOTAL_FORMS": "1", "links-INITIAL_FORMS": "0"} | fields_in(opened)
    form.pop("next", None)
    for name in names:
        assert browser.post(place, form | {name: NO_IDS[no_id]}).status_code < 500, name


@pytest.mark.parametrize("way", ["in the form", "in the address"])
def test_a_word_is_not_where_a_form_leads(browser, way):
    """Stock: the page is deleted, or the move begins, and then 500: it is no name of a view."""
    story = factories.make_story()
    place = f"/admin/pages/{story.pk}/delete/"
    if way == "in the form":
        answer = browser.post(place, {"next": "nowhere"})
    else:
        answer = browser.post(f"{place}?next=nowhere")
    assert answer.status_code == 400
    assert NewsPage.objects.filter(pk=story.pk).exists()


def test_the_addresses_that_screens_send_are_followed(browser):
    story = factories.make_story()
    answer = browser.post(f"/admin/pages/{story.pk}/delete/", {"next": "/admin/pages/"})
    assert answer["Location"] == "/admin/pages/"


@pytest.mark.parametrize("role", [roles.ADMINISTRATORS, ""])
def test_nobody_adds_or_deletes_a_menu(browser, role):
    """Before, administrators were offered a form for it; sending it was answered 500."""
    who = signed_in(role) if role else browser
    menus = list(Menu.objects.order_by("pk"))
    assert (
        "/admin/snippets/core/menu/add/"
        not in who.get("/admin/snippets/core/menu/").content.decode()
    )
    form = {"links-TOTAL_FORMS": "0", "links-INITIAL_FORMS": "0"}
    assert who.post("/admin/snippets/core/menu/add/", form).status_code == 302
    assert who.post(f"/admin/snippets/core/menu/delete/{menus[0].pk}/").status_code == 302
    who.post(f"/admin/bulk/core/menu/delete/?id={menus[0].pk}")
    assert list(Menu.objects.order_by("pk")) == menus
    assert who.get(f"/admin/snippets/core/menu/edit/{menus[0].pk}/").status_code == 200


def _story_with(entity: dict[str, Any] | None, text: str = "Words here") -> dict[str, Any]:
    block = {
        "key": "a", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 5, "key": 0}] if entity is not None else [],
    }  # fmt: skip
    written = json.dumps({"blocks": [block], "entityMap": {"0": entity} if entity else {}})
    form = {name: value for name, value in story_form("Linked").items() if "body" not in name}
    form |= {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
    return form | {"body-0-type": "paragraph", "body-0-value": written}


@pytest.mark.parametrize("no_id", NO_IDS)
@pytest.mark.parametrize("kind", ["LINK", "DOCUMENT"])
def test_a_link_in_a_text_leads_to_no_forged_id(browser, kind, no_id):
    """Stock: 500 on PostgreSQL for NUL in a link."""
    entity = {"type": kind, "mutability": "MUTABLE", "data": {"id": NO_IDS[no_id]}}
    place = add_address("news/newspage", factories.news_index("en"))
    assert browser.post(place, _story_with(entity)).status_code == 400


def test_a_link_that_is_not_described_is_refused(browser):
    """Stock: 500."""
    place = add_address("news/newspage", factories.news_index("en"))
    assert browser.post(place, _story_with({})).status_code == 400


def test_nul_in_a_text_is_left_out(browser):
    """Stock: 500 on PostgreSQL."""
    place = add_address("news/newspage", factories.news_index("en"))
    assert browser.post(place, _story_with(None, "Words\0 here")).status_code == 302
    story = NewsPage.objects.get(title="Linked").get_latest_revision_as_object()
    assert "Words here" in str(story.body)


def test_a_link_to_a_page_is_stored(browser):
    page = factories.make_page()
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page.pk, "url": page.url}}
    place = add_address("news/newspage", factories.news_index("en"))
    assert browser.post(place, _story_with(entity)).status_code == 302
    story = NewsPage.objects.get(title="Linked").get_latest_revision_as_object()
    assert f'id="{page.pk}"' in str(story.body.raw_data[0]["value"])
