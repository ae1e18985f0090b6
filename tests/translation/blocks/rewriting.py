"""Pages that are changed as their editors change them: in every text and every choice at once."""

import json
from typing import Any

from core.publication.transactions import publication_transaction
from tests.translation.blocks.samples import WORD, Chosen
from tests.translation.blocks.scene import text_fields

# As long as the words they replace, so that they fit wherever those do.
CHANGED = {"en": "sign", "ar": "لفظة"}


def rewrite(page: Any, lang: str, chosen: Chosen | None = None) -> None:
    """Publish a page, as the database has it, with another word in every text.

    With `chosen` each picture, document and page gives way to the other one of its kind, and each
    address to that of a video.
    """
    page = type(page).objects.get(pk=page.pk)
    for name in text_fields(type(page)):
        setattr(page, name, reworded(getattr(page, name), lang))
    if hasattr(page, "body"):
        raw = json.loads(json.loads(page.to_json())["body"])
        page.body = json.dumps(_rewritten(raw, "", lang, chosen))
    with publication_transaction():
        page.save_revision().publish()


def reworded(text: str, lang: str) -> str:
    return text.replace(WORD[lang], CHANGED[lang])


def _rewritten(value: Any, name: str, lang: str, chosen: Chosen | None) -> Any:
    """Return a value of a body, whose place in its block is `name`, with other words or choices."""
    if isinstance(value, dict):
        return {
            key: _rewritten(each, name if key == "value" and name else key, lang, chosen)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_rewritten(each, name, lang, chosen) for each in value]
    if isinstance(value, str) and name == "address":
        return "https://vimeo.com/1" if value and chosen else value
    if isinstance(value, str):
        return reworded(value, lang)
    return _other(value, name, chosen) if value and chosen else value


def _other(pk: int, name: str, chosen: Chosen) -> int:
    kinds = {"image": chosen.pictures, "document": chosen.documents}
    things = kinds.get(name, chosen.pages)
    return int(next(each.pk for each in things if each.pk != pk))
