"""The worker sends all e-mail: no request waits for the e-mail server, or fails with it.

E-mail is sent as everywhere in Django; `QueueBackend` puts it into the database, in the transaction
of the change that it reports. What must not be stored is queued as a kind of its own, and its text
is made when it is sent.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from core.background.problems import Kind, report, solve
from core.databases.breaker import EMAIL_SERVER
from core.language.languages import LANGUAGES
from core.models import QueuedEmail

logger = logging.getLogger(__name__)

LASTS = timedelta(days=1)
# Longer than a slow server takes for one e-mail, so that no other worker sends it too.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=1)
_MESSAGE = "message"
_SERVER = "email-server"  # the problem that is reported to administrators
_PLAIN = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")
_REFUSALS = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
_PERMANENT = 500  # from this code on, a reply means that trying again is of no use

Content = dict[str, Any]
_makers: dict[str, Callable[[Content], EmailMessage | None]] = {}


class QueueBackend(BaseEmailBackend):
    """The site's e-mail backend for Django: it only queues e-mail."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages; return how many. They must be without attachments."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("E-mail with attachments cannot be queued; send a link instead.")
            queue(_MESSAGE, _content(message))
        return len(email_messages)


def register_kind(kind: str, make: Callable[[Content], EmailMessage | None]) -> None:
    """Call `make(content)` to make e-mails of a kind when they are sent; None drops the e-mail."""
    _makers[kind] = make


def queue(kind: str, content: Content, lasts: timedelta = LASTS) -> None:
    """Have the worker send an e-mail; while the server is away it is tried for `lasts`."""
    QueuedEmail.objects.create(kind=kind, content=content, expires_at=timezone.now() + lasts)


def deliver() -> int:
    """Send what is due, and return how many were sent. Call it outside of any transaction."""
    waiting = list(QueuedEmail.objects.due().order_by("pk").values_list("pk", flat=True))
    if not waiting or not EMAIL_SERVER.may_ask():
        return 0
    sent = 0
    try:
        with get_connection(settings.EMAIL_TRANSPORT) as connection:
            for pk in waiting:
                sent += _send(pk, connection)
    except OSError as error:  # SMTP's errors are among them
        report_server(error)
    else:
        report_server(None)
    return sent


def report_server(fault: OSError | None) -> None:
    """Report to administrators that the e-mail server fails, or with None that it answers."""
    if fault is None:
        EMAIL_SERVER.succeeded()
        solve(_SERVER)
        return
    EMAIL_SERVER.failed(fault)
    why = dict.fromkeys(LANGUAGES, f"{type(fault).__name__}: {fault}")
    report(_SERVER, Kind.EMAIL_SERVER, fault, reasons=why, is_explained=True)


def _send(pk: int, connection: Any) -> bool:
    """Send one e-mail; an OSError means that the server takes no e-mail at all."""
    row = _claimed(pk)
    if row is None:
        return False
    try:
        message = _makers[row.kind](row.content)
        if message is not None:
            connection.send_messages([message])
    except _REFUSALS as error:
        _note_refusal(row, error)
        return False
    except OSError:
        raise
    except Exception:
        logger.exception("An e-mail (%s) cannot be made; it is tried again", row)
        return False
    row.delete()
    return message is not None


def _claimed(pk: int) -> QueuedEmail | None:
    """Claim the row for this worker alone; if sending fails, it is due again after a pause."""
    row = QueuedEmail.objects.due().filter(pk=pk).first()
    if row is None:
        return None
    now = timezone.now()
    if row.expires_at <= now:
        logger.warning("An e-mail (%s) could not be sent in its time and is dropped", row)
        row.delete()
        return None
    pause = min(FIRST_PAUSE * 2 ** min(row.tries, 10), LONGEST_PAUSE)
    mine = QueuedEmail.objects.due().filter(pk=pk)
    return row if mine.update(due_at=now + pause, tries=F("tries") + 1) else None


def _note_refusal(row: QueuedEmail, error: Exception) -> None:
    """Drop what the server will never take. Only its codes are logged, never an address."""
    replies = getattr(error, "recipients", {})
    codes = [code for code, _reason in replies.values()] or [getattr(error, "smtp_code", 0)]
    if min(codes) >= _PERMANENT:
        row.delete()
    logger.warning("The e-mail server refused an e-mail (%s): %s", row, codes)


def _content(message: EmailMessage) -> Content:
    content: Content = {name: getattr(message, name) for name in _PLAIN}
    content["subject"], content["body"] = str(message.subject), str(message.body)
    alternatives = getattr(message, "alternatives", [])
    return content | {"alternatives": [[str(text), kind] for text, kind in alternatives]}


def _made(content: Content) -> EmailMessage:
    fields = {name: content[name] for name in _PLAIN}
    message = EmailMultiAlternatives(**fields | {"headers": fields.pop("extra_headers")})
    for text, kind in content["alternatives"]:
        message.attach_alternative(text, kind)
    return message


register_kind(_MESSAGE, _made)
