"""Assigning translations to people."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.languages import language_name
from core.models import User
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from translation.models import Notice, TranslationStatus
from translation.notifications.events import notify_of_many
from translation.rights import AnyUser, languages_of, may_assign, people_for


def assign(
    rows: Sequence[TranslationStatus],
    assignee: User | None,
    by: User,
    due_on: date | None = None,
    note: str = "",
) -> int:
    """Assign `rows` to `assignee`, who is notified, or to nobody (None); return how many changed.

    Raises RefusedError if `by` may not do that, `assignee` cannot work on them, or the date is
    past.
    """
    langs = {row.lang for row in rows}
    _check_assigner(by, langs)
    if assignee is None:
        due_on, note = None, ""
    else:
        check_assignee(assignee, langs)
        check_due_date(due_on)
    wanted = (assignee.pk if assignee is not None else None, due_on, note)
    changed = [row for row in rows if (row.assignee_id, row.due_on, row.note) != wanted]
    with publication_transaction():
        TranslationStatus.objects.filter(pk__in=[row.pk for row in changed]).update(
            assignee=assignee, due_on=due_on, note=note, assigned_by=by, assigned_at=timezone.now()
        )
        people = [] if assignee is None else [assignee]
        notify_of_many(changed, Notice.Kind.ASSIGNED, people, actor=by, comment=note)
    return len(changed)


def other_holder(row: TranslationStatus, user: AnyUser) -> str:
    """Return the name of the person other than `user` who has a translation, or ""."""
    person = row.assignee
    if person is None or person.pk == user.pk or not person.is_active:
        return ""
    return person.get_full_name() or str(person)


def _check_assigner(by: User, langs: Collection[str]) -> None:
    if not may_assign(by) or set(langs) - set(languages_of(by)):
        raise RefusedError(_("You may not assign these translations."))


def check_assignee(assignee: User, langs: Collection[str]) -> None:
    """Raise RefusedError if `assignee` cannot write in one of the languages."""
    for lang in sorted(langs):
        if not people_for(lang).filter(pk=assignee.pk).exists():
            raise RefusedError(
                _("%(person)s does not translate into %(language)s.")
                % {"person": assignee.get_full_name() or assignee, "language": language_name(lang)}
            )


def check_due_date(due_on: date | None) -> None:
    """Raise RefusedError if a translation would be overdue as soon as it is assigned."""
    if due_on is not None and due_on < timezone.localdate():
        raise RefusedError(_("The due date is in the past. Choose today or a later day."))
