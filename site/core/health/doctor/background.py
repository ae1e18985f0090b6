"""Checks of the worker, and of what it could not do."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.background.leases import last_seen
from core.health.doctor.findings import Check, Finding, error, line, manage, ok, warning
from core.language.dates import long_moment
from core.language.languages import current_language
from core.models import BackgroundProblem

# The worker is seen every ten seconds, or every minute where cron runs it; a long transaction of
# others may keep it from writing.
SILENT = timedelta(minutes=5)


def is_worker_silent() -> bool:
    """Whether no worker has been alive lately: nothing is sent, scheduled or repaired."""
    seen = last_seen()
    return seen is None or timezone.now() - seen > SILENT


def look_at_worker() -> Iterator[Finding]:
    seen = last_seen()
    start = line(manage("work"), kit="sudo systemctl restart icssi-worker")
    if seen is None:
        yield error(_("The worker has not run in the last week, or never."), start)
        return
    text = _("The worker was last seen on %(moment)s.")
    text %= {"moment": long_moment(seen, current_language())}
    yield error(text, start) if timezone.now() - seen > SILENT else ok(text)


def look_at_problems() -> Iterator[Finding]:
    if number := BackgroundProblem.objects.lasting().count():
        text = ngettext(
            "%(number)d problem in the background is on the start page of the CMS.",
            "%(number)d problems in the background are on the start page of the CMS.",
            number,
        )
        yield warning(text % {"number": number})
    else:
        yield ok(_("Nothing has failed in the background."))


CHECKS = (
    Check("worker", gettext_lazy("Worker"), look_at_worker, asks_database=True),
    Check("problems", gettext_lazy("Problems"), look_at_problems, asks_database=True),
)
