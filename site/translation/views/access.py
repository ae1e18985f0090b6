"""Who may change what: rights are those on the page itself, and translators only translate."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation as stock

from core.language.languages import LANGUAGES
from core.refusals import RefusedError
from core.setup.roles import WRITE, translators
from translation.content.texts import translation_into
from translation.rights import AnyUser, page_rights
from translation.workflow.guards import refuse_change_in_review
from translation.workflow.privacy import may_read_original, original_of

_TRANSLATORS = {translators(lang) for lang in LANGUAGES}


def open_translation(user: AnyUser, translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its target page, if `user` may change it now.

    Raises PermissionDenied where the page is locked, and RefusedError where it is edited by hand or
    in review: then nobody changes a text, reviewers neither. Use `readable_translation` where
    nothing changes.
    """
    found, page = readable_translation(user, translation_id)
    if not found.enabled:
        raise RefusedError(_("It is edited by hand and not text by text."))
    refuse_change_in_review(page)
    if page.permissions_for_user(user).page_locked():
        raise PermissionDenied
    return found, page


def readable_translation(user: AnyUser, translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its target page, if `user` may edit that page in general."""
    found = get_object_or_404(
        Translation.objects.select_related("source", "target_locale"), pk=translation_id
    )
    try:
        page = found.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    # What wagtail-localize checks at its own addresses, which ours replace.
    if not stock.user_can_edit_instance(user, page):
        raise PermissionDenied
    return found, page


def refusal_to_read(
    request: HttpRequest, translation: Translation, page: Page
) -> HttpResponse | None:
    """Return a redirect to the editor for a user who may not read the original (any more).

    `page` is the translation's own.
    """
    if may_read_original(request.user, translation):
        return None
    if original_of(translation) is None:
        messages.error(request, _("Not possible, because the original has been deleted."))
    else:
        messages.error(request, _("Not possible, because you may not read the original any more."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def only_translates(user: AnyUser, *pages: Page) -> bool:
    """Whether `user` may write one of `pages` as a translator alone.

    Such a user changes the targets of running translations, in the editor of translations.
    """
    return bool(_only_translated(user, pages))


def _only_translated(user: AnyUser, pages: Sequence[Page]) -> list[Page]:
    """Return those of `pages` that `user` may write as a translator alone."""
    if user.is_superuser or not user.is_active:
        return []
    rights = [right for right in page_rights(user) if right.codename in WRITE]
    if not any(right.group in _TRANSLATORS for right in rights):
        return []
    return [
        page
        for page in pages
        if {right.group for right in rights if page.path.startswith(right.path)} <= _TRANSLATORS
    ]


def closed_pages(user: AnyUser, pages: Sequence[Page]) -> set[int]:
    """Return the ids of those of `pages` whose form is refused to `user`, a translator.

    As `restrict_translators_to_translations` decides, in three queries for any number of pages.
    """
    others = _only_translated(user, pages)
    running = Translation.objects.filter(
        enabled=True, source__object_id__in=[page.translation_key for page in others]
    )
    open_ones = set(running.values_list("source__object_id", "target_locale_id"))
    return {page.pk for page in others if (page.translation_key, page.locale_id) not in open_ones}


def refuse_translators(request: HttpRequest, *pages: Page) -> HttpResponse | None:
    if not only_translates(request.user, *pages):
        return None
    messages.error(
        request,
        _(
            "Translators change translations alone. To begin one, open the original and choose "
            "“Translate into …”; ask the communications staff for everything else."
        ),
    )
    return redirect("wagtailadmin_home")


def restrict_translators_to_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse translators pages that are not translated text by text."""
    translation = translation_into(page)
    is_running = translation is not None and translation.enabled
    return None if is_running else refuse_translators(request, page)
