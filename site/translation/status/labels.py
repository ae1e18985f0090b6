"""The texts that show the status of a translation."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.language.languages import LANGUAGES, language_name
from translation.models import Status, TranslationStatus


def status_text(row: TranslationStatus) -> str:
    """Return a row's status: "Outdated", "Draft: 3 of 12"."""
    status = row.get_status_display()
    if row.status != Status.DRAFT or not row.total:
        return status
    return _("%(state)s: %(done)d of %(total)d") % {
        "state": status,
        "done": row.done,
        "total": row.total,
    }


def status_into(row: TranslationStatus) -> str:
    """Return the status as shown beside the original: "Arabic: Draft: 3 of 12"."""
    return _("%(language)s: %(state)s") % {
        "language": language_name(row.lang),
        "state": status_text(row),
    }


def status_from(row: TranslationStatus) -> str:
    """Return the status as shown beside the translation: "From English: Outdated"."""
    return _("From %(language)s: %(state)s") % {
        "language": language_name(row.source_lang),
        "state": status_text(row),
    }


def in_language(text: Any, lang: str) -> SafeString:
    """Return a title marked as text of `lang`, so that it is right in any interface."""
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>', lang, LANGUAGES[lang].direction, text or "—"
    )
