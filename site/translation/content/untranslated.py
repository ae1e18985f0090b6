"""Texts of a page that are still in its original's language."""

import re
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.content.strings import untranslated_texts
from translation.content.texts import field_path, has_letters, language_name, named, plain, texts_of

_OWN_LETTERS = {"en": re.compile("[A-Za-z]"), "ar": re.compile("[\u0620-\u064a]")}


def missing_message(page: Any, missing: Any) -> str:
    """Return the message that a translation is not published, with the texts that it lacks."""
    return _(
        "“%(title)s” is not published in %(language)s, because it is not fully translated. "
        "Missing: %(texts)s."
    ) % {
        "title": page.get_admin_display_title(),
        "language": language_name(page.locale.language_code),
        "texts": named(type(page), missing),
    }


def untranslated_in(page: Any, translation: Translation | None) -> list[tuple[str, str]]:
    """Return the texts of `page` that are in its original's language, as (field path, text).

    `translation` is the one of which it is the target, if there is one.
    """
    if translation is not None:
        return untranslated_texts(page, translation)
    return _texts_of_mere_copy(page)


def _texts_of_mere_copy(page: Any) -> list[tuple[str, str]]:
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
    letters = _OWN_LETTERS[page.locale.language_code]
    if any(letters.search(plain(text.data)) for text in own):
        return []
    copied = {text.data for text in texts_of(other.specific)}
    if not all(text.data in copied for text in own):
        return []
    return [(field_path(page, text.path), text.data) for text in own]
