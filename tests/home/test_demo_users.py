"""The file with the demonstration users' passwords: one for each database, never overwritten."""

import io
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection

from core.models import User
from home.seeding.files import read_users, users_file
from home.seeding.users import seed_users
from tests import factories
from tests.signing_in import FACTOR, give_app

SQLITE = "django.db.backends.sqlite3"
POSTGRES = "django.db.backends.postgresql"


def of_postgres(name: str, host: str = "db.example.org", port: int | str = 5432) -> dict:
    return {
        "ENGINE": POSTGRES, "NAME": name, "HOST": host, "PORT": port,
        "USER": "somebody", "PASSWORD": "a secret",
    }  # fmt: skip


def passwords(file: Path) -> dict[str, str]:
    return {user.email: user.password for user in read_users(file).values()}


@pytest.mark.django_db
def test_a_second_database_leaves_the_passwords_of_the_first_where_they_are(tmp_path):
    first = tmp_path / "demo-users.txt"
    first.write_text("Administrators\tadministrator@demo.icssi.example\tof the first\n")
    seed_users(tmp_path)
    assert passwords(first) == {"administrator@demo.icssi.example": "of the first"}
    second = users_file(tmp_path, connection.settings_dict)
    assert stat.S_IMODE(second.stat().st_mode) == 0o600
    for email, password in passwords(second).items():
        assert authenticate(username=email, password=password)
    assert len(passwords(second)) == User.objects.count() == 6


@pytest.mark.django_db
def test_users_of_before_whose_file_is_lost_get_no_empty_one(tmp_path):
    seed_users(tmp_path)
    file = users_file(tmp_path, connection.settings_dict)
    file.unlink()
    seed_users(tmp_path)
    assert not file.exists()


def test_the_database_of_the_data_folder_has_the_file_that_it_always_had(tmp_path):
    database = {"ENGINE": SQLITE, "NAME": tmp_path / "site.sqlite3"}
    assert users_file(tmp_path, database) == tmp_path / "demo-users.txt"


def test_every_database_has_a_file_of_its_own_that_names_it_without_its_password(tmp_path):
    databases = [
        {"ENGINE": SQLITE, "NAME": str(tmp_path / "site.sqlite3")},
        {"ENGINE": SQLITE, "NAME": str(tmp_path / "other" / "site.sqlite3")},
        of_postgres("site"),
        of_postgres("site", host="127.0.0.1"),
        of_postgres("site", port=5433),
        of_postgres("the site"),
        of_postgres("the/site"),
        of_postgres("موقع"),
    ]
    files = [users_file(tmp_path, database) for database in databases]
    assert len(set(files)) == len(databases)
    assert {file.parent for file in files} == {tmp_path}
    assert files[2].name.startswith("demo-users-site-")
    assert not any("secret" in file.name for file in files)
    assert users_file(tmp_path, of_postgres("site")) == files[2]


@pytest.mark.django_db
def test_the_code_of_the_moment_signs_a_demonstration_user_in(tmp_path, settings, client):
    settings.VAR = tmp_path
    seed_users(tmp_path)
    user = next(iter(read_users(users_file(tmp_path, connection.settings_dict)).values()))
    written = io.StringIO()
    call_command("code", user.email, stdout=written)
    client.post("/admin/login/", {"username": user.email, "password": user.password})
    client.post(FACTOR, {"code": written.getvalue()})
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db
def test_nobody_elses_code_is_printed(tmp_path, settings):
    settings.VAR = tmp_path
    seed_users(tmp_path)
    person = factories.make_user("Administrators")
    give_app(person)
    with pytest.raises(CommandError):
        call_command("code", person.email)
    # Not even where somebody else's address is in the file.
    file = users_file(tmp_path, connection.settings_dict)
    known = next(iter(read_users(file).values()))
    file.write_text(replace(known, email=person.email).line)
    with pytest.raises(CommandError):
        call_command("code", person.email)


@pytest.mark.django_db
def test_users_of_an_earlier_version_get_a_second_factor(tmp_path):
    seed_users(tmp_path)
    file = users_file(tmp_path, connection.settings_dict)
    before = passwords(file)
    Authenticator.objects.all().delete()
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join("\t".join(line.split("\t")[:3]) for line in lines))
    seed_users(tmp_path)
    assert passwords(file) == before
    assert all(user.secret and user.recovery_codes for user in read_users(file).values())
