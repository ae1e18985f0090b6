"""Notifies people of what happened to the translations that concern them.

- assigned: called by `translation.workflow.assignment`
- the original has changed: its text, while somebody translates or a translation is public
- corrected in review: called by `translation.workflow.correction`
- submitted, approved, returned: Wagtail's signals, whichever way a review goes
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from core.models import User
from core.setup.roles import translators
from translation.models import OUTDATED, Notice, TranslationStatus
from translation.models.notices import NoticeQuerySet
from translation.rights import AnyUser, languages_of
from translation.workflow.guards import is_approved

Kind = Notice.Kind


def notify(
    status: TranslationStatus,
    kind: str,
    recipients: Iterable[User],
    actor: User | None = None,
    comment: str = "",
) -> None:
    """Notify `recipients` of something that happened to a translation, except the actor.

    `kind` is one of `Notice.Kind`, `comment` what the actor wrote. A recipient who has not read the
    last notice of that kind about this translation gets no second one: it is updated.
    """
    notify_of_many([status], kind, recipients, actor, comment)


def notify_of_many(
    statuses: Sequence[TranslationStatus],
    kind: str,
    recipients: Iterable[User],
    actor: User | None = None,
    comment: str = "",
) -> None:
    """Do the same for many translations, in as many queries as for one."""
    people = {person.pk for person in recipients if person.is_active}
    people.discard(actor.pk if actor is not None else None)
    unread = Notice.objects.unread().filter(status__in=statuses, kind=kind)
    if kind == Kind.ASSIGNED:  # unread notices of former assignees are void
        unread.exclude(recipient__in=people).delete()
    unread = unread.filter(recipient__in=people)
    already = set(unread.values_list("status_id", "recipient_id"))
    unread.update(created_at=timezone.now(), actor=actor, comment=comment, mailed_at=None)
    Notice.objects.bulk_create(
        Notice(recipient_id=pk, kind=kind, status=status, actor=actor, comment=comment)
        for status in statuses
        for pk in sorted(people)
        if (status.pk, pk) not in already
    )


def notices_for(user: AnyUser) -> NoticeQuerySet:
    """Return the notices of `user` about translations into languages that the user works in."""
    return Notice.objects.filter(recipient=user.pk).into(languages_of(user))


def workplace(status: TranslationStatus, user: AnyUser) -> str:
    """Return where in the CMS `user` works on a translation, or finds it to begin it."""
    if status.target_page_id:
        return reverse("wagtailadmin_pages:edit", args=[status.target_page_id])
    mine = "queue" if status.assignee_id == user.pk else "index"
    return reverse(f"translation_dashboard:{mine}")


def remove_old() -> int:
    """Remove notices that were read long ago; return how many."""
    old = Notice.objects.old()
    return old.delete()[0] if old.exists() else 0


@receiver(post_save, sender=TranslationStatus)
def notify_of_changed_source(
    instance: TranslationStatus, update_fields: Any = None, **_: Any
) -> None:
    """Notify when `translation.status.provenance` records that a public original's text changed.

    A change of the status to outdated is not enough: the translation can be outdated already.
    """
    if "source_changed_at" not in (update_fields or ()) or not instance.is_begun:
        return
    if instance.public_status == OUTDATED:
        recipients = [instance.assignee] if instance.assignee else _translators_into(instance.lang)
    elif not instance.made_from and instance.assignee:
        recipients = [instance.assignee]  # who is still at work on the first translation
    else:
        return
    notify(instance, Kind.SOURCE_CHANGED, recipients, actor=_last_editor(instance))


def _translators_into(lang: str) -> QuerySet[User]:
    people = get_user_model().objects.filter(is_active=True)
    return people.filter(groups__name=translators(lang))


def _last_editor(status: TranslationStatus) -> User | None:
    """Return who wrote the original's public text, or None if that is unknown."""
    page = (
        Page.objects.filter(translation_key=status.work, locale__language_code=status.source_lang)
        .select_related("live_revision__user")
        .first()
    )
    return page.live_revision.user if page and page.live_revision else None


def _status_of(page: Page) -> TranslationStatus | None:
    """Return the row of the translation whose target is `page`, or None if it is none."""
    if not isinstance(page, Page):
        return None
    return (
        TranslationStatus.objects.begun()
        .filter(work=page.translation_key, lang=page.locale.language_code)
        .select_related("assignee")
        .first()
    )


@receiver(task_submitted)
def notify_of_submission(instance: TaskState, user: User | None = None, **_: Any) -> None:
    """Notify the groups that review; administrators only as members of such a group."""
    status = _status_of(instance.workflow_state.content_object)
    if status is None:
        return
    groups = getattr(instance.task.specific, "groups", None)
    people = get_user_model().objects.filter(is_active=True)
    reviewers = people.filter(groups__in=groups.all()).distinct() if groups else []
    notify(status, Kind.SUBMITTED, reviewers, actor=user)


@receiver(workflow_approved)
def notify_of_approval(instance: WorkflowState, user: User | None = None, **_: Any) -> None:
    """Notify, unless the review ends because its task was switched off."""
    if is_approved(instance):
        _notify_translators(instance, Kind.APPROVED, user)
    else:
        take_submission_back(instance)


@receiver(workflow_rejected)
def notify_of_return(instance: WorkflowState, user: User | None = None, **_: Any) -> None:
    _notify_translators(instance, Kind.RETURNED, user)


def notify_of_correction(page: Page, review: WorkflowState, user: Any) -> None:
    """Tell those who translated that a reviewer changed a text; the review goes on."""
    status = _status_of(page)
    if status is not None:
        notify(status, Kind.CORRECTED, _submitters(review, status), actor=user)


def _submitters(review: WorkflowState, status: TranslationStatus) -> list[User]:
    return [each for each in (review.requested_by, status.assignee) if each is not None]


def _notify_translators(review: WorkflowState, kind: str, user: User | None) -> None:
    status = _status_of(review.content_object)
    if status is None:
        return
    _end_submission(status)
    task = review.current_task_state
    comment = task.get_comment() if task else ""
    notify(status, kind, _submitters(review, status), actor=user, comment=comment)


@receiver(workflow_cancelled)
def take_submission_back(instance: WorkflowState, **_: Any) -> None:
    status = _status_of(instance.content_object)
    if status is not None:
        _end_submission(status)


def _end_submission(status: TranslationStatus) -> None:
    """Mark the requests for a review that is over as read."""
    waiting = Notice.objects.unread().filter(status=status, kind=Kind.SUBMITTED)
    waiting.update(read_at=timezone.now())


def is_about_translation(thing: Any) -> bool:
    """Whether the WorkflowState or TaskState `thing` belongs to a translation."""
    review = getattr(thing, "workflow_state", thing)
    return _status_of(review.content_object) is not None
