"""What PostgreSQL knows of its tables: for how many rows it plans queries.

Its daemon (autovacuum) counts them again after a minute, and on some servers it is off. Until then,
queries are planned for the tables as they were: an import into an empty site became slower with
every post, because a list of thousands was read as one is that has three rows.
"""

from django.db import connection

# Rows, or things made of several: below, a wrong plan costs nothing that anybody notices.
FIRST = 500


def refresh_statistics() -> None:
    """Have PostgreSQL count its rows anew; a second at most, whatever there is. SQLite needs none.

    It looks at a sample of each table, and others read and write meanwhile.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Growth:
    """Counts what long work writes, and refreshes the statistics whenever that has doubled."""

    def __init__(self) -> None:
        self._written, self._next = 0, FIRST

    def add(self, count: int) -> None:
        """Note that `count` things were written, and committed unless a transaction is open."""
        self._written += count
        if self._written >= self._next:
            self._next = 2 * self._written
            refresh_statistics()
