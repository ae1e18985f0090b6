"""Whether a translation may be begun, and the reason why not."""

from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PagePermissionTester
from wagtail_localize.models import Translation

from core.language.languages import language_name
from core.refusals import RefusedError
from translation.content.texts import translation_into
from translation.rights import AnyUser
from translation.workflow.privacy import is_public, may_read


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


def translated_back_message(original: Page, locale: Locale) -> str:
    return _(
        "This page is itself a translation: its original is “%(title)s” in %(language)s. "
        "A work has one original, so edit that page and translate from it."
    ) % {"title": original, "language": language_name(locale.language_code)}


def reason_not_to_translate(page: Page, locale: Locale, user: AnyUser | None) -> str:
    """Return why `user` cannot have `page` translated into the language of `locale`, or "".

    It names no page that `user` may not read.
    """
    if user is not None and not may_read(user, page):
        return _("You may not read this page, so you cannot translate it.")
    translation = translation_into(page)
    originals = Page.objects.filter(translation_key=page.translation_key)
    if translation is not None:
        original = originals.filter(locale_id=translation.source.locale_id).first()
        if original is not None and user is not None and not may_read(user, original):
            return _("This page is itself a translation.")
        if original is not None:
            return translated_back_message(original, original.locale)
    language = language_name(locale.language_code)
    if originals.filter(locale=locale, alias_of=None).exists():
        return _("This page exists in %(language)s already.") % {"language": language}
    parent = translated_parent(page, locale)
    if parent is None:
        return parent_message(page, locale, user)
    if user is not None and not PagePermissionTester(user, parent).can_add_subpage():
        return _may_not_add(parent, language, user)
    return ""


def _may_not_add(parent: Page, language: str, user: AnyUser) -> str:
    title = _title_for(user, parent)
    if not title:
        return _("You may not add pages in %(language)s there.") % {"language": language}
    return _("You may not add pages in %(language)s below “%(title)s”.") % {
        "language": language,
        "title": title,
    }


def translated_parent(page: Page, locale: Locale) -> Page | None:
    """Return the page below which a translation of `page` belongs, or None if there is none."""
    parent = page.get_parent()
    if parent.is_root():
        return parent
    return parent.get_translations().filter(locale=locale, alias_of=None).first()


def parent_message(page: Page, locale: Locale, user: AnyUser | None = None) -> str:
    parent, language = page.get_parent(), language_name(locale.language_code)
    title = _title_for(user, parent)
    if not title:
        return _("The page above this one must be translated into %(language)s first.") % {
            "language": language
        }
    return _("Translate “%(title)s” into %(language)s first: this page would lie below it.") % {
        "title": title,
        "language": language,
    }


def _title_for(user: AnyUser | None, page: Page) -> str:
    """Return the title of a page that `user` may know, "" for none; no user is an editor."""
    if user is None or page.permissions_for_user(user).can_edit():
        return str(page.get_admin_display_title())
    return str(page.title) if is_public(page) else ""
