"""Pairs of pages as originals and translations, many at once.

The rows are those that `translation.storing` writes for one work, in as many statements for a
hundred works as for one.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

from core.shelf.units import mark_page
from translation.models import State, TranslationStatus
from translation.strings import written_by
from translation.texts import field_path, text_digest

# What an outdated original said where one of its texts was changed, and how it was translated.
EARLIER = {"en": "These words stood here before.", "ar": "كانت هذه الكلمات هنا من قبل."}
_ROWS = 500
Text = tuple[str, str, str]


class Pair:
    """An original and its translation: two saved pages of one work that are built alike.

    `texts` are all of the original's, as (path, text, translation).
    """

    def __init__(self, original: Any, target: Any, state: State) -> None:
        self.original, self.target, self.state = original, target, state
        self.work = UUID(str(original.translation_key))
        self.segments = extract_segments(original)
        self.texts: list[Text] = [
            (mine.path, mine.string.data, other.string.data)
            for mine, other in zip(self.segments, extract_segments(target), strict=True)
            if isinstance(mine, StringSegmentValue)
        ]

    @property
    def langs(self) -> tuple[str, str]:
        return self.original.locale.language_code, self.target.locale.language_code

    @property
    def translated(self) -> list[Text]:
        """What somebody has translated: half of a draft, and of an outdated work all but the text
        that has changed, which is translated as it was before."""
        if self.state == State.DRAFT:
            return self.texts[: len(self.texts) // 2]
        if self.state == State.OUTDATED:
            own, other = (EARLIER[lang] for lang in self.langs)
            return [*self.texts[:-1], (self.texts[-1][0], own, other)]
        return self.texts


def join_all(pairs: Sequence[Pair]) -> None:
    """Make each pair original and translation, inside a unit, which then works out the states."""
    sources = _sources(pairs)
    contexts = _contexts(pairs)
    strings = _strings(pairs)
    _store_segments(pairs, sources, contexts, strings)
    Translation.objects.bulk_create(
        Translation(source=sources[pair.work], target_locale=pair.target.locale) for pair in pairs
    )
    StringTranslation.objects.bulk_create(
        (
            StringTranslation(
                locale_id=pair.target.locale_id,
                translation_of_id=strings[pair.original.locale_id, text],
                context_id=contexts[pair.work, path],
                **written_by(None, data),
            )
            for pair in pairs
            for (path, text), data in _unique(pair.translated)
        ),
        _ROWS,
    )
    _enter_rows(pairs)
    for pair in pairs:
        mark_page(pair.original.pk)
        mark_page(pair.target.pk)


def _unique(texts: Iterable[Text]) -> Iterable[tuple[tuple[str, str], str]]:
    return {(path, text): data for path, text, data in texts}.items()


def _sources(pairs: Sequence[Pair]) -> dict[UUID, TranslationSource]:
    of_pages = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        TranslatableObject(translation_key=pair.work, content_type=of_pages) for pair in pairs
    )
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=pair.work,
            locale=pair.original.locale,
            specific_content_type=ContentType.objects.get_for_model(type(pair.original)),
            object_repr=str(pair.original)[:200],
            content_json=pair.original.to_json(),
            schema_version=get_schema_version(pair.original._meta.app_label),
            last_updated_at=timezone.now(),
        )
        for pair in pairs
    )
    return {source.object_id: source for source in sources}


def _contexts(pairs: Sequence[Pair]) -> dict[tuple[UUID, str], int]:
    rows = TranslationContext.objects.bulk_create(
        (
            TranslationContext(
                object_id=pair.work,
                path=path,
                path_id=TranslationContext._get_path_id(path),
                field_path=field_path(pair.original, path),
            )
            for pair in pairs
            for path in dict.fromkeys(segment.path for segment in pair.segments)
        ),
        _ROWS,
    )
    return {(row.object_id, row.path): row.pk for row in rows}


def _strings(pairs: Sequence[Pair]) -> dict[tuple[int, str], int]:
    """Return the ids of the String of each text by the locale and the text; some are shared."""
    wanted = {
        (pair.original.locale_id, text)
        for pair in pairs
        for _path, text, _data in [*pair.texts, *pair.translated]
    }
    hashes = {String._get_data_hash(text) for _locale, text in wanted}
    String.objects.bulk_create(
        (
            String(locale_id=locale_id, data=text, data_hash=String._get_data_hash(text))
            for locale_id, text in sorted(wanted)
        ),
        _ROWS,
        ignore_conflicts=True,
    )
    found: dict[tuple[int, str], int] = {}
    for some in _slices(sorted(hashes)):
        for string in String.objects.filter(data_hash__in=some):
            found[string.locale_id, string.data] = string.pk
    return found


def _slices(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _ROWS] for start in range(0, len(values), _ROWS))


def _store_segments(
    pairs: Sequence[Pair],
    sources: dict[UUID, TranslationSource],
    contexts: dict[tuple[UUID, str], int],
    strings: dict[tuple[int, str], int],
) -> None:
    templates = _templates(pairs)
    rows: dict[type, list[Any]] = {StringSegment: [], TemplateSegment: [], OverridableSegment: []}
    for pair in pairs:
        for segment in pair.segments:
            place: dict[str, Any] = {
                "source": sources[pair.work],
                "context_id": contexts[pair.work, segment.path],
                "order": segment.order,
            }
            if isinstance(segment, StringSegmentValue):
                string_id = strings[pair.original.locale_id, segment.string.data]
                row = StringSegment(string_id=string_id, attrs=_json(segment.attrs), **place)
            elif isinstance(segment, TemplateSegmentValue):
                row = TemplateSegment(template_id=templates[_template_id(segment)], **place)
            elif isinstance(segment, OverridableSegmentValue):
                row = OverridableSegment(data_json=_json(segment.data), **place)
            else:
                continue
            rows[type(row)].append(row)
    for model, found in rows.items():
        model._default_manager.bulk_create(found, _ROWS)  # type: ignore[attr-defined]


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def _template_id(segment: TemplateSegmentValue) -> UUID:
    return uuid5(uuid5(Template.BASE_UUID_NAMESPACE, segment.format), segment.template)


def _templates(pairs: Sequence[Pair]) -> dict[UUID, int]:
    wanted = {
        _template_id(segment): segment
        for pair in pairs
        for segment in pair.segments
        if isinstance(segment, TemplateSegmentValue)
    }
    Template.objects.bulk_create(
        (
            Template(
                uuid=key,
                template=segment.template,
                template_format=segment.format,
                string_count=segment.string_count,
            )
            for key, segment in wanted.items()
        ),
        _ROWS,
        ignore_conflicts=True,
    )
    return dict(Template.objects.filter(uuid__in=wanted).values_list("uuid", "pk"))


def _enter_rows(pairs: Sequence[Pair]) -> None:
    """Note from which text each translation was made; its state follows from that."""
    rows = []
    for pair in pairs:
        digest = text_digest(pair.original)
        source_lang, lang = pair.langs
        is_written = pair.state != State.DRAFT
        is_old = pair.state == State.OUTDATED
        rows.append(
            TranslationStatus(
                work=pair.work,
                lang=lang,
                source_lang=source_lang,
                state=State.DRAFT,
                is_begun=True,
                source_digest=digest,
                source_changed_at=timezone.now() if is_old else None,
                made_from=("" if not is_written else "earlier" if is_old else digest),
                made_text=text_digest(pair.target) if is_written else "",
            )
        )
    TranslationStatus.objects.bulk_create(rows)
