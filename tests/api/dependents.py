"""Helpers for tests of items that show something of other pages, names or files."""

from typing import Any

from wagtail.models import Page

from tests import factories


def post(staff, address: str, form: dict[str, Any] | None = None) -> None:
    response = staff.post(address, form or {})
    assert response.status_code in {200, 302}
    assert "form" not in (response.context or {}), response.context["form"].errors


def linking_to(page: Page) -> Any:
    link = f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'
    return factories.make_story(body=[("paragraph", link)])


def names(item: dict[str, Any]) -> dict[str, Any]:
    """The names that an item shows, of whatever kind."""
    return {
        "topics": [topic["name"] for topic in item["topics"]],
        "organisations": [organisation["name"] for organisation in item["organisations"]],
        "byline": item["byline"],
        "governorate": item["governorate"] and item["governorate"]["name"],
    }
