"""Debian's packages are installed where that is possible; where not, one line names them."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
COMMANDS = ("apt-get", "bash", "dpkg", "env", "grep", "id", "sleep", "true")

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.skipif(not shutil.which("apt-get") or os.geteuid() != 0, reason="runs apt as root"),
]


@pytest.fixture
def apt(tmp_path: Path) -> Path:
    """A folder in which apt finds no package, away from the machine's own lists and locks."""
    folder = tmp_path / "apt"
    for name in ("state/lists/partial", "cache/archives/partial", "etc", "log", "bin"):
        (folder / name).mkdir(parents=True)
    (folder / "status").touch()
    (folder / "etc/sources.list").touch()
    (folder / "apt.conf").write_text(
        f'Dir::State "{folder}/state"; Dir::State::status "{folder}/status";\n'
        f'Dir::Cache "{folder}/cache"; Dir::Log "{folder}/log"; Dir::Etc "{folder}/etc";\n'
    )
    for command in COMMANDS:
        (folder / "bin" / command).symlink_to(shutil.which(command) or command)
    return folder


@pytest.fixture
def lists_lock(apt: Path) -> Iterator[Callable[[], None]]:
    """Hold the lock of the lists, as another apt does; call what comes to give it back."""
    with (apt / "state/lists/lock").open("w") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        yield lambda: fcntl.lockf(lock, fcntl.LOCK_UN)


def start(apt: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [ROOT / "scripts/system_packages.sh", "bench"],
        env={"PATH": f"{apt}/bin", "APT_CONFIG": f"{apt}/apt.conf", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_while_another_program_uses_apt_the_command_waits_and_then_goes_on(apt, lists_lock):
    process = start(apt)
    assert process.stdout is not None
    lines = [process.stdout.readline(), process.stdout.readline()]
    assert lines == ["Installing wrk\n", "Another program uses apt; waiting for it.\n"]
    lists_lock()
    _output, errors = process.communicate(timeout=30)
    assert "E: Unable to locate package wrk" in errors  # apt was asked, and has no packages here
    assert errors.splitlines()[-1] == (
        "Not installed: wrk; see apt's message above. On Debian: sudo apt-get install wrk"
    )


def test_after_a_while_the_command_reports_that_another_program_uses_apt(apt, lists_lock):
    process = start(apt, APT_LOCK_SECONDS="1")
    _output, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert str(os.getpid()) in errors  # apt names the process
    assert errors.splitlines()[-1] == (
        "Another program still uses apt. When it has finished, run the command again."
    )


def test_a_list_that_cannot_be_fetched_does_not_prevent_an_installation(apt):
    (apt / "etc/sources.list").write_text("deb [trusted=yes] file:/nowhere ./\n")
    _output, errors = start(apt).communicate(timeout=30)
    assert "apt-get update had errors; trying with the lists that are there." in errors
    assert "E: Unable to locate package wrk" in errors
