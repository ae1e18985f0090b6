"""The rights of a role that reads what is public, for machines with `ROLE=public`."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from psycopg import sql

# Whether all migrations are applied.
_MIGRATIONS = "django_migrations"


def statements(role: str, database: str) -> Iterator[sql.Composed]:
    """Yield the SQL that gives a role exactly what readers need, and takes all else away.

    The role must exist. After an upgrade it is given to the tables that are new.
    """
    name = sql.Identifier(role)
    tables = sql.SQL(", ").join(sql.Identifier(table) for table in readable_tables())
    for text in (
        "GRANT CONNECT ON DATABASE {database} TO {name}",
        "GRANT USAGE ON SCHEMA public TO {name}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}",
        "GRANT SELECT ON {tables} TO {name}",
        "ALTER ROLE {name} SET default_transaction_read_only = on",
    ):
        yield sql.SQL(text).format(name=name, tables=tables, database=sql.Identifier(database))


def readable_tables() -> list[str]:
    """Return the tables of the models that settings name, with those that join them to others."""
    found = {_MIGRATIONS}
    for label in settings.READERS_MODELS:
        app, _dot, name = label.partition(".")
        chosen = [apps.get_model(label)] if name else apps.get_app_config(app).get_models()
        model: Any
        for model in chosen:
            found.add(model._meta.db_table)
            found |= {
                field.remote_field.through._meta.db_table
                for field in model._meta.local_many_to_many
                if field.remote_field.through._meta.auto_created
            }
    return sorted(found)
