"""Pieces as the blocks of a page, once files are stored and pages are there."""

import re
from html import escape
from typing import Any, Protocol
from uuid import uuid4

from core.body.reading.markup import Piece
from moving.html.converting import Converted
from moving.html.references import (
    Document,
    Gallery,
    Linked,
    Photo,
    Reference,
    References,
    as_value,
    photo_in,
)
from news.importing.bodies import Block, blocks_of

_CAPTION_LIMIT, _TEXT_LIMIT = 250, 160


class Resolver(Protocol):
    """Finds what the media and links of a text are here; None for what is not."""

    def picture(self, photo: Photo) -> Any: ...
    def document(self, document: Document) -> Any: ...
    def link(self, linked: Linked) -> dict[str, str] | None: ...


def body_of(converted: Converted, resolver: Resolver) -> list[Block]:
    """Return the blocks of a post's body."""
    pieces = [
        each
        for piece in converted.pieces
        for each in _written(piece, converted.references, resolver)
    ]
    return blocks_of(pieces, lambda photo: resolver.picture(photo_in(photo)))


def _written(piece: Piece, references: References, resolver: Resolver) -> list[Piece]:
    if piece.kind == "paragraph":
        return [Piece("paragraph", _with_links(piece.value, references, resolver))]
    if isinstance(piece.value, Gallery):
        return _gallery(piece.value, resolver)
    if isinstance(piece.value, Document):
        return _document(piece.value, resolver)
    return [piece]


def _gallery(gallery: Gallery, resolver: Resolver) -> list[Piece]:
    found = [(photo, resolver.picture(photo)) for photo in gallery.photos]
    photos = [(photo, image) for photo, image in found if image is not None]
    if len(photos) < 2:
        return [Piece("photo", as_value(photo)) for photo, _image in photos]
    values = [
        {"image": image.pk, "caption": photo.caption[:_CAPTION_LIMIT], "credit": ""}
        for photo, image in photos
    ]
    items = [{"type": "item", "value": each, "id": str(uuid4())} for each in values]
    return [Piece("gallery", {"photos": items})]


def _document(document: Document, resolver: Resolver) -> list[Piece]:
    stored = resolver.document(document)
    if stored is not None:
        return [Piece("document", {"document": stored.pk, "text": document.text[:_TEXT_LIMIT]})]
    return (
        [Piece("paragraph", f"<p>{escape(document.text, quote=False)}</p>")]
        if document.text
        else []
    )


def _with_links(html: str, references: References, resolver: Resolver) -> str:
    """Return a paragraph with the links to what is here; others are only their text."""

    def written(found: re.Match[str]) -> str:
        reference: Reference | None = references.at(found[1])
        linked = isinstance(reference, Linked)  # type: ignore[arg-type]
        attributes = resolver.link(reference) if linked else None  # type: ignore[arg-type]
        if attributes is None:
            return found[2]
        shown = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        return f"<a{shown}>{found[2]}</a>"

    return references.link_pattern.sub(written, html)
