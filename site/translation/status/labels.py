"""What lists say of a translation, in the words of the interface."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.language.languages import LANGUAGES
from translation.content.texts import language_name
from translation.models import State, TranslationStatus


def state_text(row: TranslationStatus) -> str:
    """Return a row's state: "Outdated", "Draft: 3 of 12"."""
    state = row.get_state_display()
    if row.state != State.DRAFT or not row.total:
        return state
    return _("%(state)s: %(done)d of %(total)d") % {
        "state": state,
        "done": row.done,
        "total": row.total,
    }


def state_into(row: TranslationStatus) -> str:
    """Return the state as it is told beside the original: "Arabic: Draft: 3 of 12"."""
    return _("%(language)s: %(state)s") % {
        "language": language_name(row.lang),
        "state": state_text(row),
    }


def state_from(row: TranslationStatus) -> str:
    """Return the state as it is told beside the translation: "From English: Outdated"."""
    return _("From %(language)s: %(state)s") % {
        "language": language_name(row.source_lang),
        "state": state_text(row),
    }


def in_language(text: Any, lang: str) -> SafeString:
    """Return a title marked as text of `lang`, so that it stands right in any interface."""
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>', lang, LANGUAGES[lang].direction, text or "—"
    )
