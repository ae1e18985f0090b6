"""What no screen of ours sends: a clear refusal, never a fault; and names that look like others."""

import io
import json
import re

import pikepdf
import pytest
from django.test import Client

from core.models import SiteDocument
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import story_form
from tests.security import uploading
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

BODIES = {
    "no body": {},
    "no number": {"body-count": "x"},
    "too large a number": {"body-count": "9" * 5000},
    "a missing block": {"body-count": "1"},
    "no order": {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "z", "body-0-type": "quote",
    },
    "a gallery of nothing": {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "gallery",
    },
}  # fmt: skip


@pytest.mark.parametrize("screen", ["", "preview/"])
@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_no_editor_sent_is_refused(kind, screen):
    """Stock: 500 when it is saved, and in the preview."""
    form = {name: value for name, value in story_form("Story").items() if "body" not in name}
    place = f"/admin/pages/add/news/newspage/{factories.news_index('en').pk}/{screen}"
    assert signed_in(roles.COMMUNICATIONS).post(place, form | BODIES[kind]).status_code == 400


def test_a_translations_preview_of_nothing_is_refused():
    draft = factories.begin_translation(factories.make_story())
    place = f"/admin/pages/{draft.pk}/edit/preview/"
    assert signed_in(roles.translators("ar")).post(place, {"title": "x"}).status_code == 400


ADDRESSES = [
    "/admin/choose-page/?locale=%00",
    "/admin/images/chooser/?tag=%00",
    "/admin/images/chooser/results/?tag=%00",
    "/admin/images/chooser/chosen-multiple/?id=x",
    "/admin/documents/chooser/chosen-multiple/?id=1&id=x",
    "/admin/snippets/choose/core/topic/chosen-multiple/?id=99999999999999999999999",
    "/admin/api/main/pages/find/?id=x",
    "/admin/api/main/images/find/?id=%00",
    "/admin/api/main/documents/find/?id=x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_what_no_row_can_have_is_refused(address):
    """Stock: 500; with NUL on PostgreSQL alone."""
    assert signed_in(roles.COMMUNICATIONS).get(address).status_code == 400


def test_a_choosers_own_addresses_are_answered():
    image = factories.make_image()
    address = f"/admin/images/chooser/chosen-multiple/?id={image.pk}"
    assert signed_in(roles.COMMUNICATIONS).get(address).status_code == 200


@pytest.mark.parametrize("model", ["topic", "person", "organisation", "governorate", "menu"])
def test_a_chooser_without_a_form_takes_none(model):
    """Stock: 500."""
    browser = Client()
    browser.force_login(factories.make_user(is_superuser=True))
    answer = browser.post(f"/admin/snippets/choose/core/{model}/create/", {"name_en": "x"})
    assert answer.status_code == 404


def empty_pdf() -> bytes:
    made, buffer = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("way", uploading.WAYS)
def test_a_title_cannot_be_written_to_look_like_another(way, client, monkeypatch):
    """Before, "report\\u202ecod.exe" was shown as "reportexe.doc" in every list."""
    browser = signed_in(roles.COMMUNICATIONS)
    posted = browser.post

    def post(address: str, form: dict[str, object], **more: object) -> object:
        named = {
            name: "re\u202eport\r\nX: 1" if name.endswith("title") else value
            for name, value in form.items()
        }
        return posted(address, named, **more)

    monkeypatch.setattr(browser, "post", post)
    assert uploading.WAYS[way](browser, empty_pdf(), "a.pdf").is_stored
    assert SiteDocument.objects.latest("pk").title == "report X: 1"


def test_nor_can_a_name_of_somebody_or_something():
    user = factories.make_user(roles.COMMUNICATIONS, first_name="No\u202eor", last_name="Ali\u200b")
    assert str(user) == "Noor Ali"
    assert factories.make_topic("Wa\u202eter", "الم\u202dاء").name_en == "Water"
    assert factories.make_image(title="Ri\u202ever\nx").title == "River x"


RUNNING = [
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "feed:javascript:alert(1)",
]


def linked(addresses: list[str]) -> str:
    """Rich text as the editor posts it: a paragraph for each address."""
    block = {"type": "unstyled", "depth": 0, "text": "Words here", "inlineStyleRanges": []}
    entity = {"type": "LINK", "mutability": "MUTABLE"}
    return json.dumps(
        {
            "blocks": [
                block | {"key": f"k{n}", "entityRanges": [{"offset": 0, "length": 5, "key": n}]}
                for n in range(len(addresses))
            ],
            "entityMap": {
                str(n): entity | {"data": {"url": address}} for n, address in enumerate(addresses)
            },
        }
    )


def test_an_address_that_runs_is_neither_stored_nor_shown():
    """The form takes the words and leaves the link out: in the draft, the site and translations."""
    form = {name: value for name, value in story_form("Linked").items() if "body" not in name}
    form |= {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
    form |= {"body-0-type": "paragraph", "body-0-value": linked(RUNNING), "action-publish": "1"}
    browser = signed_in(roles.COMMUNICATIONS)
    place = f"/admin/pages/add/news/newspage/{factories.news_index('en').pk}/"
    assert browser.post(place, form).status_code == 302
    [story] = NewsPage.objects.filter(title="Linked")
    assert "href" not in str(story.body.raw_data[0]["value"])
    draft = factories.begin_translation(story)
    assert "href" not in str(factories.translation_of(draft).export_po())
    for reader, address in (
        (browser, f"/admin/pages/{story.pk}/edit/"),
        (browser, f"/admin/pages/{story.pk}/view_draft/"),
        (browser, f"/admin/pages/{story.pk}/revisions/compare/earliest...latest/"),
        (signed_in(roles.translators("ar")), f"/admin/pages/{draft.pk}/edit/"),
        (Client(), story.url),
    ):
        shown = reader.get(address)
        assert shown.status_code == 200, address
        assert not re.search(r"(?i)alert\(1\)|vbscript|data:text", shown.content.decode()), address
