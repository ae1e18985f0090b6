"""The database of the tests: put back after real commits, made anew for other sources."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from core.models import Governorate
from tests import factories
from tests.database.migrated import digest


def contents() -> dict[str, list[str]]:
    """Return the rows of every table that has some."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            found[table] = sorted(map(repr, cursor.fetchall()))
    return {table: rows for table, rows in found.items() if rows}


@pytest.mark.django_db(transaction=True)
def test_after_real_commits_every_table_holds_what_it_held_before():
    before = contents()
    factories.make_translated_story()
    Governorate.objects.all().delete()
    assert contents() != before
    # As Django's tests do in the end.
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    assert contents() == before


@pytest.mark.django_db(transaction=True)
def test_after_sequences_were_reset_new_rows_get_free_numbers():
    highest = Page.objects.latest("pk").pk
    call_command("flush", verbosity=0, interactive=False, reset_sequences=True)
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    assert factories.make_story().pk > highest


def change_code(root: Path) -> None:
    (root / "site" / "roles.py").write_text("ROLES = 2\n")


def add_migration(root: Path) -> None:
    (root / "news" / "0002_more.py").write_text("")


def change_settings(root: Path) -> None:
    (root / "tests" / "settings.py").write_text("DEBUG = True\n")


@pytest.mark.any_database
@pytest.mark.parametrize("change", [change_code, add_migration, change_settings])
def test_a_copy_is_for_the_sources_that_it_was_made_of(
    change: Callable[[Path], None], settings, tmp_path: Path
):
    settings.ROOT = tmp_path
    for name in ("site", "news", "tests"):
        (tmp_path / name).mkdir()
    (tmp_path / "site" / "roles.py").write_text("ROLES = 1\n")
    (tmp_path / "tests" / "settings.py").write_text("")
    before = digest()
    (tmp_path / "site" / "__pycache__").mkdir()
    (tmp_path / "site" / "__pycache__" / "roles.pyc").write_text("")
    assert digest() == before
    change(tmp_path)
    assert digest() != before
