"""The daily e-mail: what is new for a person, and what is due, in that person's language.

E-mail is read by others than its recipient. So nothing stands in it but what happened, links, and
the titles of originals that are public; no other text, no comment and no name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db.models import Q
from django.utils import timezone

from core.background.problems import Kind, report, solve
from core.language.languages import LANGUAGES
from core.models import PublishedItem
from translation.models import DigestPreference, Notice, Status, TranslationStatus
from translation.models.status import OPEN
from translation.notifications.email import Email, email_language, message_of
from translation.rights import languages_of

DUE_WITHIN = timedelta(days=3)


@dataclass
class Sent:
    """What a run did: numbers of people, and those whose e-mail failed, by id."""

    sent: int = 0
    failed: list[int] = field(default_factory=list)


def letters(until: datetime | None = None) -> Iterator[Email]:
    """Give a letter for each person who has news from before `until`, or something due.

    People who want none, or have had today's, get none.
    """
    moment = until or timezone.now()
    today = timezone.localdate(moment)
    for user in _people(moment, today):
        try:
            letter = _email_for(user, moment, today)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others get theirs
            _tell(user, error)
            continue
        if letter.notices or letter.due:
            yield letter


def _people(moment: datetime, today: date) -> Any:
    with_news = _news(moment).values("recipient")
    with_work = _due(today).values("assignee")
    return (
        get_user_model()
        .objects.filter(Q(pk__in=with_news) | Q(pk__in=with_work), is_active=True)
        .exclude(email="")
        .exclude(translation_digest__is_wanted=False)
        .exclude(translation_digest__sent_on__gte=today)
        .select_related("wagtail_userprofile")
        .order_by("pk")
    )


def _news(moment: datetime) -> Any:
    return Notice.objects.unread().filter(mailed_at=None, created_at__lt=moment)


def _due(today: date) -> Any:
    """Translations that somebody has, and that are due within days or were so."""
    return TranslationStatus.objects.filter(
        status__in=OPEN, due_on__lte=today + DUE_WITHIN, assignee__isnull=False
    )


def _email_for(user: Any, moment: datetime, today: date) -> Email:
    langs = languages_of(user)
    news = _news(moment).filter(recipient=user).into(langs).select_related("status")
    notices = [notice for notice in news if _is_still_true(notice)]
    due = list(_due(today).filter(assignee=user, lang__in=langs).order_by("due_on", "pk"))
    statuses = [*(notice.status for notice in notices), *due]
    return Email(user, email_language(user), today, notices, due, _public_titles(statuses))


def _is_still_true(notice: Notice) -> bool:
    """Whether a notice still asks for something: what is done or given to others is no news."""
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
    """Send the letters; each person gets one a day at most, however many workers send.

    A letter that fails stops no other, and administrators are told; a server that cannot be
    reached raises, and who has got nothing is written to in the next run.
    """
    result = Sent()
    connection = get_connection()
    for letter in letters(until):
        connection.open()
        if not _claim(letter.user, letter.today):
            continue
        try:
            message_of(letter, connection).send()
            mailed = [notice.pk for notice in letter.notices]
            Notice.objects.filter(pk__in=mailed).update(mailed_at=timezone.now())
        except Exception as error:  # noqa: BLE001 - whatever it is, the others get theirs
            _tell(letter.user, error)
            result.failed.append(letter.user.pk)
            connection.close()
            continue
        solve(_key(letter.user))
        result.sent += 1
    connection.close()
    return result


def _tell(user: Any, error: Exception) -> None:
    reasons = dict.fromkeys(LANGUAGES, f"{user.email}: {type(error).__name__}")
    is_of_server = isinstance(error, OSError | ValueError)  # SMTP's errors are among them
    report(_key(user), Kind.EMAIL, error, reasons=reasons, is_explained=is_of_server)


def _key(user: Any) -> str:
    return f"digest:{user.pk}"


def _claim(user: Any, today: date) -> bool:
    """Note that `user` gets today's letter from us, unless another worker was first."""
    DigestPreference.objects.get_or_create(user=user)
    mine = DigestPreference.objects.filter(user=user).exclude(sent_on__gte=today)
    return bool(mine.update(sent_on=today))
