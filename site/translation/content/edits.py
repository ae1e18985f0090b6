"""Storing what a person types or chooses for a translation, if it can be used there."""

import json
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    SourceDeletedError,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

from core.refusals import RefusedError
from core.untrusted import row_id
from translation.content.markup import LONGEST, from_typing, is_nested_too_deeply, refused_markup
from translation.content.strings import written_by
from translation.content.texts import is_one_line, length_message, place_of, plain, too_long
from translation.content.values import clean_value

_LONGEST_VALUE = 2000
# They turn the direction of what follows, even outside of the text; isolates and marks may stay.
_OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e")


def _key(translation: Translation, segment: StringSegment) -> dict[str, Any]:
    return {
        "translation_of_id": segment.string_id,
        "locale_id": translation.target_locale_id,
        "context_id": segment.context_id,
    }


def stored(translation: Translation, segment: StringSegment) -> str:
    """Return what a person has stored for a segment, or ""."""
    data = (
        StringTranslation.objects.filter(**_key(translation, segment))
        .filter(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
        .values_list("data", flat=True)
        .first()
    )
    return data or ""


def refusal(page: Any, segment: StringSegment, data: str) -> str:
    """Return why `data` cannot be the translation of a segment, or ""."""
    if len(data) > LONGEST:
        return length_message(len(data), LONGEST)
    if is_nested_too_deeply(data):
        return _nested_too_deeply()
    try:
        return _refusal(page, segment, data)
    except RecursionError:
        return _nested_too_deeply()


def _nested_too_deeply() -> str:
    return _("The markup is nested too deeply.")


def _refusal(page: Any, segment: StringSegment, data: str) -> str:
    if not plain(data):
        return _("An empty text is no translation.")
    path = place_of(segment.context)
    original = segment.string.data
    return (
        _refused_characters(original, data, is_one_line(type(page), path))
        or refused_markup(original, data)
        or too_long(type(page), path, data)
    )


def _refused_characters(original: str, data: str, is_one_line: bool) -> str:
    """Return why the characters of a text cannot be stored, or ""; what the original has may be."""
    odd = {
        each
        for each in set(data) - set(original)
        if each in _OVERRIDES or (unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t")
    }
    if odd:
        names = ", ".join(f"U+{ord(each):04X}" for each in sorted(odd)[:5])
        return _(
            "The text holds invisible characters that cannot be used: %(names)s. Write it anew, or "
            "paste it without its formatting."
        ) % {"names": names}
    if is_one_line and "\n" in data and "\n" not in original:
        return _("This text stands on one line: write it without line breaks.")
    return ""


def overtaken(now: str) -> str:
    """Say that somebody else has stored `now` meanwhile; saving again replaces it."""
    if not now:
        return _("Somebody has cleared this text meanwhile. Save again to put yours there.")
    return _(
        "Somebody has changed this text meanwhile, to “%(text)s”. Save again to put yours in its "
        "place."
    ) % {"text": Truncator(plain(now)).chars(200)}


def enter(
    translation: Translation, page: Any, segment: StringSegment, text: str, user: Any
) -> tuple[StringTranslation, bool]:
    """Store a typed text; return it and whether it is new. RefusedError says why not."""
    data = from_typing(text)
    if error := refusal(page, segment, data):
        raise RefusedError(error)
    return StringTranslation.objects.update_or_create(
        **_key(translation, segment), defaults=written_by(user, data)
    )


def clear(translation: Translation, segment: StringSegment) -> bool:
    """Remove what is stored for a segment; return whether there was anything."""
    # One by one: wagtail-localize listens for that to correct a page's title.
    found = StringTranslation.objects.filter(**_key(translation, segment))
    return bool([stored.delete() for stored in found])


def enter_value(
    translation: Translation, segment: OverridableSegment, value: str, user: Any
) -> tuple[SegmentOverride, bool]:
    """Store the target's own picture, page or address as `enter` stores a text."""
    try:
        data = _value_for(segment, value, user)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    return store_value(translation, segment.context_id, data, user)


def store_value(
    translation: Translation, context_id: int, data: Any, user: Any
) -> tuple[SegmentOverride, bool]:
    """Store what a translation shows in a place of its original; return it and whether it is new.

    `data` is as `values.clean_value` returns it.
    """
    with transaction.atomic():
        # No constraint keeps two people from storing a row each, and with two rows of one place
        # no page can be written any more: the second waits here and finds the row of the first.
        TranslationContext.objects.select_for_update().get(pk=context_id)
        return SegmentOverride.objects.update_or_create(
            locale_id=translation.target_locale_id,
            context_id=context_id,
            defaults={
                "data_json": json.dumps(data),
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )


def _value_for(segment: OverridableSegment, value: str, user: Any) -> Any:
    """Return what to store; raises ValidationError that says why the value cannot stand there,
    and RefusedError without an original.
    """
    data = row_id(value) if isinstance(segment.data, int) else value
    if not data or len(value) > _LONGEST_VALUE:
        raise ValidationError(_("“%(value)s” cannot be used here.") % {"value": value[:50]})
    try:
        original = segment.source.as_instance()
    except SourceDeletedError as error:
        raise RefusedError(_("The original has been deleted.")) from error
    return clean_value(original, segment.context.path, data, user)


def clear_value(translation: Translation, segment: OverridableSegment) -> bool:
    """Show the original's value again; return whether another one stood there."""
    found = SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id, context_id=segment.context_id
    )
    return bool([stored.delete() for stored in found])
