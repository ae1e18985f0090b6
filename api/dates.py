"""Parameters that hold a date or time: an RFC 3339 time, or a day in Baghdad."""

import re
from datetime import UTC, datetime, timedelta, timezone

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from api.parameters import Parameter, UnusableValueError, shortened
from api.patterns import MOMENT
from api.problems import Text, filled

_FORM = re.compile(MOMENT)
_PARTS = re.compile(
    r"(?P<day>.{10})(?:T(?P<time>.{8})(?:\.(?P<fraction>[0-9]+))?(?P<zone>Z|.{6}))?",
    re.IGNORECASE,
)
# What becomes of +03:00 when the plus sign is sent as it is.
_LOST_PLUS = re.compile(r"T[0-9:.]+ [0-9]{2}:?[0-9]{2}$", re.IGNORECASE)


def read_moment(text: str) -> datetime:
    """Return the moment, in UTC, of a time or of the beginning of a day.

    >>> read_moment("2019-06-07")
    datetime.datetime(2019, 6, 6, 21, 0, tzinfo=datetime.timezone.utc)
    """
    if _LOST_PLUS.search(text):
        message = _("“%(value)s” has a space where a plus sign was meant: write + as %%2B.")
        raise UnusableValueError("not_a_date", filled(message, value=shortened(text)))
    found = _PARTS.fullmatch(text) if _FORM.fullmatch(text) else None
    if found is None:
        raise _not_a_date(text)
    try:
        return _moment(**found.groupdict())
    except OverflowError:
        # Its day is the calendar's first or last one, and UTC's is beyond.
        return (datetime.min if text.startswith("0001") else datetime.max).replace(tzinfo=UTC)


def _moment(day: str, time: str | None, fraction: str | None, zone: str | None) -> datetime:
    """Return the moment of these parts; raise OverflowError if it is beyond the years 1 to 9999."""
    if time is None or zone is None:
        return datetime.fromisoformat(day).replace(tzinfo=get_default_timezone()).astimezone(UTC)
    moment = datetime.fromisoformat(f"{day}T{time}")
    # The database has microseconds and nothing finer.
    moment = moment.replace(microsecond=int((fraction or "0")[:6].ljust(6, "0")))
    return moment.replace(tzinfo=_offset(zone)).astimezone(UTC)


def _offset(zone: str) -> timezone:
    if zone in "Zz":
        return UTC
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:]))
    return timezone(-offset if zone[0] == "-" else offset)


def _not_a_date(text: str) -> UnusableValueError:
    message = _(
        "“%(value)s” is neither a day that the calendar has nor a time with its zone. Allowed: a "
        "day such as 2019-06-07, or a time such as 2019-06-07T10:00:00Z or "
        "2019-06-07T13:00:00%%2B03:00."
    )
    return UnusableValueError("not_a_date", filled(message, value=shortened(text)))


def write_moment(moment: datetime) -> str:
    """Return the one text of a moment in UTC: 2019-06-06T21:00:00Z"""
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


def _parameter(name: str, description: Text, example: str) -> Parameter:
    schema = {"type": "string", "pattern": MOMENT}
    return Parameter(name, read_moment, schema, description, example=example, write=write_moment)


PUBLISHED_AFTER = _parameter(
    "published_after",
    _(
        "Only what was published then or later: a day in Baghdad, which is included, or a time "
        "with its zone."
    ),
    "2019-01-01",
)
PUBLISHED_BEFORE = _parameter(
    "published_before",
    _(
        "Only what was published earlier: a day in Baghdad, which is not included, or a time "
        "with its zone. The whole year 2019 lies after 2019-01-01 and before 2020-01-01."
    ),
    "2020-01-01",
)
UPDATED_SINCE = _parameter(
    "updated_since",
    _(
        "Only what has changed here since then, “updated_at” being that moment or later: a day in "
        "Baghdad or a time with its zone. What was withdrawn is not listed here; see “changes”."
    ),
    "2026-01-01T00:00:00Z",
)
