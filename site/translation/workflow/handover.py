"""What becomes of the translations of somebody who leaves."""

from django.utils import timezone
from django.utils.translation import ngettext

from cms.accounts.leaving import Part, register_part
from core.models import User
from translation.models import Job, Notice, TranslationStatus
from translation.notifications.events import notify_of_many
from translation.rights import people_for


def _assigned(user: User) -> int:
    return TranslationStatus.objects.filter(assignee=user).count()


def _text_of_assigned(count: int) -> str:
    text = ngettext(
        "%(count)d translation is assigned to the colleague, or to nobody where the colleague "
        "does not translate into the language.",
        "%(count)d translations are assigned to the colleague, or to nobody where the colleague "
        "does not translate into the language.",
        count,
    )
    return text % {"count": count}


def _assign(user: User, colleague: User | None, by: User | None) -> None:
    rows = list(TranslationStatus.objects.filter(assignee=user))
    able = {
        lang
        for lang in {row.lang for row in rows}
        if colleague is not None and people_for(lang).filter(pk=colleague.pk).exists()
    }
    given = [row for row in rows if row.lang in able]
    changed = {"assigned_by": by, "assigned_at": timezone.now()}
    TranslationStatus.objects.filter(pk__in=[row.pk for row in given]).update(
        assignee=colleague, **changed
    )
    TranslationStatus.objects.filter(assignee=user).update(
        assignee=None, due_on=None, note="", **changed
    )
    if given and colleague is not None:
        notify_of_many(given, Notice.Kind.ASSIGNED, [colleague], actor=by)


def _jobs(user: User) -> int:
    return Job.objects.filter(owner=user).exclude(state=Job.State.RUNNING).count()


def _text_of_jobs(count: int) -> str:
    text = ngettext(
        "%(count)d export or import is deleted: nobody else sees it.",
        "%(count)d exports and imports are deleted: nobody else sees them.",
        count,
    )
    return text % {"count": count}


def _delete_jobs(user: User, _colleague: User | None, _by: User | None) -> None:
    Job.objects.filter(owner=user).exclude(state=Job.State.RUNNING).delete()


def register() -> None:
    """Register what is here. Called when the app is ready."""
    register_part(Part("translations", _assigned, _text_of_assigned, _assign, is_work=True))
    register_part(Part("jobs", _jobs, _text_of_jobs, _delete_jobs))
