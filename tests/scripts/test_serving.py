"""The server and its processes: what is killed is started again, any number of times."""

import os
import re
import secrets
import shutil
import socket
import sys
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import serve

from tests.scripts.running import Running, eventually

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.any_database,
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def variables(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a site with an empty database that is migrated."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(migrated, folder / "site.sqlite3")
    return os.environ | {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "BASE_URL": "",
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def running(variables: dict[str, str], output: Path) -> Iterator[Running]:
    running = Running(variables, output)
    try:
        assert eventually(running.answers, 60), running.output.read_text()
        assert eventually(lambda: running.has_line("The site is ready.")), (
            running.output.read_text()
        )
        yield running
    finally:
        running.clean_up()


def test_a_background_worker_that_is_killed_seven_times_comes_back_and_the_site_goes_on(running):
    web_server = running.child("granian")
    for _ in range(7):
        killed = running.kill(lambda: running.child("manage.py work"))
        assert eventually(lambda pid=killed: running.child("manage.py work") != pid)
        assert running.answers()
    assert eventually(lambda: running.child("manage.py work"))
    assert running.has_line("The background worker ended by itself (status -9); ")
    assert running.child("granian") == web_server
    assert running.stop() == 0


def test_a_web_server_that_is_killed_three_times_in_a_row_answers_again_each_time(running):
    for _ in range(3):
        killed = running.kill(lambda: running.child("granian"))
        assert eventually(lambda pid=killed: running.child("granian") not in {0, pid})
        assert eventually(running.answers)
    assert running.has_line("The web server ended by itself (status -9); ")
    assert running.stop() == 0
    assert eventually(running.has_left_nothing, 8)


def test_the_site_answers_after_one_web_worker_was_killed_five_times_in_ten_seconds(running):
    for _ in range(5):
        killed = running.kill(running.newest_web_worker)
        assert eventually(lambda pid=killed: running.newest_web_worker() not in {0, pid})
    assert eventually(running.answers)
    assert running.process.poll() is None
    assert running.stop() == 0


def test_a_port_that_others_took_while_the_web_server_was_away_is_waited_for(running):
    running.kill(lambda: running.child("granian"))
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind((serve.HOST, running.port))
        other.listen()
        assert eventually(
            lambda: running.has_line(f"Port {running.port} on 127.0.0.1 cannot be used")
        )
    assert eventually(running.answers)


def test_a_stop_is_heard_while_a_process_waits_to_be_started_again(running):
    running.kill(lambda: running.child("granian"))
    assert eventually(lambda: running.has_line("the web server is started again in 0.5 s."))
    assert running.stop() == 0
    assert running.has_line("Stopped.")
    assert eventually(running.has_left_nothing, 8)


def test_nothing_is_left_behind_when_the_server_itself_is_killed(running):
    assert running.child("granian")
    running.process.kill()
    assert eventually(running.has_left_nothing, 8)


def test_the_site_goes_on_where_its_output_can_no_longer_be_written(variables):
    running = Running(variables, Path("/dev/full"))
    try:
        assert eventually(running.answers, 60)
        killed = running.kill(lambda: running.child("manage.py work"))
        assert eventually(lambda: running.child("manage.py work") not in {0, killed})
        assert running.answers()
    finally:
        running.clean_up()


def test_code_and_settings_of_other_projects_in_the_environment_are_not_taken(
    variables, output, tmp_path
):
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "__init__.py").write_text("raise SystemExit('another project')")
    foreign = {"PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "another.settings"}
    running = Running(variables | foreign, output)
    try:
        assert eventually(running.answers, 60), output.read_text()
        assert eventually(lambda: running.child("manage.py work"))
    finally:
        running.clean_up()


def test_a_site_that_cannot_start_at_all_is_given_up_with_a_clear_line(variables, output):
    running = Running(variables | {"BASE_URL": "no address"}, output)
    try:
        assert running.process.wait(timeout=40) == 1
        last = output.read_text(encoding="utf-8").splitlines()[-1]
        assert re.fullmatch(
            r"The (web server|background worker) does not start \(status 1\);"
            r" everything is stopped\.",
            last,
        )
        assert eventually(running.has_left_nothing, 8)
    finally:
        running.clean_up()


def test_a_port_that_is_taken_before_the_first_answer_is_no_site_that_is_ready(
    variables, monkeypatch
):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with ThreadingHTTPServer((serve.HOST, 0), SimpleHTTPRequestHandler) as other:
        Thread(target=other.serve_forever).start()
        server = serve.Server(other.server_address[1])
        try:
            server.start()
            assert server.wait_until_ready() == "The web server does not start (status 1)"
        finally:
            server.stop()
            other.shutdown()
