"""How documents come into the CMS: every way in which somebody can send a file."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.models import SiteDocument
from tests import factories


class Answer(NamedTuple):
    """What the uploader sees: whether the file was stored, and a sentence."""

    is_stored: bool
    message: str


def _file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def by_form(client: Client, content: bytes, name: str) -> Answer:
    """The form for one document."""
    form = {"title": "Report", "file": _file(content, name), "collection": 1, "tags": ""}
    return _answer(client.post("/admin/documents/add/", form, follow=True))


def with_many(client: Client, content: bytes, name: str) -> Answer:
    """The screen for many documents, which sends each alone."""
    form = {"files[]": _file(content, name), "title": "Report", "collection": 1}
    answer = client.post("/admin/documents/multiple/add/", form).json()
    if not answer["success"]:
        return Answer(False, answer["error_message"])
    shown = BeautifulSoup(answer["form"], "html.parser").select_one(".help-block")
    return Answer(True, shown.get_text() if shown else "")


def in_chooser(client: Client, content: bytes, name: str) -> Answer:
    """The upload within the dialog that chooses a document for a page."""
    prefix = "document-chooser-upload"
    form = {
        f"{prefix}-title": "Report", f"{prefix}-file": _file(content, name),
        f"{prefix}-collection": 1, f"{prefix}-tags": "",
    }  # fmt: skip
    response = client.post("/admin/documents/chooser/create/", form)
    answer = json.loads(response.content)
    if answer["step"] == "chosen":
        return Answer(True, answer["result"]["removed"])
    return Answer(False, _errors(answer["htmlFragment"]))


def in_place_of_another(client: Client, content: bytes, name: str) -> Answer:
    """The form that replaces a document's file."""
    document = factories.make_document("Old", content=b"Old text", name="old.txt")
    form = {"title": "Report", "file": _file(content, name), "collection": 1, "tags": ""}
    before = document.file.name
    answer = _answer(client.post(f"/admin/documents/edit/{document.pk}/", form, follow=True))
    document.refresh_from_db()
    assert answer.is_stored == (document.file.name != before)
    return answer


WAYS: dict[str, Callable[[Client, bytes, str], Answer]] = {
    "form": by_form,
    "many": with_many,
    "chooser": in_chooser,
    "replacing": in_place_of_another,
}


def make_uncleaned(content: bytes, name: str, **fields: Any) -> SiteDocument:
    """A document as it was stored before there was cleaning."""
    document = factories.make_document(content=content, name=name, **fields)
    SiteDocument.objects.filter(pk=document.pk).update(cleaning=0)
    document.refresh_from_db()
    return document


def stored(document: SiteDocument | None = None) -> bytes:
    """The bytes of a document, or of the one that was stored last."""
    document = document or SiteDocument.objects.latest("pk")
    with document.file.open("rb") as file:
        return file.read()


def _answer(response: Any) -> Answer:
    assert response.status_code == 200
    is_stored = bool(response.redirect_chain)
    page = response.content.decode()
    if not is_stored:
        return Answer(False, _errors(page))
    messages = BeautifulSoup(page, "html.parser").select(".messages li")
    return Answer(True, " ".join(each.get_text(" ", strip=True) for each in messages))


def _errors(page: str) -> str:
    shown = BeautifulSoup(page, "html.parser").select(".error-message")
    return " ".join(each.get_text(" ", strip=True) for each in shown)
