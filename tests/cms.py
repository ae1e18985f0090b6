"""What the CMS's forms post, for tests that use the CMS as people do."""

from typing import Any

from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def paragraphs(*texts: str) -> Any:
    """A body of paragraphs, as the form posts it."""
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>")) for text in texts])


def _page_form(fields: dict[str, Any]) -> dict[str, Any]:
    common = {
        "slug": "",
        "seo_title": "",
        "search_description": "",
        "summary": "",
        "social_image": "",
        "lead_image": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MAX_NUM_FORMS": "0"},
    }
    return nested_form_data(common | fields)


def story_form(title: str, **fields: Any) -> dict[str, Any]:
    """The story form, filled as little as it may be."""
    own = {
        "title": title,
        "story_date": "2019-06-07 10:00",
        "event_start": "",
        "event_end": "",
        "place": "",
        "governorate": "",
        "byline_person": "",
        "byline_organisation": "",
        "source_url": "",
        "correction": "",
        "correction_date": "",
    }
    return _page_form(own | fields)


def council_form(title: str, **fields: Any) -> dict[str, Any]:
    own = {
        "title": title,
        "city": "Ramadi",
        "governorate": "",
        "managing_forum": "",
        "managing_organisation": "",
        "established": "",
        "members": "",
        "last_meeting": "",
    }
    return _page_form(own | fields)


def forum_form(title: str, **fields: Any) -> dict[str, Any]:
    own = {
        "title": title,
        "city": "Hit",
        "governorate": "",
        "latitude": "",
        "longitude": "",
        "founded": "",
        "email": "",
        "phone": "",
        "website_url": "",
        "meetings": "",
        "facebook_url": "",
        "instagram_url": "",
        "x_url": "",
        "youtube_url": "",
        "telegram_url": "",
    }
    return _page_form(own | fields)


def add_address(model: str, parent: Any) -> str:
    """The address of the form that adds a page, such as model "news/newspage"."""
    return f"/admin/pages/add/{model}/{parent.pk}/"


def fields_in(response: Any, form_id: str = "") -> dict[str, Any]:
    """The fields of a form as a browser would send them: of the one named, or of the first."""
    page = BeautifulSoup(response.content, "html.parser")
    form = page.find("form", id=form_id) if form_id else page.find("form")
    sent: dict[str, Any] = {}
    beside = page.select(f"[form={form_id}][name]") if form_id else []
    for field in form.select("input[name], textarea[name], select[name]") + beside:
        values = _values_of(field)
        if values:
            sent[field["name"]] = [*sent.get(field["name"], []), *values]
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items()}


def _values_of(field: Any) -> list[str]:
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n")]
    if field.name == "select":
        chosen = field.select("option[selected]")
        chosen = chosen or ([] if field.has_attr("multiple") else field.select("option")[:1])
        return [option.get("value", option.get_text()) for option in chosen]
    if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
        return []
    if field.get("type") in {"file", "submit", "button"}:
        return []
    return [field.get("value", "on" if field.get("type") == "checkbox" else "")]
