"""Pieces as the blocks of `core.body.blocks.BodyBlock`, and comparing the content of bodies."""

import json
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Any
from uuid import uuid4

from wagtail.blocks import StreamValue

from core.body.reading.markup import Piece, read_html
from core.body.rich_text import cleaned, link_attributes

Block = dict[str, Any]
# Finds the stored picture of a photo piece, or None where it is left out.
FindPicture = Callable[[dict[str, str]], Any]


def blocks_of(pieces: Sequence[Piece], find_picture: FindPicture) -> list[Block]:
    """Return the blocks of a body; paragraphs and lists that follow each other are one block.

    Where a picture is left out, the words below it stay.
    """
    blocks: list[Block] = []
    for piece in pieces:
        kind, value = piece.kind, piece.value
        if kind == "photo":
            kind, value = _photo(value, find_picture)
        if kind == "paragraph" and blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["value"] += value
        elif value:
            blocks.append({"type": kind, "value": value, "id": str(uuid4())})
    return blocks


def _photo(value: dict[str, str], find_picture: FindPicture) -> tuple[str, Any]:
    """Return the kind and the value of a picture's block, or of its caption's without one."""
    picture, caption = find_picture(value), value["caption"]
    if picture is not None:
        return "photo", {"image": picture.pk, "caption": caption, "credit": ""}
    return "paragraph", f"<p>{escape(caption, quote=False)}</p>" if caption else ""


def raw_blocks(body: StreamValue) -> list[Block]:
    """Return a stored body as plain data."""
    return list(body.get_prep_value())


def is_same(blocks: Sequence[Block], stored: Sequence[Block]) -> bool:
    """Whether two bodies have the same content, apart from ids and editors' attributes in HTML."""
    if len(blocks) != len(stored):
        return False
    return [_meaning(block) for block in blocks] == [_meaning(block) for block in stored]


def _meaning(block: Block) -> tuple[str, str]:
    value = block["value"]
    if block["type"] == "paragraph":
        # Links to pages and documents are the editor's own, which reading foreign HTML ignores.
        links = [link for link in link_attributes(cleaned(value)) if "linktype" in link]
        value = ["".join(piece.value for piece in read_html(value).pieces), links]
    return block["type"], json.dumps(_without_ids(value), sort_keys=True, ensure_ascii=False)


def _without_ids(value: Any) -> Any:
    """Return a block's value without the ids of the items of its lists."""
    if isinstance(value, dict):
        is_item = value.get("type") == "item"
        return {
            name: _without_ids(each)
            for name, each in value.items()
            if not (is_item and name == "id")
        }
    return [_without_ids(each) for each in value] if isinstance(value, list) else value


def with_ids_of(blocks: list[Block], stored: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the ids of the stored ones that they replace.

    Translations depend on the ids: a paragraph that only moved, or that was corrected in its
    place, has the same id as before.
    """
    if not stored:
        return list(blocks)
    matcher = SequenceMatcher(
        a=[_meaning(block) for block in stored],
        b=[_meaning(block) for block in blocks],
        autojunk=False,
    )
    identified = [dict(block) for block in blocks]
    for kind, old_start, old_end, start, end in matcher.get_opcodes():
        if kind in {"equal", "replace"}:
            for old, new in zip(range(old_start, old_end), range(start, end), strict=False):
                if stored[old]["type"] == identified[new]["type"]:
                    identified[new]["id"] = stored[old].get("id") or identified[new]["id"]
    return identified
