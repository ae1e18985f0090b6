"""Which texts of an original are translated, and how a page is read back into strings."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import ObjectDoesNotExist
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import validate_translation_links

from translation.texts import Text, field_path, has_letters, needs_translation, plain, texts_of


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
    return StringTranslation.objects.filter(
        context__object_id=work,
        locale=locale,
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


def _segments(source: TranslationSource) -> Iterable[StringSegment]:
    return (
        StringSegment.objects.filter(source=source)
        .select_related("string", "context")
        .order_by("order")
    )


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
        for segment in _segments(source)
        if needs_translation(segment.string.data)
        and (segment.string_id, segment.context_id) not in done
    ]


def untranslated_texts(page: Any, translation: Translation) -> list[tuple[str, str]]:
    """Return the texts that `page` shows as they stand in its original, as (field path, text).

    A text that a person entered as the translation of itself, such as a name, is not among them.
    """
    of_original = {plain(segment.string.data) for segment in _segments(translation.source)}
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


class ReadBack:
    """Reads a page that was edited by hand back into the strings of its translation.

    `lost` are the texts that have no place among the strings, as (field path, text): storing
    strings and publishing them would lose these.
    """

    def __init__(self, translation: Translation, page: Any) -> None:
        self.translation, self.page = translation, page
        self.changes: dict[tuple[int, int], str] = {}
        self.lost: list[tuple[str, str]] = []
        known = accepted(page.translation_key, page.locale_id).select_related("context")
        self._stored = {(string.context.path, string.data) for string in known}
        segments = defaultdict(list)
        for segment in _segments(translation.source):
            segments[segment.context.path].append(segment)
        texts = defaultdict(list)
        for text in texts_of(page):
            texts[text.path].append(text)
        for path, found in texts.items():
            self._read(found, segments.get(path, []))

    def _read(self, texts: list[Text], segments: list[StringSegment]) -> None:
        if len(texts) != len(segments):
            self._lose(text for text in texts if (text.path, text.data) not in self._stored)
            return
        for text, segment in zip(texts, segments, strict=True):
            if plain(text.data) != plain(segment.string.data):
                self._note(text, segment)

    def _note(self, text: Text, segment: StringSegment) -> None:
        key = (segment.string_id, segment.context_id)
        try:
            validate_translation_links(segment.string.data, text.data)
        except ValueError:
            self._lose([text])
            return
        if self.changes.setdefault(key, text.data) != text.data:
            self._lose([text])

    def _lose(self, texts: Iterable[Text]) -> None:
        self.lost += [(field_path(self.page, text.path), text.data) for text in texts]

    def store(self, user: Any) -> None:
        """Write what was read as translated strings."""
        for (string_id, context_id), data in self.changes.items():
            StringTranslation.objects.update_or_create(
                translation_of_id=string_id,
                context_id=context_id,
                locale=self.translation.target_locale,
                defaults=written_by(user, data),
            )
