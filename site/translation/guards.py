"""What may be published, translated and started again; whoever is refused is told why."""

import re
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.shelf.registry import RefusedError
from translation.models import TranslatedRevision
from translation.strings import translation_into, untranslated_texts
from translation.texts import field_path, has_letters, language_name, named, plain, texts_of
from translation.values import forbidden_addresses

_OWN_LETTERS = {"en": re.compile("[A-Za-z]"), "ar": re.compile("[\u0620-\u064a]")}


def refuse_mixed_language(page: Any, revision: Any) -> None:
    """Raise RefusedError, which names the texts, if not all of a translation is translated."""
    record = TranslatedRevision.objects.filter(revision=revision).first()
    missing = record.missing if record else untranslated_in(page)
    if missing:
        raise RefusedError(missing_message(page, missing))


def refuse_forbidden_addresses(page: Any, revision: Any) -> None:
    """Raise RefusedError if a translation leads where no editor could make its original lead."""
    forbidden = forbidden_addresses(page) if translation_into(page) is not None else []
    if forbidden:
        raise RefusedError(
            _("“%(title)s” is not published, because it leads to addresses not allowed: %(texts)s.")
            % {"title": page.get_admin_display_title(), "texts": named(type(page), forbidden)}
        )


def missing_message(page: Any, missing: Any) -> str:
    """Say that a translation cannot be published, and which of its texts are missing."""
    return _(
        "“%(title)s” is not published in %(language)s, because it is not fully translated. "
        "Missing: %(texts)s."
    ) % {
        "title": page.get_admin_display_title(),
        "language": language_name(page.locale.language_code),
        "texts": named(type(page), missing),
    }


def untranslated_in(page: Any) -> list[tuple[str, str]]:
    """Return the texts in which `page` speaks its original's language, as (field path, text)."""
    translation = translation_into(page)
    if translation is not None:
        return untranslated_texts(page, translation)
    return _texts_of_mere_copy(page)


def _texts_of_mere_copy(page: Any) -> list[tuple[str, str]]:
    """Return the texts of a page that repeats its counterpart and has no letter of its language.

    Wagtail's own `copy_for_translation` makes such pages, and no strings are known of them.
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


def check_one_direction(translation: Translation) -> None:
    """Raise RefusedError if the work is translated the other way round already."""
    source = translation.source
    opposite = (
        Translation.objects.filter(source__object_id=source.object_id)
        .exclude(source__locale_id=source.locale_id)
        .select_related("source__locale")
    )
    for other in opposite:
        original = Page.objects.filter(
            translation_key=source.object_id, locale_id=other.source.locale_id
        ).first()
        if original is not None or other.enabled:
            raise RefusedError(translated_back_message(original or source, other.source.locale))


def translated_back_message(original: Any, locale: Locale) -> str:
    return _(
        "This page is itself a translation: its original is “%(title)s” in %(language)s. "
        "A work has one original, so edit that page and translate from it."
    ) % {"title": original, "language": language_name(locale.language_code)}


def refusal_to_translate(page: Any, locale: Locale, user: Any) -> str:
    """Return why `user` cannot have `page` translated into the language of `locale`, or ""."""
    translation = translation_into(page)
    originals = Page.objects.filter(translation_key=page.translation_key)
    if translation is not None:
        original = originals.filter(locale_id=translation.source.locale_id).first()
        if original is not None:
            return translated_back_message(original, original.locale)
    language = language_name(locale.language_code)
    if originals.filter(locale=locale, alias_of=None).exists():
        return _("This page exists in %(language)s already.") % {"language": language}
    parent = translated_parent(page, locale)
    if parent is None:
        return parent_message(page, locale)
    if user is not None and not parent.permissions_for_user(user).can_add_subpage():
        return _("You may not add pages in %(language)s below “%(title)s”.") % {
            "language": language,
            "title": parent.get_admin_display_title(),
        }
    return ""


def translated_parent(page: Any, locale: Locale) -> Any:
    """Return the page below which a translation of `page` belongs, or None if there is none."""
    parent = page.get_parent()
    if parent.is_root():
        return parent
    return parent.get_translations().filter(locale=locale, alias_of=None).first()


def parent_message(page: Any, locale: Locale) -> str:
    return _("Translate “%(title)s” into %(language)s first: this page would lie below it.") % {
        "title": page.get_parent().get_admin_display_title(),
        "language": language_name(locale.language_code),
    }
