"""What the tests of scripts share: a database that is migrated, for servers of their own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite to be copied: that of the tests themselves, since migrating takes long.

    There is none on PostgreSQL, nor where no test of this run asks for the database.
    """
    file = tmp_path_factory.mktemp("migrated") / "site.sqlite3"
    made = Path(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and made.name.startswith("test"):
        shutil.copy(made, file)
    else:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=settings.ROOT,
            env=os.environ | {"DATA_DIR": str(file.parent), "DATABASE_URL": ""},
            check=True,
        )
    return file
