"""Forms that are open in two windows, for tests of what is stored in between."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from core.models import Topic
from tests.cms import fields_in

REFUSED = "this has been changed meanwhile"


def edit(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def of_topic(topic: Topic) -> str:
    return edit("wagtailsnippets_core_topic:edit", topic.pk)


def opened(browser: Client, address: str) -> dict[str, Any]:
    return fields_in(browser.get(address), "w-editor-form")


def saves(browser: Client, address: str, **typed: Any) -> Any:
    """Open a form and save it at once."""
    response = browser.post(address, opened(browser, address) | typed)
    assert response.status_code == 302, response.context["form"].errors
    return response


def notice(response: Any) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return page.select_one(".saving-notice").get_text(" ", strip=True)
