"""What people write or choose for a translation, stored if it can be used there."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    SourceDeletedError,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

from core.publication.transactions import record_work
from core.refusals import RefusedError
from core.untrusted import row_id
from translation.content.texts import plain
from translation.content.translated import AS_ORIGINAL, repeats
from translation.content.typed import checked
from translation.content.values import clean_value
from translation.rights import AnyUser

_LONGEST_VALUE = 2000
_LONGEST_TITLE = Page._meta.get_field("draft_title").max_length


def written_by(user: AnyUser | None, data: str, tool: str = "") -> dict[str, Any]:
    """Return the columns of a translated string that a person has just written, with a `tool`."""
    return {
        "data": data,
        "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
        "tool_name": tool,
        "last_translated_by": user,
        "has_error": False,
        "field_error": "",
    }


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


def overtaken(now: str) -> str:
    """Return the message that somebody else has stored `now`; saving again replaces it."""
    if not now:
        return _("Somebody has cleared this text meanwhile. Save again to put yours there.")
    return _(
        "Somebody has changed this text meanwhile, to “%(text)s”. Save again to put yours in its "
        "place."
    ) % {"text": Truncator(plain(now)).chars(200)}


def store_text(
    translation: Translation,
    page: Page,
    segment: StringSegment,
    text: str,
    user: AnyUser,
    is_to_stay: bool = False,
) -> tuple[StringTranslation, bool]:
    """Store a typed text; return it and whether it is new. Raises RefusedError with the reason.

    `is_to_stay`: a person wants it as in the original, if that is what it is.
    """
    data, fault = checked(page, segment, text)
    if fault:
        raise RefusedError(fault)
    tool = AS_ORIGINAL if is_to_stay and repeats(segment.string.data, data) else ""
    return StringTranslation.objects.update_or_create(
        **_key(translation, segment), defaults=written_by(user, data, tool)
    )


def store_texts(
    translation: Translation,
    texts: Sequence[tuple[StringSegment, str]],
    user: AnyUser | None,
    tool: str,
) -> None:
    """Store checked texts of several segments at once, as written by `user` with a `tool`.

    Bulk writes send no signals, so the page's draft title and the work are updated here.
    """
    if not texts:
        return
    work, locale = translation.source.object_id, translation.target_locale
    now = timezone.now()
    write_translations(
        StringTranslation(
            locale=locale,
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            updated_at=now,
            **written_by(user, data, tool),
        )
        for segment, data in texts
    )
    for segment, data in texts:
        if segment.context.path == "title":
            show_draft_title(work, locale.pk, data)
    record_work(work)


def write_translations(rows: Iterable[StringTranslation]) -> None:
    """Insert translated strings, or replace those of the same text, place and language."""
    StringTranslation.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["updated_at", *written_by(None, "")],
    )


def show_draft_title(work: Any, locale_id: int, data: str) -> None:
    """Have the CMS call a translated page by its new title, before a draft is written."""
    pages = Page.objects.filter(translation_key=work, locale_id=locale_id)
    # As plain text, cut to what fits: writing the page reports a text that is too long.
    pages.update(draft_title=plain(data)[:_LONGEST_TITLE])


def clear(translation: Translation, segment: StringSegment) -> bool:
    """Remove what is stored for a segment; return whether there was anything."""
    # One by one: wagtail-localize listens for that to correct a page's title.
    found = StringTranslation.objects.filter(**_key(translation, segment))
    return bool([stored.delete() for stored in found])


def store_value(
    translation: Translation, segment: OverridableSegment, value: str, user: AnyUser
) -> tuple[SegmentOverride, bool]:
    """Store the translation's own picture, page or address as `store_text` stores a text."""
    try:
        data = _value_for(segment, value, user)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages)) from error
    return store_override(translation, segment.context_id, data, user)


def store_override(
    translation: Translation, context_id: int, data: Any, user: AnyUser | None
) -> tuple[SegmentOverride, bool]:
    """Store what a translation shows instead of its original's value; return it, and if it is new.

    `data` is as `values.clean_value` returns it.
    """
    with transaction.atomic():
        # No constraint prevents two people from storing a row each, and with two rows of one place
        # the page can no longer be written: the second waits here and finds the first one's row.
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


def _value_for(segment: OverridableSegment, value: str, user: AnyUser) -> Any:
    """Return what to store.

    Raises ValidationError if the value cannot be used there, and RefusedError without an original.
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
    """Show the original's value again; return whether the translation had one of its own."""
    found = SegmentOverride.objects.filter(
        locale_id=translation.target_locale_id, context_id=segment.context_id
    )
    return bool([stored.delete() for stored in found])
