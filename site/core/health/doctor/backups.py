"""Checks of the last backup, and of the copy of what was withdrawn since."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.backup import outcomes
from core.health.doctor.findings import Check, Finding, error, manage, ok, warning
from core.language.dates import long_moment
from core.language.languages import current_language

# A backup a day, with a night that it may take; a copy of the ledger each minute.
OLDEST = timedelta(hours=30)
OLDEST_LEDGER = timedelta(minutes=15)


def look_at_backup() -> Iterator[Finding]:
    known = outcomes.read()
    line = manage("backup" if settings.BACKUP_DIR else "backup FOLDER")
    if known.problem:
        text = _("The last backup failed: %(reason)s")
        yield error(text % {"reason": known.problem}, line)
    if known.succeeded is None:
        yield error(_("There has never been a backup."), line)
        return
    text = _("The last backup was made on %(moment)s (%(megabytes)d MB).")
    moment = long_moment(known.succeeded, current_language())
    text %= {"moment": moment, "megabytes": known.bytes // 1_000_000}
    yield error(text, line) if timezone.now() - known.succeeded > OLDEST else ok(text)
    if not settings.BACKUP_RESTIC_REPOSITORY:
        yield warning(
            _("Backups stay on this machine unless you copy them: set BACKUP_RESTIC_REPOSITORY.")
        )


def look_at_ledger() -> Iterator[Finding]:
    """Whether a restored backup would know what was withdrawn."""
    copied = outcomes.read().ledger_copied
    line = manage("backup --ledger" if settings.BACKUP_DIR else "backup --ledger FOLDER")
    if copied is None:
        text = _("What was withdrawn is not copied: a restored backup would stay closed.")
        yield warning(text, line)
        return
    text = _("What was withdrawn was last copied on %(moment)s.")
    text %= {"moment": long_moment(copied, current_language())}
    yield error(text, line) if timezone.now() - copied > OLDEST_LEDGER else ok(text)


CHECKS = (
    Check("backup", gettext_lazy("Backup"), look_at_backup),
    Check("ledger", gettext_lazy("List of withdrawals"), look_at_ledger),
)
