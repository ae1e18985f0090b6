"""Samples of every block of a body: full, as empty as they may be, long, and with what is gone.

Each text has a number of its own, by which it is found again in the other language: "word 101"
is translated as "كلمة 101".
"""

import re
from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks

WORD = {"en": "word", "ar": "كلمة"}
OTHER = {"en": "ar", "ar": "en"}
_NUMBERED = re.compile(f"({'|'.join(WORD.values())}) ([0-9]{{3}})")

Leaf = tuple[str, bool]


@dataclass
class Words:
    """Makes texts of one language. `unseen` are the numbers of those that no reader gets to see."""

    lang: str
    last: int = 100
    unseen: set[str] = field(default_factory=set)

    def __call__(self, length: int = 0, *, is_seen: bool = True) -> str:
        """Return a text that is used nowhere else; with `length`, of so many characters."""
        self.last += 1
        text = f"{WORD[self.lang]} {self.last}"
        if not is_seen:
            self.unseen.add(str(self.last))
        if not length:
            return text
        long = " ".join([text] * length)[:length]
        return f"{long.rstrip():x<{length}}"


def numbers(text: str, lang: str) -> set[str]:
    """Return the numbers of the texts of a language that `text` contains."""
    return {number for word, number in _NUMBERED.findall(text) if word == WORD[lang]}


def translated(text: str, lang: str) -> str:
    """Return a text as it is translated into `lang`; its markup stays."""
    return _NUMBERED.sub(rf"{WORD[lang]} \2", text)


@dataclass
class Chosen:
    """What can be chosen in a block: two of each kind, and addresses."""

    pictures: list[Any]
    documents: list[Any]
    pages: list[Any]


def samples(words: Words, chosen: Chosen) -> dict[str, list[Any]]:
    """Return values for the blocks of a body by their types."""
    return _texts(words, chosen) | _media(words, chosen) | _links(words, chosen)


def _texts(words: Words, chosen: Chosen) -> dict[str, list[Any]]:
    return {
        "heading": [
            {"text": words(), "level": "h2"},
            {"text": words(160), "level": "h3"},
        ],
        "paragraph": _paragraphs(words, chosen),
        "quote": [
            {"text": f"{words()}\n{words()}", "attribution": words()},
            {"text": words(900), "attribution": ""},
        ],
    }


def _media(words: Words, chosen: Chosen) -> dict[str, list[Any]]:
    picture, document = chosen.pictures[0], chosen.documents[0]
    return {
        "photo": [
            {"image": picture, "caption": words(250), "credit": words(160)},
            {"image": picture, "caption": "", "credit": ""},
            {"image": None, "caption": words(is_seen=False), "credit": words(is_seen=False)},
        ],
        "gallery": [
            {
                "photos": [
                    {"image": picture, "caption": words(), "credit": words()},
                    {"image": chosen.pictures[1], "caption": "", "credit": ""},
                    {"image": None, "caption": words(is_seen=False), "credit": ""},
                ]
            }
        ],
        "document": [
            {"document": document, "text": words()},
            {"document": document, "text": ""},
            {"document": None, "text": words(is_seen=False)},
        ],
        "video": [
            {"address": "https://archive.org/details/hit", "title": words(160)},
            {"address": "https://www.youtube.com/watch?v=1&t=2", "title": words()},
        ],
    }


def _links(words: Words, chosen: Chosen) -> dict[str, list[Any]]:
    page, other_page = chosen.pages
    return {
        "call_to_action": [
            {"text": words(250), "label": words(60), "page": page, "address": ""},
            {"text": "", "label": words(), "page": None, "address": "https://example.org/?a=1&b=2"},
            {"text": words(is_seen=False), "label": words(is_seen=False), "page": None,
             "address": ""},
        ],
        "related_pages": [
            {"heading": words(80), "pages": [page, other_page]},
            {"heading": "", "pages": [page]},
            {"heading": words(is_seen=False), "pages": [None]},
        ],
    }  # fmt: skip


def _paragraphs(words: Words, chosen: Chosen) -> list[str]:
    page, document = chosen.pages[0].pk, chosen.documents[0].pk
    links = [
        "href=\"https://example.org/a.b?c=1&amp;d='2'\"",
        f'linktype="page" id="{page}"',
        f'linktype="document" id="{document}"',
        'href="mailto:hit@example.org"',
        'href="#end"',
    ]
    nested = f"<ul><li>{words()}</li><li><b>{words()}</b></li></ul>"
    return [
        f"<p>{words()} <b>{words()}</b> <i>{words()}</i> &amp; {words()}</p><p></p><p>***</p>",
        f"<p>{words()} {' '.join(f'<a {link}>{words()}</a>' for link in links)} {words()}</p>",
        f"<ul><li>{words()}</li><li>{words()}{nested}</li></ul><ol><li>{words()}</li></ol>",
        f"<p>{words()}<br/>{words()}</p>",
        f"<p>{words(3000)}</p>",
        "<p></p>",
    ]


def leaves(block: Any, path: str) -> set[str]:
    """Return the places for values inside of a block, as (path, whether they must be filled)."""
    children = getattr(block, "child_blocks", None)
    if isinstance(block, blocks.ListBlock):
        children = {"item": block.child_block}
    if not children:
        return {path}
    return {leaf for name, each in children.items() for leaf in leaves(each, f"{path}.{name}")}


def used(block: Any, value: Any, path: str) -> set[Leaf]:
    """Return the places that a sample uses, and whether it fills them."""
    if isinstance(block, blocks.ListBlock):
        parts = [(block.child_block, each, "item") for each in value]
    elif isinstance(block, blocks.StructBlock):
        parts = [(each, value[name], name) for name, each in block.child_blocks.items()]
    else:
        return {(path, value not in ("", None, "<p></p>"))}
    return {leaf for each, part, name in parts for leaf in used(each, part, f"{path}.{name}")}


def may_be_empty(block: Any, path: str) -> bool:
    """Whether a place is optional, or chosen, which may be deleted at any time."""
    for name in path.split(".")[1:]:
        block = block.child_block if name == "item" else block.child_blocks[name]
    return not block.required or isinstance(block, blocks.ChooserBlock)
