"""Who may read the data folder and the database, and the warnings before a site goes public."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.any_database


def run(data, *command, **more):
    """Run `manage.py` with settings of production and a data folder of its own."""
    given = {
        "DATA_DIR": str(data), "SECRET_KEY": "x" * 60 + "Zz0-_", "BASE_URL": "https://example.org",
        "DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": "", "DEBUG": "false",
    }  # fmt: skip
    unset = {"DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.ROOT, env=environment | given | more, umask=0o002,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def mode(path):
    return path.stat().st_mode & 0o777


def test_a_new_data_folder_and_its_database_are_the_owners_alone(tmp_path):
    data = tmp_path / "data"
    done = run(data, "showmigrations", "contenttypes")
    assert done.returncode == 0, done.stderr
    assert mode(data) == 0o700
    assert mode(data / "site.sqlite3") == 0o600


def test_a_database_that_others_could_read_is_theirs_no_more(tmp_path):
    file = tmp_path / "site.sqlite3"
    sqlite3.connect(file).execute("CREATE TABLE one (id)").connection.close()
    file.chmod(0o644)
    run(tmp_path, "showmigrations", "contenttypes")
    assert mode(file) == 0o600


def test_before_it_goes_public_an_open_data_folder_and_missing_e_mail_are_warned_of(tmp_path):
    tmp_path.chmod(0o755)
    warned = run(tmp_path, "check", "--deploy").stderr
    assert f"Everybody on this machine may read {tmp_path}" in warned
    assert "E-mails are not sent but written into files" in warned
    tmp_path.chmod(0o750)
    quiet = run(tmp_path, "check", "--deploy", EMAIL_URL="smtp://localhost").stderr
    assert "core.W" not in quiet
