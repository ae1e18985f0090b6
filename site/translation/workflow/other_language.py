"""The page in the other language, and actions that include it.

Taking a page down leaves its counterpart alone unless a person ticks “the other language too”:
each language is public or not by a decision of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex, WorkflowState

from core.language.languages import language_name
from core.publication.visibility import public_pages
from core.refusals import RefusedError
from translation.rights import AnyUser

UNPUBLISH = "unpublish"
DELETE = "delete"
RESTRICT = "restrict"
# The field “the other language too” of Wagtail's forms; a form without it means no.
FIELD = "other_language"


@dataclass(frozen=True)
class Counterpart:
    """A page that an action on its counterpart could take along.

    `reason` is why the user cannot, and who can; "" if the user can.
    """

    page: Page
    reason: str

    @property
    def language(self) -> str:
        return language_name(self.page.locale.language_code)


def counterpart_of(page: Page) -> Page | None:
    """Return the page of the same work in the other language, as its own type, or None."""
    return next(iter(_counterparts([page])), None)


def _counterparts(pages: Sequence[Page]) -> list[Page]:
    return list(
        Page.objects.filter(
            translation_key__in=[page.translation_key for page in pages], alias_of=None
        )
        .exclude(pk__in=[page.pk for page in pages])
        .exclude(depth=1)
        .select_related("locale")
        .defer_streamfields()
        .specific()
    )


def counterparts(pages: Sequence[Page], user: AnyUser, action: str) -> list[Counterpart]:
    """Return the counterparts that `action` would change and that `user` may know of."""
    found = [
        Counterpart(page, _reason_not_to_act(page, user, action))
        for page in _counterparts(pages)
        if _is_concerned(page, action)
    ]
    refused = [each.page.pk for each in found if each.reason]
    public = {each.page_id for each in public_pages(refused)} if refused else set()
    return [
        each
        for each in found
        if not each.reason
        or each.page.pk in public
        or each.page.permissions_for_user(user).can_edit()
    ]


def choice(pages: Sequence[Page], user: AnyUser, action: str) -> dict[str, list[Any]]:
    """Return what a form shows: the `willing` counterparts and the `reasons` against the others."""
    found = counterparts(pages, user, action) if pages else []
    return {
        "willing": [each for each in found if not each.reason],
        "reasons": [each.reason for each in found if each.reason],
    }


def taken_along(pages: Sequence[Page], user: AnyUser, action: str) -> list[Page]:
    """Return the counterparts that `user` may take along, without those below another one."""
    allowed = [each.page for each in counterparts(pages, user, action) if not each.reason]
    paths = tuple(page.path for page in [*pages, *allowed])
    return [page for page in allowed if not _is_below(page.path, paths)]


def _is_below(path: str, paths: Iterable[str]) -> bool:
    return any(path != other and path.startswith(other) for other in paths)


def demanded(page: Page, user: AnyUser, action: str) -> Page | None:
    """Return the counterpart that is to be taken along with `page`, or None.

    Raises RefusedError if the user may not do that.
    """
    found = counterparts([page], user, action)
    for each in found:
        if each.reason:
            raise RefusedError(each.reason)
    return found[0].page if found else None


def _is_concerned(page: Page, action: str) -> bool:
    if action == UNPUBLISH:
        return bool(page.live or page.approved_schedule or page.workflow_in_progress)
    if action == RESTRICT:  # what is restricted already stays as it is: this must open nothing
        return not page.view_restrictions.exists()
    return not getattr(page, "is_protected", False)


def call_off(page: Page, user: AnyUser | None) -> None:
    """End the review and the schedule of a page that was taken along: it must not come back."""
    for state in page.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS):
        state.cancel(user)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)


def _may_unpublish(page: Page, rights: Any) -> bool:
    """Whether somebody may take a page down, or stop its publication."""
    if page.live:
        return bool(rights.can_unpublish())
    return bool(rights.can_publish() and not page.locked)


def _reason_not_to_act(page: Page, user: AnyUser, action: str) -> str:
    rights = page.permissions_for_user(user)
    may = {
        UNPUBLISH: lambda: _may_unpublish(page, rights),
        DELETE: rights.can_delete,
        RESTRICT: rights.can_set_view_restrictions,
    }[action]
    words = {
        "title": page.get_admin_display_title(),
        "language": language_name(page.locale.language_code),
    }
    if may():
        if action == DELETE and _is_needed(page):
            return _("“%(title)s” (%(language)s) stays as it is: other pages need it.") % words
        return ""
    if action == UNPUBLISH and rights.can_publish():
        return _("“%(title)s” (%(language)s) stays as it is: it is locked.") % words
    is_tree = action == DELETE and not page.is_leaf()
    words["groups"] = _groups_with("bulk_delete_page" if is_tree else "publish_page", page)
    return (
        _(
            "“%(title)s” (%(language)s) stays as it is: you have no right to change that. "
            "These groups have: %(groups)s."
        )
        % words
    )


def _is_needed(page: Page) -> bool:
    return bool(ReferenceIndex.get_references_to(page).group_by_source_object().is_protected)


def _groups_with(codename: str, page: Page) -> str:
    groups = Group.objects.filter(
        page_permissions__page__in=page.get_ancestors(inclusive=True),
        page_permissions__permission__codename=codename,
    )
    return _(", ").join(groups.order_by("name").values_list("name", flat=True).distinct())
