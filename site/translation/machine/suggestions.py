"""Asks the machine for the texts that nobody has translated, and stores what can be used.

A suggestion is a translated string of the type "machine": it does not count as a translation, is
never published, and never replaces a text that exists already.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from core.publication.transactions import publication_transaction, record_work
from core.untrusted import without_nul
from translation.content.findings import findings
from translation.content.texts import field_path, plain, too_long
from translation.content.translated import is_open_repetition, is_same_in_both
from translation.content.typed import repaired, unusable_markup
from translation.machine.libretranslate import NAME, MachineError, suggestions
from translation.rights import AnyUser


@dataclass
class Suggested:
    """The result of a request: `found` by segment id, how many could not be used, and the fault."""

    found: dict[int, str] = field(default_factory=dict)
    unusable: int = 0
    fault: str = ""


def open_segments(translation: Translation) -> list[StringSegment]:
    """Return the segments without any translation that a machine can translate."""
    segments = StringSegment.objects.filter(source_id=translation.source_id).order_by("order")
    stored, lang = _stored(translation), translation.target_locale.language_code
    return [
        segment
        for segment in segments.select_related("string", "context")
        if (segment.string_id, segment.context_id) not in stored
        and not is_same_in_both(segment.string.data, lang)
    ]


def _stored(translation: Translation) -> set[tuple[int, int]]:
    there = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
    return set(there.values_list("translation_of_id", "context_id"))


def ask(translation: Translation, segments: Sequence[StringSegment], original: Page) -> Suggested:
    """Ask the machine for these segments of the page `original`; nothing is stored.

    Call it outside of any transaction: it may take as long as LIBRETRANSLATE_TIMEOUT.
    """
    result = Suggested()
    by_text: dict[str, list[StringSegment]] = {}
    for segment in segments:
        by_text.setdefault(segment.string.data, []).append(segment)
    langs = (translation.source.locale.language_code, translation.target_locale.language_code)
    try:
        for text, answer in suggestions(list(by_text), *langs):
            for segment in by_text[text]:
                data = _usable(text, answer, original, segment.context.path, langs[1])
                if data:
                    result.found[segment.pk] = data
                else:
                    result.unusable += 1
    except MachineError as error:
        result.fault = str(error)
    return result


def _usable(source: str, answer: str, original: Page, path: str, lang: str) -> str:
    """Return a machine's answer as it is stored, or "" if it cannot be used as a translation."""
    try:
        answer.encode()  # half a surrogate pair is JSON, but no text
        typed = repaired(source, without_nul(answer).strip())
        if unusable_markup(source, typed):
            return ""
        data: str = StringValue.from_translated_html(typed).data
    except ValueError:
        return ""
    if not plain(data) or findings(source, data) or is_open_repetition(source, data, NAME, lang):
        return ""
    return "" if too_long(type(original), field_path(original, path), data) else data


def store(translation: Translation, found: dict[int, str], user: AnyUser) -> dict[int, str]:
    """Store suggestions for segments that are still empty; return those, by segment id.

    Meanwhile somebody may have translated a text, or the original may have lost it.
    """
    with publication_transaction():
        there = {segment.pk: segment for segment in open_segments(translation)}
        stored = {pk: data for pk, data in found.items() if pk in there}
        # Not one by one: wagtail-localize would take a machine's title for the page's own.
        StringTranslation.objects.bulk_create(
            _rows(translation, [(there[pk], data) for pk, data in stored.items()], user),
            ignore_conflicts=True,
        )
        record_work(translation.source.object_id)
    return stored


def _rows(
    translation: Translation, found: Iterable[tuple[StringSegment, str]], user: AnyUser
) -> list[StringTranslation]:
    rows = {
        (segment.string_id, segment.context_id): StringTranslation(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=NAME,
            last_translated_by=user,
        )
        for segment, data in found
    }
    return list(rows.values())
