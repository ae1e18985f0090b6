"""What stops without anybody noticing: the worker reports it as problems.

That is backups and their ledger, the certificate, the e-mail server, and the room on the disk.
Administrators see problems on the start page of the CMS, and get e-mail about these (`cms.health`),
as about the worker itself.
"""

import shutil
import time
from collections.abc import Callable
from datetime import datetime
from ssl import SSLCertVerificationError

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.background.email_queue import report_server
from core.background.problems import Kind, in_each_language, report, solve
from core.backup import outcomes
from core.health.certificate import expiry
from core.health.doctor.backups import OLDEST, OLDEST_LEDGER
from core.health.doctor.files import TOO_FEW
from core.health.doctor.network import RENEWED_DAYS
from core.health.doctor.services import email_server_fault
from core.language.dates import long_date, long_moment
from core.language.languages import current_language

_EVERY = 600.0  # seconds
_CERTIFICATE_EVERY = 6 * 3600.0


class _Due:
    """When this process looks next, by the monotonic clock."""

    often = certificate = 0.0


def watch() -> None:
    """Look whether everything is in order; a round of the worker's."""
    now = time.monotonic()
    if now >= _Due.often:
        _Due.often = now + _EVERY
        watch_backup()
        watch_ledger()
        watch_room()
        watch_email()
    if settings.HTTPS and now >= _Due.certificate:
        _Due.certificate = now + _CERTIFICATE_EVERY
        watch_certificate()


def watch_backup() -> None:
    """Report that backups, once there were any, have stopped or fail."""
    known = outcomes.read()
    is_old = known.succeeded is not None and timezone.now() - known.succeeded > OLDEST
    if known.problem or is_old:
        _report("backup", Kind.BACKUP, lambda: _backup_in_words(known))
    else:
        solve("backup")


def _backup_in_words(known: outcomes.Outcomes) -> str:
    if known.problem:
        return known.problem
    moment = known.succeeded or timezone.now()
    text = _("The last one was made on %(moment)s.")
    return text % {"moment": long_moment(moment, current_language())}


def watch_ledger() -> None:
    """Report that what is withdrawn, once it was copied, is copied no more."""
    copied = outcomes.read().ledger_copied
    if copied is not None and timezone.now() - copied > OLDEST_LEDGER:
        _report("ledger", Kind.LEDGER, lambda: _copied_in_words(copied))
    else:
        solve("ledger")


def _copied_in_words(copied: datetime) -> str:
    text = _("What was withdrawn was last copied on %(moment)s.")
    return text % {"moment": long_moment(copied, current_language())}


def watch_room() -> None:
    """Report that the disk of the data is nearly full: soon nobody can write."""
    free = shutil.disk_usage(settings.VAR).free
    if free < TOO_FEW:
        numbers = {"path": settings.VAR, "megabytes": free // 1_000_000}
        _report("room", Kind.ROOM, lambda: _("%(megabytes)d MB are free in %(path)s.") % numbers)
    else:
        solve("room")


def watch_email() -> None:
    """Report an e-mail server that is away, though nothing waits to be sent just now."""
    report_server(email_server_fault())


def watch_certificate() -> None:
    """Report a certificate that browsers refuse, or that expires soon.

    That nobody answers may be for a moment, or because this machine does not reach its own address.
    """
    try:
        ends = expiry()
    except SSLCertVerificationError as fault:
        reason = str(fault.verify_message)
        _report("certificate", Kind.CERTIFICATE, lambda: reason)
        return
    except OSError:
        return
    if (ends - timezone.now()).days < RENEWED_DAYS:
        _report("certificate", Kind.CERTIFICATE, lambda: _expires_in_words(ends))
    else:
        solve("certificate")


def _expires_in_words(ends: datetime) -> str:
    text = _("It expires on %(date)s.")
    return text % {"date": long_date(ends, current_language())}


def _report(key: str, kind: str, reason: Callable[[], str]) -> None:
    reasons = in_each_language(reason)
    report(key, kind, TimeoutError(key), reasons=reasons, is_explained=True)
