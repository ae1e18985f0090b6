"""The texts of an original, and which of them are translated."""

import json
from collections.abc import Collection
from typing import Any

from django.db.models import ObjectDoesNotExist
from wagtail.models import Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from translation.content.texts import field_path, has_letters, needs_translation, plain, texts_of

_LONGEST_TITLE = Page._meta.get_field("draft_title").max_length


def translation_into(page: Any) -> Translation | None:
    """Return the translation, stopped ones too, of which `page` is the target, or None."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id
        )
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def was_published(page: Any) -> bool:
    """Whether a page is public or was so once.

    Imports set `first_published_at` before anything is published, so it says nothing of that.
    """
    return bool(page.live or page.last_published_at)


def refresh_source(source: TranslationSource) -> None:
    """Bring the strings of an original in line with its page; nothing public changes.

    Of a live page the public text counts, not the draft behind it. Of a page that was taken down
    the last public text stays: what is written into it since is not for its translators.
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


def written_by(user: Any, data: str) -> dict[str, Any]:
    """Return the columns of a translated string that a person has just written."""
    return {
        "data": data,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": "",
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }


def show_draft_title(work: Any, locale_id: int, data: str) -> None:
    """Have the CMS call a translated page by its new title, before a draft is written."""
    pages = Page.objects.filter(translation_key=work, locale_id=locale_id)
    # As text, and no more than fits: a text that is too long is told of when the page is written.
    pages.update(draft_title=plain(data)[:_LONGEST_TITLE])


def segments_of(source: TranslationSource) -> list[StringSegment]:
    """Return the texts of an original in their order, with their strings and contexts."""
    segments = StringSegment.objects.filter(source=source)
    return list(segments.select_related("string", "context").order_by("order", "pk"))


def missing_texts(source: TranslationSource, locale: Any) -> list[StringSegment]:
    """Return the segments of an original that nobody has translated; a blank is no translation."""
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
    """Return the texts that `page` shows as they stand in its original, as (field path, text).

    A text that a person entered as the translation of itself, such as a name, is not among them.
    """
    of_original = {plain(segment.string.data) for segment in segments_of(translation.source)}
    shown = [
        text
        for text in texts_of(page)
        if has_letters(text.data) and plain(text.data) in of_original
    ]
    if not shown:
        return []
    kept = {
        (path, plain(data))
        for path, data in accepted(page.translation_key, page.locale_id).values_list(
            "context__path", "data"
        )
    }
    return [
        (field_path(page, text.path), text.data)
        for text in shown
        if (text.path, plain(text.data)) not in kept
    ]
