"""Commands of the Makefile report a fault in one line, and check what they claim to check."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import check_catalogue
import check_css
import environ
import polib
import pytest
from django.conf import settings

from home.seeding.files import users_file

ROOT = Path(settings.ROOT)

pytestmark = pytest.mark.any_database


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def make_python(folder: Path, script: str) -> str:
    """Write a stand-in for an interpreter that a newcomer may have."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 3.9", "3.11 or newer is needed"),
        ("exit 1", "does not run"),
        ('case "$2" in *ensurepip*) exit 1;; *) echo 3.12;; esac', "has no venv"),
    ],
)
def test_an_unfit_python_is_one_line_that_names_what_to_install(tmp_path, script, reason):
    result = run("scripts/install.sh", "check", PYTHON=make_python(tmp_path, script))
    assert result.returncode == 1
    assert reason in result.stderr
    assert "apt-get install git make python3 python3-venv" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_missing_python_is_one_clear_line():
    result = run("scripts/install.sh", "check", PYTHON="/nowhere/python3")
    assert (result.returncode, len(result.stderr.strip().splitlines())) == (1, 1)
    assert "There is no /nowhere/python3 here" in result.stderr


def test_a_port_in_use_is_one_clear_line_with_another_one_to_take():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(sys.executable, "scripts/serve.py", "--check-port", PORT=str(port))
    assert result.returncode == 1
    assert f"Port {port}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("port", ["0", "65536", "abc", "9" * 25])
def test_what_is_no_port_is_one_clear_line(port):
    result = run(sys.executable, "scripts/serve.py", "--check-port", PORT=port)
    assert result.returncode == 1
    assert "a number from 1 to 65535" in result.stderr


def test_a_missing_secret_key_is_reported_with_what_to_do(tmp_path):
    (tmp_path / "empty").mkdir()
    script = "import sys; sys.path[:0] = ['.', 'site']; import environ; "
    script += "environ.Env.read_env = lambda *a, **k: None; import config.settings"
    result = run(sys.executable, "-c", script, SECRET_KEY="", DATA_DIR=str(tmp_path))
    assert result.returncode == 1
    assert "SECRET_KEY is not set" in result.stderr
    assert "secrets.token_urlsafe" in result.stderr


def test_every_variable_that_settings_read_is_listed_with_its_default():
    settings = "".join(path.read_text() for path in (ROOT / "site/config/settings").glob("*.py"))
    read = set(re.findall(r'env\.\w+\(\s*["\x27]([A-Z_0-9]+)', settings))
    example = (ROOT / ".env.example").read_text()
    listed = set(re.findall(r"^#? ?([A-Z_0-9]+)=", example, re.MULTILINE))
    assert read == listed


def test_commands_reach_this_machine_past_a_proxy_see_no_foreign_modules_and_read_utf_8():
    foreign = "^(PYTHON(PATH|HOME)|DJANGO_SETTINGS_MODULE)="
    show = f"show: ; @echo $$no_proxy $$NO_PROXY; env | grep -c -E '{foreign}'; echo $$LC_ALL"
    result = run(
        *("make", "--silent", "--eval", show, "--ignore-errors", "show"),
        no_proxy="example.org",
        NO_PROXY="",
        PYTHONPATH="/nowhere",
        LC_ALL="C",
        DJANGO_SETTINGS_MODULE="others.settings",
    )
    one, other = result.stdout.splitlines()[0].split()
    assert one == other
    assert {"127.0.0.1", "localhost", "::1", "example.org"} <= set(one.split(","))
    assert result.stdout.splitlines()[1:] == ["0", "C.UTF-8"]


@pytest.mark.parametrize(
    ("css", "is_refused"),
    [
        ("p { margin-left: 1px }", True),
        ("p { text-align: right }", True),
        ("p { float: left }", True),
        ("p { left: 0 }", True),
        ("p { margin: 0 1px 0 2px }", True),
        ("p { margin-inline-start: 1px; text-align: start; inset-inline-end: 0 }", False),
        ("/* margin-left: 1px */ p { color: red }", False),
    ],
)
def test_stylesheets_may_not_know_left_from_right(tmp_path, monkeypatch, css, is_refused):
    monkeypatch.setattr(check_css, "ROOT", tmp_path)
    (tmp_path / "x.css").write_text(css)
    assert bool(check_css.faults(tmp_path / "x.css")) == is_refused


@pytest.mark.parametrize(
    ("entry", "is_refused"),
    [
        ({"msgid": "Hello", "msgstr": "مرحبا"}, False),
        ({"msgid": "Hello", "msgstr": ""}, True),
        ({"msgid": "Hello", "msgstr": "مرحبا", "flags": ["fuzzy"]}, True),
        ({"msgid": "Hello %(name)s", "msgstr": "مرحبا %(nom)s"}, True),
        ({"msgid": "Hello %(name)s", "msgstr": "مرحبا %(name)s"}, False),
    ],
)
def test_an_untranslated_or_broken_message_is_found(entry, is_refused):
    assert bool(list(check_catalogue.faults(polib.POEntry(**entry)))) == is_refused


def test_no_registry_or_local_path_is_named_in_the_locks():
    for lock in (ROOT / "requirements").iterdir():
        text = lock.read_text()
        assert "://" not in text, lock
        assert "--index-url" not in text
        assert "--find-links" not in text


def test_the_packages_of_the_typescript_client_are_locked_without_a_registry():
    lock = json.loads((ROOT / "tests/interop/package-lock.json").read_text())
    installed = [entry for name, entry in lock["packages"].items() if name]
    assert all(entry["integrity"].startswith("sha512-") for entry in installed)
    assert not any("resolved" in entry for entry in installed)
    named = json.loads((ROOT / "tests/interop/package.json").read_text())["devDependencies"]
    assert named == lock["packages"][""]["devDependencies"]
    assert all(re.fullmatch(r"[0-9.]+", version) for version in named.values())


def test_without_npm_the_typescript_client_is_one_clear_line(tmp_path):
    result = run(sys.executable, "scripts/interop.py", PATH=str(tmp_path))
    assert result.returncode == 1
    assert "needs node and npm, which is not here" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_users_of_the_database_that_runs_are_printed_and_no_others(tmp_path):
    given = {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": "postgres://me:secret@db.example.org/second",
    }
    first = tmp_path / "demo-users.txt"
    first.write_text("Administrators\ta@demo.example\tpassword of the first\n", "utf-8")
    before = run(sys.executable, "scripts/demo_users.py", **given).stdout
    assert before == f"If an earlier version filled this database, its users are in {first}.\n\n"
    config = environ.Env.db_url_config(given["DATABASE_URL"])
    users_file(tmp_path, config).write_text("Administrators\ta@demo.example\tof the second\n")
    after = run(sys.executable, "scripts/demo_users.py", **given).stdout
    assert "of the second" in after
    assert "of the first" not in after
    given["DATABASE_URL"] = ""
    assert "of the first" in run(sys.executable, "scripts/demo_users.py", **given).stdout
