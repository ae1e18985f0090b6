"""Pieces as the blocks of `core.body.blocks.BodyBlock`, and comparing the content of bodies."""

import json
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any
from uuid import uuid4

from wagtail.blocks import StreamValue

from news.importing.markup import Piece, read_html

Block = dict[str, Any]
# Finds the stored picture of a photo piece, or None where it is left out.
FindPicture = Callable[[dict[str, str]], Any]


def blocks_of(pieces: Sequence[Piece], find_picture: FindPicture) -> list[Block]:
    """Return the blocks of a body; paragraphs and lists that follow each other are one block."""
    blocks: list[Block] = []
    for piece in pieces:
        value = piece.value
        if piece.kind == "photo":
            picture = find_picture(value)
            if picture is None:
                continue
            value = {"image": picture.pk, "caption": value["caption"], "credit": ""}
        if piece.kind == "paragraph" and blocks and blocks[-1]["type"] == "paragraph":
            blocks[-1]["value"] += value
        else:
            blocks.append({"type": piece.kind, "value": value, "id": str(uuid4())})
    return blocks


def raw_blocks(body: StreamValue) -> list[Block]:
    """Return a stored body as plain data."""
    return list(body.get_prep_value())


def is_same(blocks: Sequence[Block], stored: Sequence[Block]) -> bool:
    """Whether two bodies have the same content, apart from ids and editors' attributes in HTML."""
    return [_meaning(block) for block in blocks] == [_meaning(block) for block in stored]


def _meaning(block: Block) -> tuple[str, str]:
    value = block["value"]
    if block["type"] == "paragraph":
        value = "".join(piece.value for piece in read_html(value).pieces)
    return block["type"], json.dumps(value, sort_keys=True, ensure_ascii=False)


def with_ids_of(blocks: list[Block], stored: Sequence[Block]) -> list[Block]:
    """Return `blocks` with the ids of the stored ones that they replace.

    Translations depend on the ids: a paragraph that only moved, or that was corrected in its
    place, has the same id as before.
    """
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
