"""Who may change a translation now: rights are those on the target page, not global ones."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail_localize.models import Translation

from core.roles import ADMINISTRATORS


def open_translation(user: Any, translation_id: int) -> tuple[Translation, Any]:
    """Return a translation and its target page, if `user` may edit that page now.

    Raises PermissionDenied where the page is locked or in review for the user, too.
    """
    found = get_object_or_404(
        Translation.objects.select_related("source", "target_locale"), pk=translation_id
    )
    try:
        page = found.get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error
    rights = page.permissions_for_user(user)
    if not rights.can_edit() or rights.page_locked():
        raise PermissionDenied
    return found, page


def is_administrator(user: Any) -> bool:
    return bool(user.is_superuser or user.groups.filter(name=ADMINISTRATORS).exists())
