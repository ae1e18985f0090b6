"""Texts of a page that are still in its original's language."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.language.characters import has_arabic_letters
from core.language.languages import language_name
from translation.content.texts import (
    accepted,
    field_path,
    has_letters,
    named,
    plain,
    segments_of,
    texts_of,
)

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

    `translation` is the one of which it is the target, if there is one.
    """
    if translation is not None:
        return _texts_as_in_original(page, translation)
    return _texts_of_mere_copy(page)


def _texts_as_in_original(page: Page, translation: Translation) -> list[tuple[str, str]]:
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
