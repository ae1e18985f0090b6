"""Texts of a page that are still in its original's language."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from core.language.characters import has_arabic_letters
from core.language.languages import language_name
from translation.content.texts import (
    Text,
    accepted,
    field_path,
    has_letters,
    named,
    plain,
    segments_of,
    texts_of,
)
from translation.content.translated import compared_form, is_same_in_both, is_translated

_HAS_OWN_LETTERS: dict[str, Callable[[str], object]] = {
    "en": re.compile("[A-Za-z]").search,
    "ar": has_arabic_letters,
}


def missing_message(page: Page, missing: Any) -> str:
    """Return the message that a translation is not published, with the texts that it lacks."""
    return _(
        "“%(title)s” is not published in %(language)s, because it is not fully translated. "
        "Missing: %(texts)s."
    ) % {
        "title": page.get_admin_display_title(),
        "language": language_name(page.locale.language_code),
        "texts": named(type(page), missing),
    }


def untranslated_in(page: Page, translation: Translation | None) -> list[tuple[str, str]]:
    """Return the texts of `page` that are in its original's language, as (field path, text).

    `translation` is the one of which it is the target, if there is one. Asked before a page
    becomes public.
    """
    if translation is None:
        return _texts_of_mere_copy(page)
    lang = page.locale.language_code
    of_original = {
        compared_form(segment.string.data) for segment in segments_of(translation.source)
    }
    shown = [
        text
        for text in texts_of(page)
        if compared_form(text.data) in of_original and not is_same_in_both(text.data, lang)
    ]
    return _not_stored(page, shown, lambda row: is_translated(row, lang))


def unwritten_in(page: Page, translation: Translation | None) -> list[tuple[str, str]]:
    """Return the texts of a public page that nobody has written in its language.

    Whatever a person stored passes, even if it repeats the original: what is public stays so, and
    its status shows that something is to be done.
    """
    if translation is None:
        return _texts_of_mere_copy(page)
    of_original = {plain(segment.string.data) for segment in segments_of(translation.source)}
    shown = [
        text
        for text in texts_of(page)
        if has_letters(text.data) and plain(text.data) in of_original
    ]
    return _not_stored(page, shown, lambda _row: True)


def _not_stored(
    page: Page, shown: Sequence[Text], counts: Callable[[StringTranslation], bool]
) -> list[tuple[str, str]]:
    """Return those of a page's texts that are not among the stored ones that count."""
    if not shown:
        return []
    known = accepted(page.translation_key, page.locale_id)
    stored = {
        (row.context.path, plain(row.data))
        for row in known.select_related("translation_of", "context")
        if counts(row)
    }
    return [
        (field_path(page, text.path), text.data)
        for text in shown
        if (text.path, plain(text.data)) not in stored
    ]


def _texts_of_mere_copy(page: Page) -> list[tuple[str, str]]:
    """Return the texts of a page that repeats its counterpart and has no letter of its language.

    Wagtail's own `copy_for_translation` makes such pages, and they have no stored strings.
    """
    other = (
        Page.objects.filter(translation_key=page.translation_key)
        .exclude(locale_id=page.locale_id)
        .first()
    )
    if other is None:
        return []
    own = [text for text in texts_of(page) if has_letters(text.data)]
    has_own_letters = _HAS_OWN_LETTERS[page.locale.language_code]
    if any(has_own_letters(plain(text.data)) for text in own):
        return []
    copied = {text.data for text in texts_of(other.specific)}
    if not all(text.data in copied for text in own):
        return []
    return [(field_path(page, text.path), text.data) for text in own]
