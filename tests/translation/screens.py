"""What the CMS's screens of translations show, and what people and scripts send to them."""

from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from news.models import NewsPage
from tests import factories
from translation.models import TranslationStatus

URLENCODED = "application/x-www-form-urlencoded"

# A story in both languages with the same structure.
ENGLISH = {
    "title": "Voices of Hit & us",
    "summary": "Thirteen volunteers.",
    "place": "Hit",
    "body": [
        ("heading", {"text": "Why", "level": "h2"}),
        ("paragraph", "<p>We <b>met</b>.</p><ul><li>One</li><li>Two</li></ul>"),
        ("quote", {"text": "Listen.", "attribution": ""}),
    ],
}
ARABIC = {
    "title": "أصوات هيت ونحن",
    "summary": "ثلاثة عشر متطوعا.",
    "place": "هيت",
    "body": [
        ("heading", {"text": "لماذا", "level": "h2"}),
        ("paragraph", "<p>لقد <b>التقينا</b>.</p><ul><li>واحد</li><li>اثنان</li></ul>"),
        ("quote", {"text": "استمعوا.", "attribution": ""}),
    ],
}


def shown(response: Any) -> str:
    """The messages above a screen."""
    return " ".join(str(message) for message in response.context["messages"])


def queries_of(client: Client, address: str) -> int:
    """How many queries a screen costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def row_of(page: Page) -> TranslationStatus:
    return TranslationStatus.objects.get(work=page.translation_key)


def segment_of(draft: Page, words: str) -> Any:
    """The segment of a translation whose original has these words."""
    return factories.translation_of(draft).source.stringsegment_set.get(string__data=words)


def segment_address(draft: Page, segment: Any, kind: str = "strings") -> str:
    translation = factories.translation_of(draft)
    return f"/admin/localize/translate/{translation.pk}/{kind}/{segment.pk}/edit/"


def text_address(draft: Page, words: str) -> str:
    return segment_address(draft, segment_of(draft, words))


def put(client: Client, address: str, value: Any, **more: Any) -> Any:
    """Send a text or a value as the editor's script does."""
    return client.put(address, urlencode({"value": value} | more), content_type=URLENCODED)


def put_text(client: Client, draft: Page, words: str, value: str) -> Any:
    return put(client, text_address(draft, words), value)


def pair_address(name: str, page: Page) -> str:
    return f"/admin/translations/pairs/{page.pk}/{name}/"


def link_form(other: Page, original: str = "this", **more: Any) -> dict[str, Any]:
    """The form that links a page with `other`."""
    return {"counterpart": other.pk, "original": original} | more


def public_text(page: Page) -> tuple[Any, ...]:
    """What readers see of a story, without the ids of its blocks."""
    page = NewsPage.objects.get(pk=page.pk)
    body = [
        (block.block_type, getattr(block.value, "source", None) or dict(block.value))
        for block in page.body
    ]
    return page.title, page.summary, page.place, page.slug, body


def stop(client: Client, page: Page) -> None:
    """Have a translation edited by hand from now on."""
    client.post(f"/admin/localize/translate/{factories.translation_of(page).pk}/disable/")


def restart(client: Client, page: Page) -> Any:
    form = {"localize-restart-translation": "1"}
    return client.post(f"/admin/pages/{page.pk}/edit/", form, follow=True)
