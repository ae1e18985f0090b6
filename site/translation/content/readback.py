"""Reads a page that was edited by hand back into the strings and values of its translation."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
)
from wagtail_localize.strings import validate_translation_links

from translation.content.edits import store_override, written_by
from translation.content.texts import (
    accepted,
    block_at,
    field_path,
    has_letters,
    plain,
    segments_of,
    texts_of,
)
from translation.content.values import is_allowed, values_of
from translation.models import TranslatedRevision
from translation.rights import AnyUser


class ReadBack:
    """What was changed by hand since `page` was last written from its strings.

    Strings that were typed meanwhile do not change. A text that equals the original's again has no
    translation any more: nobody has accepted it as it is, and until then it is not published.
    If no revision of the page was written from strings, only texts that differ from the original's
    are read, and no values.

    `lost` is what has no place among strings and values, as (field path, text): writing the page
    from them would lose it.
    """

    def __init__(self, translation: Translation, page: Page) -> None:
        self.translation, self.page = translation, page
        self.lost: list[tuple[str, str]] = []
        # By string and context; "" removes the translation.
        self._strings: dict[tuple[int, int], str] = {}
        self._values: dict[int, Any] = {}  # by context; None is the original's
        known = list(accepted(page.translation_key, page.locale_id).select_related("context"))
        self._stored = {(each.translation_of_id, each.context_id): each.data for each in known}
        self._stored_texts = {(each.context.path, each.data) for each in known}
        written = _last_written(page)
        self._is_known = written is not None
        self._read_texts(_texts(written) if written else {})
        if written:
            self._read_values(values_of(written))

    def _read_texts(self, before: dict[str, list[str]]) -> None:
        segments = defaultdict(list)
        for segment in segments_of(self.translation.source):
            segments[segment.context.path].append(segment)
        for path, texts in _texts(self.page).items():
            self._read(path, texts, before.get(path, []), segments[path])

    def _read(
        self, path: str, texts: list[str], before: list[str], segments: list[StringSegment]
    ) -> None:
        if len(texts) != len(segments):
            self._lose(
                path,
                [
                    text
                    for text in texts
                    if text not in before and (path, text) not in self._stored_texts
                ],
            )
            return
        unchanged = []
        for number, (text, segment) in enumerate(zip(texts, segments, strict=True)):
            if before[number : number + 1] == [text]:
                unchanged.append(((segment.string_id, segment.context_id), text))
            else:
                self._read_text(path, text, segment)
        # A text that the original has twice is one string: one of the two cannot change alone.
        changes = self._strings
        self._lose(
            path, [changes[key] for key, text in unchanged if changes.get(key, text) != text]
        )

    def _read_text(self, path: str, text: str, segment: StringSegment) -> None:
        key = (segment.string_id, segment.context_id)
        is_original = plain(text) == plain(segment.string.data)
        if self._stored.get(key) == text or (is_original and not self._is_known):
            return
        try:
            validate_translation_links(segment.string.data, text)
        except ValueError:
            self._lose(path, [text])
            return
        new = "" if is_original and has_letters(text) else text
        if self._strings.setdefault(key, new) != new:
            self._lose(path, [text])

    def _read_values(self, before: dict[str, Any]) -> None:
        source = self.translation.source
        segments = {
            segment.context.path: segment
            for segment in OverridableSegment.objects.filter(source=source).select_related(
                "context"
            )
        }
        original = source.as_instance()
        for path, data in values_of(self.page).items():
            if before.get(path) == data:
                continue
            segment = segments.get(path)
            if segment is None or not is_allowed(original, path, data):
                self._lose(path, [self._name_of(path, data)])
            else:
                self._values[segment.context_id] = None if data == segment.data else data

    def _name_of(self, path: str, data: Any) -> str:
        """Return an address as it is, and a picture, page or document by its title."""
        if isinstance(data, str):
            return data
        return str(block_at(type(self.page), field_path(self.page, path)).to_python(data))

    def _lose(self, path: str, texts: Iterable[str]) -> None:
        self.lost += [(field_path(self.page, path), text) for text in texts]

    def store(self, user: AnyUser) -> None:
        """Write what was read as translated strings and as values of the translation."""
        locale = self.translation.target_locale
        for (string_id, context_id), data in self._strings.items():
            place = {"translation_of_id": string_id, "context_id": context_id, "locale": locale}
            if data:
                StringTranslation.objects.update_or_create(**place, defaults=written_by(user, data))
            else:
                StringTranslation.objects.filter(**place).delete()
        for context_id, value in self._values.items():
            if value is None:
                SegmentOverride.objects.filter(context_id=context_id, locale=locale).delete()
            else:
                store_override(self.translation, context_id, value, user)


def _last_written(page: Page) -> Any:
    """Return `page` as it was last written from its strings, or None if no revision was."""
    records = TranslatedRevision.objects.filter(revision__in=page.revisions.all())
    record = records.select_related("revision").order_by("revision__created_at").last()
    return record.revision.as_object() if record else None


def _texts(page: Page) -> dict[str, list[str]]:
    found = defaultdict(list)
    for text in texts_of(page):
        found[text.path].append(text.data)
    return found
