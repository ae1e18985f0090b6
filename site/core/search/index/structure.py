"""What the databases have beside a table of texts: the index of its keys.

It follows the table by itself: with the row of a text goes everything by which it was found,
in the same transaction and whoever deletes it.
"""

# Names of tables and columns are written in this project.
# ruff: noqa: S608

from typing import Any

from django.apps import apps as all_apps
from django.core.exceptions import FieldDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connections

# Models with a column of keys, and the columns that name their rows.
_MODELS = {"ItemText": "item_id", "SearchText": "id"}
# Words are separated and folded before; only a space separates keys.
_TOKENS = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[]^_`{|}~'"
_OWN = ("insert", "delete", "update")


def ensure_structures(apps: Any = all_apps, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Make what is missing beside the tables; called after each migration, and by `flush`."""
    for name, row in _MODELS.items():
        try:
            model = apps.get_model("core", name)
            model._meta.get_field("keys")
        except (LookupError, FieldDoesNotExist):  # an older state of the tables
            continue
        ensure_structure(connections[using], model._meta.db_table, row)


def ensure_structure(connection: Any, table: str, row: str) -> None:
    """Make the index of a table of texts, whose rows are named by the column `row`.

    What is there already stays. Where SQLite's triggers were lost with a table that a migration
    has remade, the index is filled from the table.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, statement in _postgresql(table, row).items():
                known_as = "to_regprocedure" if name.endswith(")") else "to_regclass"
                cursor.execute(f"SELECT {known_as}(%s)", [name])
                if cursor.fetchone() == (None,):
                    cursor.execute(statement)
            return
        present = _present(cursor, table)
        for name, statement in _sqlite(table, row).items():
            if name not in present:
                cursor.execute(statement)
        if not present.issuperset(_sqlite(table, row)):
            cursor.execute(f"INSERT INTO {table}_index({table}_index) VALUES ('rebuild')")


def drop_structure(connection: Any, table: str) -> None:
    """Remove the index of a table of texts."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {table}_having(tsquery)")
            cursor.execute(f"DROP INDEX IF EXISTS {table}_keys")
            return
        for moment in _OWN:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{moment}")
        cursor.execute(f"DROP TABLE IF EXISTS {table}_index")


def _present(cursor: Any, table: str) -> set[str]:
    cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
    return {name for (name,) in cursor.fetchall() if name.startswith(f"{table}_")}


def _sqlite(table: str, row: str) -> dict[str, str]:
    """Return what SQLite has, by name, in the order in which it is made."""
    index = f"{table}_index"
    added = f"INSERT INTO {index}(rowid, keys) VALUES (new.{row}, new.keys)"
    # FTS5 takes the keys of a row out by being given them again.
    removed = f"INSERT INTO {index}({index}, rowid, keys) VALUES ('delete', old.{row}, old.keys)"
    done = {"insert": [added], "delete": [removed], "update": [removed, added]}
    moments = {"insert": "INSERT", "delete": "DELETE", "update": f"UPDATE OF keys, {row}"}
    return {
        index: f"CREATE VIRTUAL TABLE {index} USING fts5(keys, content='{table}',"
        f" content_rowid='{row}', detail=none, columnsize=0, tokenize=\"{_TOKENS}\")"
    } | {
        f"{table}_{moment}": f"CREATE TRIGGER {table}_{moment} AFTER {moments[moment]} ON {table}"
        f" BEGIN {'; '.join(statements)}; END"
        for moment, statements in done.items()
    }


def _postgresql(table: str, row: str) -> dict[str, str]:
    """Return what PostgreSQL has, by name.

    The planner takes no account of what it costs to unpack a tsvector, and would read all of them
    for a common word: so a function asks, in which the index is used whatever it thinks.
    """
    index, function = f"{table}_keys", f"{table}_having(tsquery)"
    return {
        # Without a list of what is to be indexed later, which every search would have to read.
        index: f"CREATE INDEX {index} ON {table} USING gin (keys) WITH (fastupdate = off)",
        function: f"CREATE FUNCTION {function} RETURNS SETOF bigint"
        " LANGUAGE sql STABLE ROWS 200 SET enable_seqscan = off"
        f" AS 'SELECT {row} FROM {table} WHERE keys @@ $1'",
    }
