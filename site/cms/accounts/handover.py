"""What becomes of things of Wagtail's when somebody leaves.

Pages are owned by a colleague and no longer locked, workflows in progress are the colleague's.
What would open something, or send e-mail, is deleted. Comments, revisions, uploads and logs stay:
they are history, and name who made them.
"""

from django.db.models import QuerySet
from django.utils.translation import ngettext
from wagtail.admin.models import EditingSession, FormState
from wagtail.log_actions import log
from wagtail.models import APIToken, Page, PageSubscription, WorkflowState

from cms.accounts.factors import enrolment
from cms.accounts.factors.reset import remove_factors
from cms.accounts.leaving import Part, register_part
from core import sessions
from core.models import Invitation, User, UserSession

_UNDER_WAY = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
_DELETED = (APIToken, EditingSession, FormState, PageSubscription)


def _workflows(user: User) -> QuerySet[WorkflowState]:
    found: QuerySet[WorkflowState] = WorkflowState.objects.filter(requested_by=user)
    return found.filter(status__in=_UNDER_WAY)


def _unlock(user: User, _colleague: User | None, by: User | None) -> None:
    pages = Page.objects.filter(locked_by=user)
    for page in pages:
        log(instance=page, action="wagtail.unlock", user=by)
    pages.update(locked=False, locked_by=None, locked_at=None)


def _give_pages(user: User, colleague: User | None, _by: User | None) -> None:
    Page.objects.filter(owner=user).update(owner=colleague)


def _give_workflows(user: User, colleague: User | None, _by: User | None) -> None:
    _workflows(user).update(requested_by=colleague)


def _delete(user: User, _colleague: User | None, _by: User | None) -> None:
    for model in _DELETED:
        model.objects.filter(user=user).delete()


def _end_sessions(user: User, _colleague: User | None, _by: User | None) -> None:
    sessions.end_all(user)


def _remove_factors(user: User, _colleague: User | None, _by: User | None) -> None:
    remove_factors(user)


def _count_factors(user: User) -> int:
    return len(enrolment.factors_of(user)) + Invitation.objects.filter(user=user).count()


def _text_of_factors(count: int) -> str:
    text = ngettext(
        "%(count)d second factor or invitation is removed.",
        "%(count)d second factors and invitations are removed.",
        count,
    )
    return text % {"count": count}


def _text_of_sessions(count: int) -> str:
    text = ngettext("%(count)d session ends.", "%(count)d sessions end.", count)
    return text % {"count": count}


def _text_of_roles(count: int) -> str:
    text = ngettext("%(count)d role is taken away.", "%(count)d roles are taken away.", count)
    return text % {"count": count}


def _text_of_locks(count: int) -> str:
    text = ngettext("%(count)d page is unlocked.", "%(count)d pages are unlocked.", count)
    return text % {"count": count}


def _text_of_pages(count: int) -> str:
    text = ngettext(
        "%(count)d page is handed over to the colleague.",
        "%(count)d pages are handed over to the colleague.",
        count,
    )
    return text % {"count": count}


def _text_of_workflows(count: int) -> str:
    text = ngettext(
        "%(count)d page in review is handed over to the colleague.",
        "%(count)d pages in review are handed over to the colleague.",
        count,
    )
    return text % {"count": count}


def _text_of_deleted(count: int) -> str:
    text = ngettext(
        "%(count)d subscription or unsaved form is deleted.",
        "%(count)d subscriptions and unsaved forms are deleted.",
        count,
    )
    return text % {"count": count}


def _count_deleted(user: User) -> int:
    return sum(model.objects.filter(user=user).count() for model in _DELETED)


def _leave_roles(user: User, _colleague: User | None, _by: User | None) -> None:
    user.groups.clear()


_PARTS = (
    Part(
        "sessions",
        lambda user: UserSession.objects.of(user).count(),
        _text_of_sessions,
        _end_sessions,
    ),
    Part("factors", _count_factors, _text_of_factors, _remove_factors),
    Part("roles", lambda user: user.groups.count(), _text_of_roles, _leave_roles),
    Part(
        "locks",
        lambda user: Page.objects.filter(locked_by=user).count(),
        _text_of_locks,
        _unlock,
    ),
    Part(
        "pages",
        lambda user: Page.objects.filter(owner=user).count(),
        _text_of_pages,
        _give_pages,
        is_work=True,
    ),
    Part(
        "workflows",
        lambda user: _workflows(user).count(),
        _text_of_workflows,
        _give_workflows,
        is_work=True,
    ),
    Part("deleted", _count_deleted, _text_of_deleted, _delete),
)


def register() -> None:
    """Register what is here. Called when the app is ready."""
    for part in _PARTS:
        register_part(part)
