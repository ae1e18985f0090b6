"""The server and its processes: what is killed is started again, or takes all the others along."""

import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serve
from django.conf import settings

ROOT = Path(settings.ROOT)

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.any_database,
]


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serve.HOST, port))
        except OSError:
            return False
        return True


def eventually(condition: Callable[[], object], seconds: float = 20) -> bool:
    """Whether the condition comes true within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def descendants(pid: int) -> dict[int, str]:
    """Return the command lines of the processes that `pid` started, and of those they did."""
    found: dict[int, str] = {}
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for child in map(int, children):
            found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            found |= descendants(child)
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


class Running:
    """scripts/serve.py on a port of its own."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        self.port = serve.free_port()
        self.process = subprocess.Popen(
            [sys.executable, "scripts/serve.py"],
            cwd=ROOT,
            env=surroundings | {"PORT": str(self.port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.seen: dict[int, str] = {}

    def answers(self) -> bool:
        self.seen |= descendants(self.process.pid)
        connection = http.client.HTTPConnection(serve.HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status == http.client.OK
        except OSError:
            return False
        finally:
            connection.close()

    def child(self, command: str) -> int:
        """Return the id of the child with `command` in its command line, 0 if there is none."""
        found = descendants(self.process.pid)
        self.seen |= found
        return next((pid for pid, line in found.items() if command in line), 0)

    def clean_up(self) -> None:
        """End the server, and whatever it should have ended."""
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for pid, line in self.seen.items():
            if is_alive(pid, line):
                os.kill(pid, signal.SIGKILL)


def is_alive(pid: int, line: str) -> bool:
    """Whether this very process runs; an id may belong to another by now."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") == line
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture(scope="module")
def surroundings(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a site with an empty database that is migrated."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(migrated, folder / "site.sqlite3")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "REDIS_URL": "",
        "BASE_URL": "",
    }


@pytest.fixture
def running(surroundings: dict[str, str]) -> Iterator[Running]:
    running = Running(surroundings)
    try:
        assert eventually(running.answers, 60)
        assert eventually(lambda: running.child("manage.py work"))
        yield running
    finally:
        running.clean_up()


@pytest.mark.slow
def test_a_worker_that_is_killed_is_started_again_and_the_site_goes_on(running):
    worker = running.child("manage.py work")
    web_server = running.child("granian")
    os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: running.child("manage.py work") not in {0, worker})
    assert running.answers()
    assert running.child("granian") == web_server
    running.process.terminate()
    output, _nothing = running.process.communicate(timeout=20)
    assert "The background worker ended by itself (status -9); it is started again." in output
    assert running.process.returncode == 0


@pytest.mark.slow
def test_nothing_is_left_behind_when_the_server_itself_is_killed(running):
    assert running.child("granian")
    running.process.kill()
    assert eventually(lambda: is_free(running.port), 8)
    assert eventually(lambda: not any(is_alive(*child) for child in running.seen.items()), 8)


@pytest.mark.slow
def test_a_web_server_that_is_killed_stops_everything(running):
    os.kill(running.child("granian"), signal.SIGKILL)
    output, _nothing = running.process.communicate(timeout=20)
    assert "The web server ended by itself (status -9); everything is stopped." in output
    assert running.process.returncode == 1
    assert is_free(running.port)
    assert eventually(lambda: not any(is_alive(*child) for child in running.seen.items()), 8)


def test_a_worker_that_dies_again_and_again_is_given_up_with_a_clear_line(monkeypatch, capsys):
    monkeypatch.setattr(serve, "PAUSE_SECONDS", 0.05)
    worker = serve.Child("background worker", "-c", "raise SystemExit(3)", is_restarted=True)
    failures = [""]
    assert eventually(lambda: failures.append(worker.failure()) or failures[-1])
    assert failures[-1] == (
        "The background worker ended by itself (status 3), 5 times within a minute"
    )
    assert capsys.readouterr().out.count("it is started again") == 4


def test_each_pause_before_a_new_start_is_twice_as_long(monkeypatch):
    monkeypatch.setattr(serve, "PAUSE_SECONDS", 0.1)
    worker = serve.Child("background worker", "-c", "", is_restarted=True)
    pauses: list[float] = []
    last: float | None = None

    def gave_up() -> bool:
        nonlocal last
        is_over = bool(worker.failure())
        if worker.restart_at is not None and worker.restart_at != last:
            last = worker.restart_at
            pauses.append(last - worker.ends[-1])
        return is_over

    assert eventually(gave_up)
    assert pauses == pytest.approx([0.1, 0.2, 0.4, 0.8])
