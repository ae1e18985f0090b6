"""The texts of a page, segment by segment as wagtail-localize extracts them, and their places.

Everything here only reads. `strings` has the texts of an original as they are stored.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationContext
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

_NAMED = 5
# In our own catalogue, because Iraq writes some of them otherwise than Django's does.
_LANGUAGE_NAMES = {"en": gettext_noop("English"), "ar": gettext_noop("Arabic")}


@dataclass(frozen=True)
class Text:
    """One segment of text: its path (field, ids of blocks) and its HTML."""

    path: str
    data: str


def texts_of(page: Any) -> list[Text]:
    """Return the texts of a specific page in the order of its fields."""
    return [
        Text(segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def text_digest(page: Any) -> str:
    """Return a digest of a page's words, which dates, pictures and ids of blocks do not change."""
    return digest_of_words((text.path, text.data) for text in texts_of(page))


def digest_of_words(texts: Iterable[tuple[str, str]]) -> str:
    """Return the digest of texts, given as (path, text) in the order of a page."""
    words = [[path.split(".")[0], data] for path, data in texts]
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()


def plain(data: str | None) -> str:
    """Return a segment's text without markup."""
    if not data:
        return ""
    return StringValue(data).render_text().strip() if "<" in data or "&" in data else data.strip()


def needs_translation(data: str) -> bool:
    """Whether a text has a letter or a digit, so that a person has to translate or accept it."""
    return any(character.isalnum() for character in plain(data))


def has_letters(data: str) -> bool:
    """Whether a text is in a language at all, unlike a date or a number."""
    return any(character.isalpha() for character in plain(data))


def field_path(page: Any, path: str) -> str:
    """Return a segment's path with the types of blocks instead of their ids."""
    context = TranslationContext(path=path)
    context.save = lambda **_options: None  # only the path is needed, not the row
    try:
        return context.get_field_path(page)
    except (KeyError, IndexError):
        return path.split(".")[0]


def place_of(context: TranslationContext) -> str:
    """Return the field path of a segment, or its field alone where none is stored."""
    return str(context.field_path or context.path.split(".")[0])


def label(model: type[models.Model], path: str) -> str:
    """Return what the CMS calls the place of a text, such as "Body › Quotation › Who said it"."""
    name, *rest = path.split(".")
    field = model._meta.get_field(name)
    labels = [capfirst(str(getattr(field, "verbose_name", name)))]
    block = field.stream_block if isinstance(field, StreamField) else None
    for part in rest:
        block = _child(block, part)
        if block is None:
            break
        if part != "item":
            labels.append(capfirst(str(block.label)))
    return " › ".join(labels)


def _child(block: Any, part: str) -> Any:
    if isinstance(block, blocks.ListBlock):
        return block.child_block
    return getattr(block, "child_blocks", {}).get(part)


def named(model: type[models.Model], places: Sequence[Sequence[str]]) -> str:
    """Return a line for people that names the places of texts, given as (field path, text)."""
    names = [
        _("%(place)s (“%(text)s”)")
        % {"place": label(model, path), "text": Truncator(plain(data)).chars(50)}
        for path, data in places[:_NAMED]
    ]
    more = len(places) - _NAMED
    if more > 0:
        names.append(ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more})
    return _("; ").join(names)


def block_at(model: type[models.Model], path: str) -> Any:
    """Return the block to which a field path inside of a StreamField leads, or None."""
    name, *rest = path.split(".")
    field = model._meta.get_field(name)
    block: Any = field.stream_block if isinstance(field, StreamField) else None
    for part in rest:
        block = _child(block, part)
    return block


def longest(model: type[models.Model], path: str) -> int | None:
    """Return how many characters fit into the place of a text, or None where there is no limit."""
    field = model._meta.get_field(path.split(".")[0])
    if not isinstance(field, StreamField):
        return getattr(field, "max_length", None)
    return getattr(getattr(block_at(model, path), "field", None), "max_length", None)


def is_one_line(model: type[models.Model], path: str) -> bool:
    """Whether the CMS asks for the text of a place in a field of one line."""
    field = model._meta.get_field(path.split(".")[0])
    if not isinstance(field, StreamField):
        return isinstance(field, models.CharField)
    return isinstance(block_at(model, path), blocks.CharBlock)


def too_long(model: type[models.Model], path: str, data: str) -> str:
    """Return why a text does not fit into its place, or "" if it does."""
    limit, length = longest(model, path), len(plain(data))
    return "" if limit is None or length <= limit else length_message(length, limit)


def misfit(model: type[models.Model], context: TranslationContext, original: str, data: str) -> str:
    """Return why a translation is empty or does not fit into the place of its original, or ""."""
    if not plain(data):
        return _("An empty text is no translation.")
    path = place_of(context)
    if "\n" in data and "\n" not in original and is_one_line(model, path):
        return _("This text is a single line: write it without line breaks.")
    return too_long(model, path, data)


def length_message(length: int, limit: int) -> str:
    return _("Too long: %(length)d characters, and at most %(limit)d fit here.") % {
        "length": length,
        "limit": limit,
    }


def language_name(tag: str) -> str:
    """Return the name of a language in the language of the interface."""
    return _(_LANGUAGE_NAMES[tag])
