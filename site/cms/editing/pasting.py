"""Text pasted into a page's body: read by `core.body.reading`, returned as blocks of the form.

The editor in the browser knows only what its toolbar offers. Headings, quotations and tables of
other programs would be run together before the form is sent, so the script `paste.js` asks here.
"""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from core.body.blocks import BodyBlock
from core.body.reading.markup import Piece
from core.body.reading.separate import TooDemandingError, read_html_apart
from core.publication.transactions import opens_own_transactions

# In characters: a long report has a tenth of it. The script leaves pictures out beforehand.
LIMIT = 2_000_000
# What comes of it is made a form of here, and each block is a field in the browser.
MOST_PIECES = 5_000
MOST_TEXT = 500_000  # characters, formatting included


class BodyBlockAdapter(StreamBlockAdapter):  # type: ignore[misc]
    """Has the form's body made by `paste.js`, which takes care of what is pasted."""

    js_constructor = "cms.BodyBlock"

    def js_args(self, block: BodyBlock) -> list[Any]:
        *args, meta = super().js_args(block)
        return [*args, meta | {"pasteAddress": reverse("read_pasted")}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=[static("js/paste.js")])


register(BodyBlockAdapter(), BodyBlock)


@require_POST
def read_pasted(request: HttpRequest) -> JsonResponse | HttpResponseBadRequest:
    """Return the blocks that pasted HTML is made of, as the form holds them.

    Of what is too much, 400 leaves it to the browser to paste as it can.
    """
    html = request.POST.get("html", "")
    if len(html) > LIMIT:
        return HttpResponseBadRequest()
    try:
        pieces = read_html_apart(html)
    except TooDemandingError:
        return HttpResponseBadRequest()
    if len(pieces) > MOST_PIECES or sum(map(_length, pieces)) > MOST_TEXT:
        return HttpResponseBadRequest()
    pictures = sum(piece.kind == "photo" for piece in pieces)
    note = ngettext(
        "%(count)d picture was left out. Add it as a block of its own.",
        "%(count)d pictures were left out. Add each as a block of its own.",
        pictures,
    )
    return JsonResponse(
        {
            "blocks": [_as_in_form(kind, value) for kind, value in _blocks(pieces)],
            "note": note % {"count": pictures} if pictures else "",
        }
    )


def _length(piece: Piece) -> int:
    texts = piece.value.values() if isinstance(piece.value, dict) else [piece.value]
    return sum(map(len, texts))


def _blocks(pieces: Iterable[Piece]) -> list[tuple[str, Any]]:
    """Return kinds and values; paragraphs and lists that follow each other are one block."""
    blocks: list[tuple[str, Any]] = []
    for kind, same in groupby(map(_as_block, pieces), key=lambda block: block[0]):
        values = [value for _kind, value in same if value]
        if kind == "paragraph":
            values = ["".join(values)] if values else []
        blocks += [(kind, value) for value in values]
    return blocks


def _as_block(piece: Piece) -> tuple[str, Any]:
    if piece.kind != "photo":
        return piece.kind, piece.value
    caption = escape(piece.value["caption"], quote=False)
    return "paragraph", f"<p>{caption}</p>" if caption else ""


def _as_in_form(kind: str, value: Any) -> dict[str, Any]:
    block = BodyBlock.base_blocks[kind]
    html = value if kind == "paragraph" else ""
    return {"type": kind, "value": block.get_form_state(block.to_python(value)), "html": html}


# Nothing is written here, and reading takes seconds: no transaction is held meanwhile.
paste_addresses = [path("pasted/", opens_own_transactions(read_pasted), name="read_pasted")]
