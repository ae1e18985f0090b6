"""What was deleted, out of the files of the index as well."""

from django.db import connection, transaction

from core.databases.statistics import refresh_statistics
from core.search.index.tables import ITEMS, STAFF


def purge_deleted_keys() -> None:
    """Have the database write its indexes anew, in which a key stays that no row has any more.

    SQLite's FTS5 only notes at first that it is gone, and does it now, in this transaction. In
    PostgreSQL's GIN, keys without rows stay for good, whatever is vacuumed, and its statistics name
    values until tables are analysed again. Both follow the commit: before it, the rows are there.
    """
    if connection.vendor == "postgresql":
        transaction.on_commit(_write_anew_on_postgresql, robust=True)
        return
    with connection.cursor() as cursor:
        for table in (ITEMS, STAFF):
            index = f"{table.name}_index"
            cursor.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")  # noqa: S608


def _write_anew_on_postgresql() -> None:
    """Write both indexes anew beside those that searches go on using; then the statistics.

    It waits for older transactions, which could still read what is gone.
    """
    with connection.cursor() as cursor:
        for table in (ITEMS, STAFF):
            index = f"{table.name}_keys"
            # Left by an earlier time that was interrupted.
            cursor.execute(f"DROP INDEX IF EXISTS {index}_ccnew, {index}_ccold")
            cursor.execute(f"REINDEX INDEX CONCURRENTLY {index}")
    refresh_statistics()
