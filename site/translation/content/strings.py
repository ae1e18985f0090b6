"""The stored strings of an original, and which of them are translated."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import ObjectDoesNotExist
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from translation.content.texts import (
    digest_of_words,
    field_path,
    has_letters,
    needs_translation,
    plain,
    texts_of,
)


def translation_into(page: Any) -> Translation | None:
    """Return the translation of which `page` is the target, running or stopped, or None."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        )
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def was_published(page: Any) -> bool:
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
    names = [field.field_name for field in get_translatable_fields(type(page))]
    now, then = json.loads(page.to_json()), json.loads(source.content_json)
    if any(now.get(name) != then.get(name) for name in names):
        source.update_from_db()


def accepted(work: Any, locale: Any) -> Any:
    """Return the translated strings of a work that count: by a person and without an error."""
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
    """Return the digest of an original's words, equal to `texts.text_digest` of its page."""
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


def missing_texts(source: TranslationSource, locale: Any) -> list[StringSegment]:
    """Return the segments of an original without a translation; a blank is not one."""
    done = {
        (string_id, context_id)
        for string_id, context_id, data in accepted(source.object_id, locale).values_list(
            "translation_of_id", "context_id", "data"
        )
        if plain(data)
    }
    return [
        segment
        for segment in segments_of(source)
        if needs_translation(segment.string.data)
        and (segment.string_id, segment.context_id) not in done
    ]


def untranslated_texts(page: Any, translation: Translation) -> list[tuple[str, str]]:
    """Return the texts that `page` shows exactly as its original does, as (field path, text).

    A text that a person stored as its own translation, such as a name, is not among them.
    """
    of_original = {plain(segment.string.data) for segment in segments_of(translation.source)}
    shown = [
        text
        for text in texts_of(page)
        if has_letters(text.data) and plain(text.data) in of_original
    ]
    if not shown:
        return []
    accepted_texts = {
        (path, plain(data))
        for path, data in accepted(page.translation_key, page.locale_id).values_list(
            "context__path", "data"
        )
    }
    return [
        (field_path(page, text.path), text.data)
        for text in shown
        if (text.path, plain(text.data)) not in accepted_texts
    ]
