"""Stores an original's segments in bulk: an import joins thousands of pairs.

wagtail-localize's own way makes about six queries for each segment; the rows are the same.
"""

import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
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

from core.publication.transactions import record_work
from translation.content.edits import write_translations, written_by
from translation.content.texts import field_path
from translation.content.translated import AS_ORIGINAL
from translation.rights import AnyUser


def source_of(page: Page) -> TranslationSource:
    """Return the source of a specific page with the texts that the page has now."""
    return store_source(page, extract_segments(page))


def store_source(page: Page, segments: Sequence[Any]) -> TranslationSource:
    """Make the source of a page that has none yet, or update the one it has."""
    own = TranslationSource.objects.filter(object_id=page.translation_key, locale_id=page.locale_id)
    known = own.first()
    if known is not None:
        known.update_from_db()
        return known
    work, _is_new = TranslatableObject.objects.get_or_create_from_instance(page)
    try:
        with transaction.atomic():
            source = _create_source(work, page)
    except IntegrityError:  # another transaction has just made it, with the same texts
        return own.get()
    _store_segments(source, page, segments)
    return source


def _create_source(work: TranslatableObject, page: Page) -> TranslationSource:
    source: TranslationSource = TranslationSource.objects.create(
        object=work,
        locale=page.locale,
        specific_content_type=ContentType.objects.get_for_model(type(page)),
        object_repr=str(page)[:200],
        content_json=page.to_json(),
        schema_version=get_schema_version(page._meta.app_label),
        last_updated_at=timezone.now(),
    )
    return source


def _store_segments(source: TranslationSource, page: Page, segments: Sequence[Any]) -> None:
    contexts = contexts_of(source, {each.path: field_path(page, each.path) for each in segments})

    def place(segment: Any) -> dict[str, Any]:
        return {"source": source, "context": contexts[segment.path], "order": segment.order}

    texts = [each for each in segments if isinstance(each, StringSegmentValue)]
    strings = strings_of(source, [each.string.data for each in texts])
    StringSegment.objects.bulk_create(
        StringSegment(**place(each), string=strings[each.string.data], attrs=_json(each.attrs))
        for each in texts
    )
    OverridableSegment.objects.bulk_create(
        OverridableSegment(**place(each), data_json=_json(each.data))
        for each in segments
        if isinstance(each, OverridableSegmentValue)
    )
    values = [each for each in segments if isinstance(each, TemplateSegmentValue)]
    templates = _templates_of(values)
    TemplateSegment.objects.bulk_create(
        TemplateSegment(**place(each), template=templates[each.format, each.template])
        for each in values
    )


def _json(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder)


def contexts_of(source: TranslationSource, paths: dict[str, str]) -> dict[str, TranslationContext]:
    """Return the contexts of segments by path; `paths` gives the field path of each."""
    TranslationContext.objects.bulk_create(
        (
            TranslationContext(
                object_id=source.object_id,
                path=path,
                path_id=TranslationContext._get_path_id(path),
                field_path=of_field,
            )
            for path, of_field in paths.items()
        ),
        ignore_conflicts=True,
    )
    return _contexts(source, paths)


def _contexts(source: TranslationSource, paths: Iterable[str]) -> dict[str, TranslationContext]:
    found = TranslationContext.objects.filter(object_id=source.object_id, path__in=paths)
    return {context.path: context for context in found}


def strings_of(source: TranslationSource, texts: Sequence[str]) -> dict[str, String]:
    """Return the String of each text in the language of the source."""
    String.objects.bulk_create(
        (
            String(locale_id=source.locale_id, data=text, data_hash=String._get_data_hash(text))
            for text in dict.fromkeys(texts)
        ),
        ignore_conflicts=True,
    )
    return _strings(source, texts)


def _strings(source: TranslationSource, texts: Iterable[str]) -> dict[str, String]:
    hashes = {String._get_data_hash(text) for text in texts}
    found = String.objects.filter(locale_id=source.locale_id, data_hash__in=hashes)
    return {string.data: string for string in found}


def _templates_of(values: Sequence[TemplateSegmentValue]) -> dict[tuple[str, str], Template]:
    ids = {
        (each.format, each.template): uuid.uuid5(
            uuid.uuid5(Template.BASE_UUID_NAMESPACE, each.format), each.template
        )
        for each in values
    }
    Template.objects.bulk_create(
        (
            Template(
                uuid=ids[each.format, each.template],
                template=each.template,
                template_format=each.format,
                string_count=each.string_count,
            )
            for each in values
        ),
        ignore_conflicts=True,
    )
    found = Template.objects.filter(uuid__in=ids.values())
    return {(each.template_format, each.template): each for each in found}


def store_translations(
    source: TranslationSource,
    locale: Locale,
    pairs: Sequence[tuple[str, str, str]],
    user: AnyUser | None,
) -> None:
    """Store translations of texts of `source`, as (path, source text, translated text).

    What somebody has kept as it is, in either direction, remains kept.
    """
    contexts = _contexts(source, [path for path, _text, _data in pairs])
    strings = _strings(source, [text for _path, text, _data in pairs])
    unique = {(path, text): data for path, text, data in pairs}
    staying = _staying(source)
    record_work(source.object_id)
    write_translations(
        StringTranslation(
            locale=locale,
            translation_of=strings[text],
            context=contexts[path],
            **written_by(
                user, data, AS_ORIGINAL if {(path, text), (path, data)} <= staying else ""
            ),
        )
        for (path, text), data in unique.items()
    )


def _staying(source: TranslationSource) -> set[tuple[str, str]]:
    """Return both sides of the texts that were kept as they are, each as (path, text)."""
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id, tool_name=AS_ORIGINAL
    )
    found = rows.values_list("context__path", "translation_of__data", "data")
    return {(path, text) for path, *texts in found for text in texts}


def store_overrides(
    source: TranslationSource, locale: Locale, values: dict[str, Any], user: AnyUser | None
) -> None:
    """Store what the target shows instead of the source's pictures and addresses, by path."""
    contexts = _contexts(source, values)
    known = SegmentOverride.objects.filter(locale=locale, context__object_id=source.object_id)
    known.delete()
    SegmentOverride.objects.bulk_create(
        SegmentOverride(
            locale=locale,
            context=contexts[path],
            data_json=_json(value),
            last_translated_by=user,
        )
        for path, value in values.items()
    )
