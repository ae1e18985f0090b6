"""Times as they are written for programs."""

from datetime import UTC, datetime


def utc(moment: datetime) -> str:
    """Return `moment` as RFC 3339 in UTC with whole seconds: 2019-06-07T10:00:00Z."""
    # isoformat, because strftime drops the zeros before a year below 1000 on some systems.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
