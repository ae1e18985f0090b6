"""The texts of pages, segment by segment, and the strings that wagtail-localize stores of them.

First the texts of a page and their places, which is only reading; then the stored strings of an
original. `translated` decides which of them are translations.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import ObjectDoesNotExist
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from core.publication.transactions import publication_transaction, record_work
from translation.content.stored import translatable_values, values_in

_NAMED = 5


@dataclass(frozen=True)
class Text:
    """One segment of text: its path (field, ids of blocks) and its HTML."""

    path: str
    data: str


def texts_of(page: Page) -> list[Text]:
    """Return the texts of a specific page in the order of its fields."""
    return [
        Text(segment.path, segment.string.data)
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue)
    ]


def text_digest(page: Page) -> str:
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


def field_path(page: Page, path: str) -> str:
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
    return " › ".join(filter(None, _labels(model, path)))


def _labels(model: type[models.Model], path: str) -> list[str]:
    """Return what the CMS calls each part of a field path; "" is an item of a list."""
    name, *rest = path.split(".")
    field = model._meta.get_field(name)
    labels = [capfirst(str(getattr(field, "verbose_name", name)))]
    block = field.stream_block if isinstance(field, StreamField) else None
    for part in rest:
        block = _child(block, part)
        labels.append("" if block is None or part == "item" else capfirst(str(block.label)))
    return labels


def numbered_labels(source: TranslationSource) -> dict[str, str]:
    """Return the place of each text and value by its path, "Body › Quotation 2 › Who said it".

    Blocks of one kind, and items of a list, are counted in the order of the page: a picture
    without a caption counts before the caption of the next one. Costs one query.
    """
    model: Any = source.specific_content_type.model_class()
    columns = ("order", "context__path", "context__field_path")
    texts = StringSegment.objects.filter(source=source).order_by().values_list(*columns)
    values = OverridableSegment.objects.filter(source=source).order_by().values_list(*columns)
    placed = sorted(texts.union(values))
    return _numbered(model, [(path, shown or path.split(".")[0]) for _, path, shown in placed])


def _numbered(model: type[models.Model], places: Iterable[tuple[str, str]]) -> dict[str, str]:
    counted: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    found: dict[str, str] = {}
    for path, field_path_ in places:
        parts, shown = path.split("."), [""]
        steps = zip(parts, field_path_.split("."), _labels(model, field_path_), strict=False)
        for step, (part, name, text) in enumerate(steps):
            if text:
                shown.append(text)
            if part != name:  # the id of a block or item
                beside = counted[".".join(parts[:step]), text]
                shown[-1] += f" {beside.setdefault(part, len(beside) + 1)}"
        found[path] = " › ".join(shown[1:])
    return found


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


def translation_into(page: Page) -> Translation | None:
    """Return the translation of which `page` is the target, running or stopped, or None."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        )
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def was_published(page: Page) -> bool:
    """Whether a page is public or was so once.

    Imports set `first_published_at` before anything is published, so it proves nothing.
    """
    return bool(page.live or page.last_published_at)


def refresh_source(source: TranslationSource) -> None:
    """Update the strings of an original from its page; nothing public changes.

    Of a live page the public text counts, not the draft behind it. Of a page that was taken down
    the last public text remains: translators must not see what is written into it since.
    """
    try:
        page = source.get_source_instance()
    except ObjectDoesNotExist:
        return
    if was_published(page) and not page.live:
        return
    then = values_in(type(page), json.loads(source.content_json))
    if translatable_values(page) != then:
        with publication_transaction():
            source.update_from_db()
            record_work(source.object_id)


def accepted(work: Any, locale: Locale | int) -> Any:
    """Return the translated strings of a work that count: by a person and without an error.

    `locale` may be the id of one.
    """
    return accepted_in([work]).filter(locale=locale)


def accepted_in(works: Collection[Any]) -> Any:
    """Return the translated strings of several works that count, in any language."""
    return StringTranslation.objects.filter(
        context__object_id__in=works,
        has_error=False,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
    )


def segments_of(source: TranslationSource) -> list[StringSegment]:
    """Return the texts of an original in their order, with their strings and contexts."""
    segments = StringSegment.objects.filter(source=source)
    return list(segments.select_related("string", "context").order_by("order", "pk"))


def source_digest(segments: Sequence[StringSegment]) -> str:
    """Return the digest of an original's words, equal to `text_digest` of its page."""
    return digest_of_words((each.context.path, each.string.data) for each in segments)


def stored_translations(translation: Translation) -> Any:
    """Return all that was ever translated of a work into one language, the newest first."""
    return (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            locale=translation.target_locale_id,
        )
        .select_related("translation_of", "last_translated_by")
        .order_by("-updated_at", "-pk")
    )
