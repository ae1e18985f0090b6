"""The translation that a file belongs to, and why its texts may not be changed now."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from core.language.languages import LANGUAGES, language_name
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.content.segments import source_of
from translation.models import TranslationStatus
from translation.offline.po_files import LANGUAGE, TRANSLATION, WORK
from translation.rights import SUBMIT, AnyUser, rows_for
from translation.workflow.assignment import other_holder
from translation.workflow.guards import is_in_review
from translation.workflow.may_begin import reason_not_to_translate
from translation.workflow.privacy import may_read


@dataclass(frozen=True)
class Target:
    """A translation and its page, and the `reason` why its texts may not be changed now, or "".

    While a translation `is_waiting` for somebody to begin it, `page` is the original and `title`
    its public title: the draft behind a public page may have another. `holder` is somebody else to
    whom it is assigned then.
    """

    translation: Translation
    page: Page
    title: str
    reason: str
    is_waiting: bool = False
    holder: str = ""


def reason_of(error: RefusedError | ValidationError) -> str:
    """Return why a translation is left out of an export or an import, for people."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


def _reason_not_to_change(user: AnyUser, page: Page) -> str:
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


def target_of(metadata: dict[str, str], user: AnyUser) -> Target:
    """Return the translation that the headers of a file name, begun or not; raises RefusedError.

    The target and the error reveal nothing that `user` may not read. For a work into a language
    that is not the user's, the error is the same as for a made-up file.
    """
    row = rows_for(user).filter(work=_named(metadata)).first()
    if row is None:
        raise RefusedError(
            _("The file belongs to a page that is not translated here, or not by you.")
        )
    target = target_for(row, user)
    _check_language(metadata, target)
    return target


def target_for(row: TranslationStatus, user: AnyUser) -> Target:
    """Return the translation of a row, begun or not; raises RefusedError if there is none."""
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
    return begun_target(translation, translation.get_target_instance(), user)


def begun_target(translation: Translation, page: Page, user: AnyUser) -> Target:
    return Target(translation, page, str(page.draft_title), _reason_not_to_change(user, page))


def _waiting(row: TranslationStatus, translation: Translation | None, user: AnyUser) -> Target:
    """Return the target of a translation that nobody has begun; nothing of it is stored."""
    original = Page.objects.filter(pk=row.source_page_id).specific().first()
    if original is None:
        raise RefusedError(_("The original has been deleted."))
    # Checked first, because making the source of a page stores its texts.
    if not may_read(user, original):
        raise RefusedError(_("The original is not public."))
    locale = Locale.objects.get(language_code=row.lang)
    if translation is None:
        translation = Translation(source=_source_of(original), target_locale=locale)
    reason = _reason_not_to_begin(user, original, locale)
    holder = other_holder(row, user)
    return Target(translation, original, row.title, reason, is_waiting=True, holder=holder)


def _source_of(original: Page) -> TranslationSource:
    """Return the texts of an original as they were last stored, so that looking writes nothing."""
    known = TranslationSource.objects.get_for_instance_or_none(original)
    if known is not None:
        return known
    with publication_transaction():
        return source_of(original)


def _reason_not_to_begin(user: AnyUser, original: Page, locale: Locale) -> str:
    """Return why `user` may not begin the translation of a page, or ""."""
    if not user.has_perm(SUBMIT):
        return _("You may not begin translations.")
    return reason_not_to_translate(original, locale, user)


def _named(metadata: dict[str, str]) -> Any:
    """Return the work that a file names, or None if there is none with that id."""
    work, translation = metadata.get(WORK), metadata.get(TRANSLATION)
    if not work and not translation:
        raise RefusedError(
            _("The file does not name the page it belongs to: its header %(header)s is missing.")
            % {"header": WORK}
        )
    try:
        if work:
            return UUID(work)
        named = Translation.objects.filter(uuid=UUID(translation))
    except ValueError:
        return None
    return named.values_list("source__object_id", flat=True).first()


def _check_language(metadata: dict[str, str], target: Target) -> None:
    lang = metadata.get(LANGUAGE, "")[:2].lower()
    wanted = target.translation.target_locale.language_code
    if not lang or lang == wanted:
        return
    found = language_name(lang) if lang in LANGUAGES else lang
    raise RefusedError(
        _("The file is marked as %(found)s, but “%(title)s” is translated into %(wanted)s.")
        % {"found": found, "title": target.title, "wanted": language_name(wanted)}
    )
