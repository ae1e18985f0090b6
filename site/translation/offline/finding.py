"""Finds the translation that a file belongs to, and whether its reader may change it now."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from core.languages import LANGUAGES
from core.shelf.registry import RefusedError
from core.shelf.units import unit
from translation.guards import is_in_review, may_read, refusal_to_translate
from translation.models import TranslationStatus
from translation.offline import headers
from translation.rights import rows_for
from translation.storing import source_of
from translation.texts import language_name
from translation.views.submitting import submit

SUBMIT = "wagtail_localize.submit_translation"


@dataclass(frozen=True)
class Target:
    """A translation and its page, and why its texts may not be changed now, or "".

    While a translation `is_waiting` for somebody to begin it, `page` is the original.
    """

    translation: Translation
    page: Any
    refusal: str
    is_waiting: bool = False

    @property
    def title(self) -> str:
        return str(self.page.draft_title)


def running() -> Any:
    """Return the translations that are made text by text."""
    return Translation.objects.filter(enabled=True).select_related(
        "source", "source__locale", "target_locale"
    )


def refusal_to_change(user: Any, page: Any) -> str:
    """Return why `user` may not change the texts of a translated page now, or ""."""
    title = {"title": page.draft_title}
    rights = page.permissions_for_user(user)
    if is_in_review(page):
        return _("“%(title)s” is in review, so its texts stay as they are.") % title
    if rights.page_locked():
        return _("“%(title)s” is locked.") % title
    if not rights.can_edit():
        return _("You may not edit “%(title)s”.") % title
    return ""


def target_of(metadata: dict[str, str], user: Any) -> Target:
    """Return the translation that the headers of a file name, begun or not.

    Raises RefusedError. Whoever may not work on a page is told what a made-up file would be told.
    """
    row = rows_for(user).filter(work=_named(metadata)).first()
    if row is None:
        raise RefusedError(
            _("The file belongs to a page that is not translated here, or not by you.")
        )
    target = target_for(row, user)
    _check_language(metadata, target)
    return target


def target_for(row: TranslationStatus, user: Any) -> Target:
    """Return the translation of a row, begun or not; raises RefusedError where there is none."""
    known = Translation.objects.filter(
        source__object_id=row.work, target_locale__language_code=row.lang
    )
    translation = known.select_related("source", "source__locale", "target_locale").first()
    if row.target_page_id is None:
        return _waiting(row, translation, user)
    if translation is None:
        raise RefusedError(_("It was written separately and is not a translation."))
    if not translation.enabled:
        raise RefusedError(_("It is edited by hand and not text by text."))
    page = translation.get_target_instance()
    return Target(translation, page, refusal_to_change(user, page))


def _waiting(row: TranslationStatus, translation: Translation | None, user: Any) -> Target:
    """Return what a work will be translated by; only the texts of its original are stored."""
    original = Page.objects.filter(pk=row.source_page_id).specific().first()
    if original is None:
        raise RefusedError(_("The original has been deleted."))
    locale = Locale.objects.get(language_code=row.lang)
    if translation is None:
        with unit():
            translation = Translation(source=source_of(original), target_locale=locale)
    return Target(translation, original, _refusal_to_begin(user, original, locale), is_waiting=True)


def _refusal_to_begin(user: Any, original: Any, locale: Locale) -> str:
    """Return why `user` may not begin the translation of a page, or ""."""
    if not may_read(user, original):
        return _("The original is not public.")
    if not user.has_perm(SUBMIT):
        return _("You may not begin translations.")
    return refusal_to_translate(original, locale, user)


def begun(target: Target, user: Any) -> Target:
    """Return the target once its translation has begun, as a draft; raises RefusedError."""
    if target.refusal:
        raise RefusedError(target.refusal)
    if not target.is_waiting:
        return target
    locale = target.translation.target_locale
    page = submit(target.page, locale, user)
    work = target.translation.source.object_id
    translation = running().get(source__object_id=work, target_locale=locale)
    return Target(translation, page, refusal_to_change(user, page))


def _named(metadata: dict[str, str]) -> Any:
    """Return the work that a file names, or None where there is none of that name."""
    work, translation = metadata.get(headers.WORK), metadata.get(headers.TRANSLATION)
    if not work and not translation:
        raise RefusedError(
            _("The file does not say to which page it belongs: its header %(header)s is missing.")
            % {"header": headers.WORK}
        )
    try:
        if work:
            return UUID(work)
        named = Translation.objects.filter(uuid=UUID(translation))
    except ValueError:
        return None
    return named.values_list("source__object_id", flat=True).first()


def _check_language(metadata: dict[str, str], target: Target) -> None:
    lang = metadata.get(headers.LANGUAGE, "")[:2].lower()
    wanted = target.translation.target_locale.language_code
    if not lang or lang == wanted:
        return
    said = language_name(lang) if lang in LANGUAGES else lang
    raise RefusedError(
        _("The file says that it is in %(said)s, but “%(title)s” is translated into %(wanted)s.")
        % {"said": said, "title": target.title, "wanted": language_name(wanted)}
    )
