"""Lists of forms within a form as no screen of ours sends them: a refusal, never a fault."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Workflow

from core.models import Menu
from core.setup import roles
from tests import factories
from tests.cms import fields_in, story_form
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

GARBLED = {
    "missing": None,
    "text": "x",
    "nothing": "",
    "negative": "-1",
    "NUL": "1\0",
    "one row that is not there": "2",
    "many rows": "1000",
    "more than there are numbers": "9" * 5000,
}
SCREENS = {
    "new workflow": lambda: "/admin/workflows/add/",
    "workflow": lambda: f"/admin/workflows/edit/{Workflow.objects.all()[0].pk}/",
    "menu": lambda: f"/admin/snippets/core/menu/edit/{Menu.objects.all()[0].pk}/",
    "front page": lambda: f"/admin/pages/{factories.home_page().pk}/edit/",
    "new role": lambda: "/admin/groups/new/",
    "story": lambda: f"/admin/pages/{factories.make_story().pk}/edit/?story",
    "new story": lambda: f"/admin/pages/add/news/newspage/{factories.news_index().pk}/",
}


@pytest.fixture
def browser() -> Client:
    made = Client()
    made.force_login(factories.make_user(is_superuser=True))
    return made


def form_on(browser: Client, place: str) -> dict[str, object]:
    """The fields of the form with lists in it; a script makes the body, and a story's comments."""
    if "story" in place or "newspage" in place:
        return story_form("Story")
    page = browser.get(place)
    [found] = BeautifulSoup(page.content, "html.parser").select("form:has([name$=TOTAL_FORMS])")
    found["id"] = "the-form"
    page.content = str(found.find_parent("body")).encode()
    return fields_in(page, "the-form") | {"body-count": "0"}


@pytest.mark.parametrize("screen", SCREENS)
def test_a_garbled_count_is_refused(browser, screen):
    """Stock: 500 in the forms of workflows, for rows that are counted and not there."""
    place = SCREENS[screen]()
    fields = form_on(browser, place)
    for name in [name for name in fields if name.endswith(("-TOTAL_FORMS", "-INITIAL_FORMS"))]:
        for kind, number in GARBLED.items():
            form = {key: value for key, value in fields.items() if key != name}
            if number is not None:
                form[name] = number
            assert browser.post(place, form).status_code < 500, (name, kind)


@pytest.mark.parametrize("kind", ["nothing", "text", "NUL", "missing", "large"])
@pytest.mark.parametrize("screen", ["new workflow", "workflow", "menu", "front page"])
def test_a_row_without_a_place_is_shown_again(browser, screen, kind):
    """Stock: 500, when the form is given back because of another error."""
    place = SCREENS[screen]()
    fields = form_on(browser, place)
    [counted] = [
        name.removesuffix("-TOTAL_FORMS")
        for name in fields
        if name.endswith("-TOTAL_FORMS") and not name.startswith(("comments", "pages"))
    ]
    row = int(str(fields[f"{counted}-TOTAL_FORMS"]))
    fields |= {f"{counted}-TOTAL_FORMS": str(row + 1), f"{counted}-{row}-DELETE": ""}
    fields |= {name: "" for name in ("name", "title") if name in fields}
    if screen == "menu":
        fields["links-0-text"] = "x" * 61
    place_of_row = {"nothing": "", "text": "x", "NUL": "1\0", "large": "9" * 25}.get(kind)
    if place_of_row is not None:
        fields[f"{counted}-{row}-ORDER"] = place_of_row
    assert browser.post(place, fields).status_code == 200


def test_a_row_that_another_form_stored_is_no_fault(browser):
    """Stock: 500, for a task that the workflow has by now."""
    place = SCREENS["workflow"]()
    form = form_on(browser, place) | {"workflow_tasks-INITIAL_FORMS": "0", "name": "Other name"}
    form.pop("loaded_values", None)
    answer = browser.post(place, form)
    assert answer.status_code == 409
    assert 'value="Other name"' in answer.content.decode()
    assert not Workflow.objects.filter(name="Other name").exists()
    assert answer["Cache-Control"] == "no-store"


def test_more_rows_than_were_sent_are_not_made():
    """Before, a thousand empty rows took ten seconds of whoever waited."""
    place = f"/admin/pages/add/news/newspage/{factories.news_index('en').pk}/"
    form = story_form("Story") | {"comments-TOTAL_FORMS": "1000"}
    assert signed_in(roles.COMMUNICATIONS).post(place, form).status_code == 400
