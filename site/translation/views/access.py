"""Who may change what: rights are those on the page itself, and translators only translate."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.models import GroupPagePermission
from wagtail_localize.models import Translation

from core.languages import LANGUAGES
from core.roles import ADMINISTRATORS, WRITE, translators
from translation.guards import refuse_change_in_review

_TRANSLATORS = {translators(lang) for lang in LANGUAGES}


def open_translation(user: Any, translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its target page, if `user` may change it now.

    Raises PermissionDenied where the page is locked, and RefusedError while it is in review: then
    nobody changes anything, reviewers neither. Use `readable_translation` where nothing changes.
    """
    found, page = readable_translation(user, translation_id)
    refuse_change_in_review(page)
    if page.permissions_for_user(user).page_locked():
        raise PermissionDenied
    return found, page


def readable_translation(user: Any, translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its target page, if `user` may edit that page in general."""
    found = get_object_or_404(
        Translation.objects.select_related("source", "target_locale"), pk=translation_id
    )
    try:
        page = found.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied
    return found, page


def only_translates(user: Any, page: Any) -> bool:
    """Whether `user` may write at `page` and its like as a translator alone.

    Such a user changes the targets of running translations, by the editor of translations.
    """
    if user.is_superuser or not user.groups.filter(name__in=_TRANSLATORS).exists():
        return False
    writing = GroupPagePermission.objects.filter(
        group__user=user,
        page__in=page.get_ancestors(inclusive=True),
        permission__codename__in=WRITE,
    )
    return set(writing.values_list("group__name", flat=True)) <= _TRANSLATORS


def is_administrator(user: Any) -> bool:
    return bool(user.is_superuser or user.groups.filter(name=ADMINISTRATORS).exists())
