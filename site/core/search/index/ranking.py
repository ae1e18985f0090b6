"""The order of hits: level, then points for titles and rare words, and for being recent."""

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone

# What being published today is worth, as much as a word in the summary: of two hits in titles, or
# in texts alone, the newer one comes first, and no hit in a text outranks one in a title.
RECENT = 1000
# After two years it is worth half of that.
_HALVED_AFTER_DAYS = 730
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def recency(date: str) -> str:
    """Return the SQL of the points for the date in this column.

    Whole numbers of days, so that both databases agree, and pages of one day with each other.
    """
    today = (timezone.now() - _EPOCH).days
    if connection.vendor == "postgresql":
        day, most = f"CAST(FLOOR(EXTRACT(EPOCH FROM {date}) / 86400) AS bigint)", "GREATEST"
    else:
        day, most = f"CAST(julianday({date}) - 2440587.5 AS integer)", "MAX"
    age = f"{most}(0, {today} - {day})"
    return f"{RECENT * _HALVED_AFTER_DAYS} / ({_HALVED_AFTER_DAYS} + {age})"
