"""What has stopped without anybody noticing: what `watching` reports, and the worker itself."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.background.leases import last_seen
from core.health.doctor.background import SILENT
from core.models import BackgroundProblem

Kind = BackgroundProblem.Kind
WORKER, EMAIL = "worker", str(Kind.EMAIL_SERVER)
# What is reported once for the site, and not for each page or task.
_REPORTED = {
    str(kind): kind.label
    for kind in (Kind.BACKUP, Kind.LEDGER, Kind.CERTIFICATE, Kind.EMAIL_SERVER, Kind.ROOM)
}
LABELS = _REPORTED | {
    WORKER: _(
        "The worker has stopped: no e-mail is sent, and nothing is published or taken down at its "
        "time."
    )
}
# An e-mail server is away for minutes now and then: what waits is sent afterwards.
_PATIENCE = timedelta(minutes=10)


def present_faults() -> set[str]:
    """Return the codes of what has stopped, keys of `LABELS`; of a worker that ever ran."""
    now = timezone.now()
    problems = BackgroundProblem.objects.filter(kind__in=_REPORTED)
    found = {
        problem.kind
        for problem in problems.only("kind", "first_seen")
        if problem.kind != EMAIL or now - problem.first_seen > _PATIENCE
    }
    seen = last_seen()
    return found | {WORKER} if seen is not None and now - seen > SILENT else found
