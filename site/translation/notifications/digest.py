"""The daily email: what is new for a person, and what is due, in that person's language.

Email may be read by others than its recipient. So it has only what happened, links, and the titles
of public originals; no other text, no comment and no name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import get_connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.background.problems import Kind, report, solve
from core.language.languages import LANGUAGES
from core.models import PublishedItem, User
from translation.models import DigestPreference, Notice, Status, TranslationStatus
from translation.models.notices import NoticeQuerySet
from translation.models.status import OPEN
from translation.notifications.email import Email, email_language, message_of
from translation.rights import languages_of

DUE_WITHIN = timedelta(days=3)


@dataclass
class Sent:
    """The result of a run: how many emails were sent, and the ids of users whose email failed."""

    sent: int = 0
    failed: list[int] = field(default_factory=list)


def emails(until: datetime | None = None) -> Iterator[Email]:
    """Yield an email for each person who has news from before `until`, or something due.

    People who want none, or have had today's, get none.
    """
    moment = until or timezone.now()
    today = timezone.localdate(moment)
    for user in _people(moment, today):
        try:
            email = _email_for(user, moment, today)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others get theirs
            _report_failure(user, error)
            continue
        if email.notices or email.due:
            yield email


def _people(moment: datetime, today: date) -> QuerySet[User]:
    with_news = _news(moment).values("recipient")
    with_work = _due(today).values("assignee")
    return (
        User.objects.filter(Q(pk__in=with_news) | Q(pk__in=with_work), is_active=True)
        .exclude(email="")
        .exclude(translation_digest__is_wanted=False)
        .exclude(translation_digest__sent_on__gte=today)
        .select_related("wagtail_userprofile")
        .order_by("pk")
    )


def _news(moment: datetime) -> NoticeQuerySet:
    return Notice.objects.unread().filter(mailed_at=None, created_at__lt=moment)


def _due(today: date) -> QuerySet[TranslationStatus]:
    """Return the assigned translations that are overdue or due within days."""
    return TranslationStatus.objects.filter(
        status__in=OPEN, due_on__lte=today + DUE_WITHIN, assignee__isnull=False
    )


def _email_for(user: User, moment: datetime, today: date) -> Email:
    langs = languages_of(user)
    news = _news(moment).filter(recipient=user).into(langs).select_related("status")
    notices = [notice for notice in news if _is_still_true(notice)]
    due = list(_due(today).filter(assignee=user, lang__in=langs).order_by("due_on", "pk"))
    statuses = [*(notice.status for notice in notices), *due]
    return Email(user, email_language(user), today, notices, due, _public_titles(statuses))


def _is_still_true(notice: Notice) -> bool:
    """Whether a notice still applies: what is done or reassigned meanwhile is no news."""
    status = notice.status
    if notice.kind == Notice.Kind.ASSIGNED:
        return status.assignee_id == notice.recipient_id
    if notice.kind == Notice.Kind.SOURCE_CHANGED:
        return status.status != Status.UP_TO_DATE
    return True


def _public_titles(statuses: Iterable[TranslationStatus]) -> dict[UUID, str]:
    """Return the titles, as readers see them, of those originals that are public."""
    wanted = defaultdict(set)
    for status in statuses:
        wanted[status.source_lang].add(status.work)
    return {
        work: title
        for lang, works in wanted.items()
        for work, title in PublishedItem.objects.public()
        .in_language(lang)
        .filter(work__in=works)
        .values_list("work", "title")
    }


def send_digests(until: datetime | None = None) -> Sent:
    """Send the emails; each person gets one a day at most, however many workers send.

    An email that fails stops no other and is reported to administrators. A server that cannot be
    reached raises OSError; whoever got no email gets it in the next run.
    """
    result = Sent()
    connection = get_connection()
    for email in emails(until):
        connection.open()
        if not _claim(email.user, email.today):
            continue
        try:
            message_of(email, connection).send()
            mailed = [notice.pk for notice in email.notices]
            Notice.objects.filter(pk__in=mailed).update(mailed_at=timezone.now())
        except Exception as error:  # noqa: BLE001 - whatever it is, the others get theirs
            _report_failure(email.user, error)
            result.failed.append(email.user.pk)
            connection.close()
            continue
        solve(_key(email.user))
        result.sent += 1
    connection.close()
    return result


def _report_failure(user: User, error: Exception) -> None:
    reasons = dict.fromkeys(LANGUAGES, f"{user.email}: {type(error).__name__}")
    is_of_server = isinstance(error, OSError | ValueError)  # SMTP's errors are among them
    report(_key(user), Kind.EMAIL, error, reasons=reasons, is_explained=is_of_server)


def _key(user: User) -> str:
    return f"digest:{user.pk}"


def _claim(user: User, today: date) -> bool:
    """Record that this worker sends today's email to `user`, unless another was first."""
    DigestPreference.objects.get_or_create(user=user)
    mine = DigestPreference.objects.filter(user=user).exclude(sent_on__gte=today)
    return bool(mine.update(sent_on=today))
