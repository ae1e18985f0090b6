"""Real servers in processes of their own, on the database of the tests."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import serve
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 40


def database_url() -> str:
    """Return the address of the database that the tests use now."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    server = f"{values['HOST'] or '127.0.0.1'}:{values['PORT'] or 5432}"
    person = values["USER"] + (f":{values['PASSWORD']}" if values["PASSWORD"] else "")
    return f"postgres://{person}@{server}/{values['NAME']}"


@contextmanager
def managed(folder: Path, *command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of manage.py, which writes its data into the folder, until the block ends.

    `environment` holds settings beyond those of the tests.
    """
    with (folder / f"{command[0]}.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": database_url(),
                "DATA_DIR": str(folder),
            }
            | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def served(folder: Path, **environment: str) -> Iterator[str]:
    """Run a server of one process until the block ends; yield its address.

    `environment` holds settings beyond those that it shares with the tests.
    """
    port = serve.free_port()
    address = f"http://127.0.0.1:{port}"
    command = (
        "granian", "--interface=wsgi", f"--working-dir={ROOT / 'site'}", "--host=127.0.0.1",
        f"--port={port}", "--workers=1", "--blocking-threads=2", "--no-ws", "--log-level=warning",
        "config.wsgi:application",
    )  # fmt: skip
    with (folder / f"server-{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={**os.environ, **_shared_settings(folder, address), **environment},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_until_ready(address, process, Path(log.name))
            yield address
        finally:
            _end(process)


def _shared_settings(folder: Path, address: str) -> dict[str, str]:
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "DATABASE_URL": database_url(),
        "REDIS_URL": str(settings.CACHES["default"].get("LOCATION", "")),
        "DATA_DIR": str(folder),
        "BASE_URL": address,
        "API_RATE_LIMIT": "",
        "DEBUG": "false",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    # A server that ends while it starts leaves its worker behind.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if ask(f"{address}/livez")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{log.read_text(errors='replace')}")


def ask(
    address: str, headers: dict[str, str] | None = None, form: dict[str, str] | None = None
) -> tuple[int, bytes]:
    """Return status and body of a GET, or of a POST of `form`; redirects are not followed."""
    data = None if form is None else urlencode(form).encode()
    request = urllib.request.Request(address, data=data, headers=headers or {})  # noqa: S310
    try:
        with _OPENER.open(request, timeout=20) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


class _Straight(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_Straight)
