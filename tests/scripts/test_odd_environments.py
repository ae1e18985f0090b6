"""Odd folders, files of other editors and full disks: they work, or one line names the fault."""

import os
import resource
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import setup_env
from django.conf import settings

ROOT = Path(settings.ROOT)
KEY = "k" * 50

pytestmark = pytest.mark.any_database


def python(
    *command: str, folder: Path = ROOT, largest_file: int = -1, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Python; a file that has more bytes than `largest_file` finds no room, if it is given."""
    own = {"SECRET_KEY": KEY, "DATABASE_URL": "", "REDIS_URL": "", "BASE_URL": ""}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | own | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file)),
    )


def setting(name: str) -> str:
    """Return a program that prints a setting of the folder in which it runs."""
    return f"import sys; sys.path.insert(0, 'site'); from config import settings; print({name})"


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(setup_env, "ENV", tmp_path / ".env")
    return tmp_path / ".env"


@pytest.mark.parametrize("name", ["with a space", "a#b", "50%20", "why?", "a+b", "مجلد"])
def test_the_database_lies_in_the_data_folder_whatever_it_is_called(tmp_path, name):
    folder = tmp_path / name
    printed = python(
        "-c", setting("settings.DATABASES['default']['NAME']"),
        DATA_DIR=str(folder), PYTHONUTF8="1",
    )  # fmt: skip
    assert printed.stdout.strip() == str(folder / "site.sqlite3"), printed.stderr


@pytest.mark.parametrize("key", ["SECRET_KEY=mine", "export SECRET_KEY=mine"])
def test_a_key_is_preserved_despite_line_ends_and_marks_of_an_editor(env_file, key):
    text = f"\N{BYTE ORDER MARK}{key}\r\nDATA_KEY=own\r\nLOG_LEVEL=DEBUG\r\n".encode()
    env_file.write_bytes(text)
    setup_env.main()
    assert env_file.read_bytes() == text


def test_settings_read_a_file_with_other_ends_of_lines_and_a_mark_at_its_beginning(tmp_path):
    shutil.copytree(ROOT / "site" / "config", tmp_path / "site" / "config")
    text = "\N{BYTE ORDER MARK}LOG_LEVEL=DEBUG\r\n"
    (tmp_path / ".env").write_bytes(text.encode())
    printed = python("-c", setting("settings.LOGGING['loggers']['core']['level']"), folder=tmp_path)
    assert printed.stdout.strip() == "DEBUG", printed.stderr


def test_a_new_key_joins_what_is_there_in_a_file_for_its_owner_alone(env_file):
    env_file.write_text("# مفاتيح\r\nLOG_LEVEL=DEBUG\r\n", encoding="utf-8")
    setup_env.main()
    lines = env_file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("SECRET_KEY=")
    assert lines[1].startswith("DATA_KEY=")
    assert lines[0].partition("=")[2] != lines[1].partition("=")[2]
    assert [line for line in lines[2:] if line] == ["# مفاتيح", "LOG_LEVEL=DEBUG"]
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600


def test_a_site_without_a_data_key_gets_the_key_that_encrypted_so_far(env_file):
    env_file.write_text("SECRET_KEY=mine\n")
    setup_env.main()
    assert set(env_file.read_text().splitlines()) == {"SECRET_KEY=mine", "DATA_KEY=mine"}


def test_settings_that_releases_share_stay_shared(tmp_path):
    release, shared = tmp_path / "release", tmp_path / "env"
    (release / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup_env.py", release / "scripts")
    shared.write_text("SECRET_KEY=mine\nDATA_KEY=own\n")
    (release / ".env").symlink_to(shared)
    done = python("scripts/setup_env.py", "--renew", folder=release)
    assert done.returncode == 0, done.stderr
    assert (release / ".env").readlink() == shared
    assert "SECRET_KEY=mine" not in shared.read_text()
    assert "DATA_KEY=own" in shared.read_text()


def test_a_renewed_key_leaves_what_is_encrypted_readable(env_file):
    env_file.write_text("SECRET_KEY=mine\nLOG_LEVEL=DEBUG\n")
    setup_env.main(is_renewed=True)
    written = dict(line.split("=") for line in env_file.read_text().splitlines())
    assert written["DATA_KEY"] == "mine"
    assert len(written["SECRET_KEY"]) > 50
    assert written["LOG_LEVEL"] == "DEBUG"
    setup_env.main(is_renewed=True)
    assert "DATA_KEY=mine" in env_file.read_text().splitlines()


def test_a_file_of_settings_that_is_no_text_is_one_clear_line(env_file):
    env_file.write_bytes(b"\xff\xfeS\x00E\x00")
    with pytest.raises(SystemExit, match=r"is not UTF-8 text\. Save it as UTF-8"):
        setup_env.main()


def test_a_key_that_finds_no_room_is_one_clear_line_and_changes_nothing(tmp_path):
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup_env.py", tmp_path / "scripts")
    (tmp_path / ".env").write_text("LOG_LEVEL=DEBUG\n")
    done = python("scripts/setup_env.py", folder=tmp_path, largest_file=10)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be read or written: File too large." in done.stderr
    assert (tmp_path / ".env").read_text() == "LOG_LEVEL=DEBUG\n"


def test_a_database_that_finds_no_room_is_one_clear_line(tmp_path):
    done = python("scripts/prepare.py", DATA_DIR=str(tmp_path), largest_file=8192)
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be used: ")
    assert done.stderr.count("\n") == 1


def test_a_data_folder_that_is_none_is_one_clear_line(tmp_path):
    (tmp_path / "file").touch()
    done = python("scripts/prepare.py", DATA_DIR=str(tmp_path / "file"))
    assert done.returncode == 1
    assert "It must be a folder that can be written to (File exists)" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("BASE_URL", "https://مبا درة.example", "not allowed"),
        ("BASE_URL", "https://example.org/site", "a scheme and a host"),
        ("ALLOWED_HOSTS", "www.example.org,مبا درة.example", "not allowed"),
    ],
)
def test_a_host_that_no_browser_can_send_is_one_clear_line(tmp_path, name, value, reason):
    done = python(
        "scripts/prepare.py", **{"DATA_DIR": str(tmp_path), "PYTHONUTF8": "1", name: value}
    )
    assert done.returncode == 1
    assert name in done.stderr
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
