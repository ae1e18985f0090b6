"""The worst of what a check of the doctor's finds."""

from collections.abc import Callable, Iterable

from core.health.doctor.findings import Finding, Status


def worst(look: Callable[[], Iterable[Finding]]) -> tuple[Status, str]:
    """Return the worst of what a check finds, with the line to run."""
    order = [Status.ERROR, Status.WARNING, Status.OK]
    found = sorted(look(), key=lambda each: order.index(each.status))
    return found[0].status, found[0].command
