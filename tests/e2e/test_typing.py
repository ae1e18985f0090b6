"""Whoever types in a form that is not saved by itself stays signed in."""

import pytest
from playwright.sync_api import Page

from tests import factories
from tests.e2e.pages import Cms

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
TYPING = "/admin/account/typing/"


def test_the_server_learns_every_few_minutes_that_somebody_types(page: Page):
    person = factories.make_user("Communications")
    page.clock.install()
    Cms(page).sign_in(person.email, "a long password")
    page.goto("/admin/snippets/core/topic/add/")
    asked: list[int] = []
    page.on(
        "response", lambda answer: asked.append(answer.status) if TYPING in answer.url else None
    )
    page.locator("#id_name_en").press_sequentially("Wa")
    assert asked == []  # the page itself was asked for a moment ago
    page.clock.fast_forward("06:00")
    assert asked == []  # nobody types
    with page.expect_response(f"**{TYPING}"):
        page.locator("#id_name_en").press_sequentially("ter")
    assert asked == [204]
