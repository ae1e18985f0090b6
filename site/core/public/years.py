"""The years by which readers narrow lists, as they are in Baghdad."""

from datetime import datetime, timedelta
from itertools import chain, pairwise
from typing import Any

from django.db import connection
from django.utils import timezone

from core.language.dates import in_digits_of
from core.public.choices import Choice

YEARS = range(1900, 2101)
# The ORM has no table of values to ask about. A subquery with a limit, because PostgreSQL would
# turn an EXISTS into a join that reads every item for every year.
_YEARS_WITH_ITEMS = """
    WITH years (year, first, next) AS (VALUES {rows})
    SELECT year FROM years WHERE (
        SELECT published_at FROM core_shelfitem
        WHERE is_public AND type = %s AND lang = %s
            AND published_at >= first AND published_at < next
            AND (expires_at IS NULL OR expires_at > %s)
        ORDER BY published_at DESC LIMIT 1
    ) IS NOT NULL ORDER BY year DESC
"""


# The same among the items of one facet: of a topic, of a forum.
_YEARS_OF_FACET = """
    WITH years (year, first, next) AS (VALUES {rows})
    SELECT year FROM years WHERE (
        SELECT facet.published_at FROM core_shelffacet AS facet
        JOIN core_shelfitem AS item ON item.id = facet.item_id
        WHERE item.is_public AND facet.type = %s AND facet.lang = %s
            AND facet.published_at >= first AND facet.published_at < next
            AND (item.expires_at IS NULL OR item.expires_at > %s)
            AND facet.kind = %s AND facet.key = %s
        ORDER BY facet.published_at DESC LIMIT 1
    ) IS NOT NULL ORDER BY year DESC
"""


def years_of(public_type: str, lang: str, facet: tuple[str, str] | None = None) -> list[Choice]:
    """Return the years that have public items of a type, the newest first; one query.

    With a `facet`, its kind and key, only what has it counts.
    """
    # One seek in an index for each year that may be.
    starts = [(year, _database_moment(_start_of(year))) for year in (*YEARS, YEARS.stop)]
    spans = [(year, start, end) for (year, start), (_next, end) in pairwise(starts)]
    rows = ", ".join(["(%s, %s, %s)"] * len(spans))
    with connection.cursor() as cursor:
        now = _database_moment(timezone.now())
        values = [*chain(*spans), public_type, lang, now, *(facet or ())]
        sql = _YEARS_OF_FACET if facet else _YEARS_WITH_ITEMS
        cursor.execute(sql.format(rows=rows), values)
        found = [str(year) for (year,) in cursor.fetchall()]
    return [Choice(year, in_digits_of(year, lang), year) for year in found]


def span_of(year: int) -> tuple[datetime, datetime]:
    """Return the first and last moment of a year."""
    first, after = year_between(year)
    return first, after - timedelta(microseconds=1)


def year_between(year: int) -> tuple[datetime, datetime]:
    """Return the first moment of a year and that of the next."""
    return _start_of(year), _start_of(year + 1)


def _start_of(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=timezone.get_default_timezone())


def _database_moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
