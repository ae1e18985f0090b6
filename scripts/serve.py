"""Serve the site on 127.0.0.1: the web server and the background worker, until Ctrl-C.

Standard library only, because `make run` asks about the port before anything is installed.

    scripts/serve.py                 serve on $PORT (8000)
    scripts/serve.py --check-port    only check whether $PORT is free
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import nginx_config
from supervising import ROOT, Child, environment, report

HOST = "127.0.0.1"
LOCAL = {HOST, "localhost", "::1"}
READY_SECONDS = 60
BIND_SECONDS = 1.5
STOP_SECONDS = 10
GRANIAN = (
    "granian",
    "--interface=wsgi",
    # The code of this folder, wherever the folder was when it was installed.
    f"--working-dir={ROOT / 'site'}",
    f"--host={HOST}",
    "--workers=2",
    # More than any one kind of costly work may take (`core.costly.bounded`). Each thread holds its
    # own copy of what Django caches per thread; many would double memory.
    "--blocking-threads=4",
    "--respawn-failed-workers",
    # A worker that is asked to stop while it still starts does not notice.
    "--workers-kill-timeout=5s",
    "--no-ws",
    "--log-level=warning",
    "config.wsgi:application",
)


class Server:
    """The web server and the worker, and whether somebody asked them to stop."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.stopping = False
        self.children: list[Child] = []

    def request_stop(self, *_signal: object) -> None:
        """Note that the user wants to stop; the loops look every moment."""
        self.stopping = True

    def start(self) -> None:
        """Start both; from then on each is started again whenever it ends."""
        command = ("-m", *GRANIAN, f"--port={self.port}")
        self.web = Child("web server", *command, hindrance=lambda: port_problem(self.port))
        self.children.append(self.web)
        self.children.append(Child("background worker", "manage.py", "work"))

    def wait_until_ready(self) -> str:
        """Return an empty string when the site answers, otherwise why it does not.

        What gives up by itself before the site ever answered would do so for ever: settings or
        code are broken, or the port is taken. What was killed comes back, now as later.
        """
        answer = "nothing"
        deadline = time.monotonic() + READY_SECONDS
        while not self.stopping and time.monotonic() < deadline:
            for child in self.children:
                if (child.exit_status() or 0) > 0:
                    return f"The {child.name} does not start (status {child.exit_status()})"
            self.tend()
            time.sleep(0.2)
            # Until then another program may have taken the port, and answer instead of the site.
            if self.web.age() < BIND_SECONDS:
                continue
            status, answer = readiness(self.port)
            # Below 500 it serves: a BASE_URL other than this address may redirect or refuse.
            if status and status < http.client.INTERNAL_SERVER_ERROR:
                return ""
        if self.stopping:
            return ""
        return (
            f"Not ready in {READY_SECONDS} s; /readyz answered: {answer} (the log has the reason)"
        )

    def wait_for_stop(self) -> None:
        """Return when the user stops the server; what ends before is started again."""
        while not self.stopping:
            self.tend()
            time.sleep(0.2)

    def tend(self) -> None:
        for child in self.children:
            child.tend()

    def stop(self) -> None:
        """End every child: by SIGTERM first, then, after a while, by force."""
        for child in self.children:
            child.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.end(deadline)


def readiness(port: int) -> tuple[int, str]:
    """Ask /readyz once: the status (0 if nobody answered) and the text."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        response = connection.getresponse()
        return response.status, response.read(500).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return 0, str(error)
    finally:
        connection.close()


def chosen_port() -> int:
    """Return the port that the environment names, checked."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= 65535):
        sys.exit(f"PORT is {text!r}; it must be a number from 1 to 65535.")
    return int(text)


def free_port() -> int:
    """Return a port that nothing uses now: tests, benchmarks and pictures serve beside the site."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def port_problem(port: int) -> str:
    """Return why the port cannot be used, or an empty string."""
    with socket.socket() as probe:
        # Without it, connections that just ended would make the port look taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return f"Port {port} on {HOST} cannot be used ({error.strerror})"
    return ""


def require_free(port: int) -> None:
    """Exit with one line if the port cannot be used."""
    if problem := port_problem(port):
        other = port + 1 if port < 65535 else 8001
        sys.exit(f"{problem}. Stop what uses it, or choose another: make run PORT={other}")


def exposure() -> str:
    """Return a warning if the settings name a public site and no proxy, else an empty string.

    As the settings read them: from the environment, else from `.env`.
    """
    settings = nginx_config.settings_of_machine()
    try:
        host = urlsplit(settings.get("BASE_URL", "")).hostname or HOST
    except ValueError:  # the settings explain what is wrong
        return ""
    is_local = host in LOCAL or host.endswith(".localhost")
    is_behind = settings.get("BEHIND_PROXY", "").lower() in {"true", "on", "ok", "y", "yes", "1"}
    if is_local or is_behind:
        return ""
    return (
        f"WARNING: BASE_URL names {host}, and BEHIND_PROXY is off. This web server is for one\n"
        "machine: a few slow connections stop it. Put nginx in front of it, as deploy/nginx\n"
        "configures it (docs/operators.md), and set BEHIND_PROXY=true.\n"
    )


def announce(port: int) -> None:
    """Print where everything is, and who may sign in."""
    base = f"http://{HOST}:{port}"
    report(
        f"\nThe site is ready. Ctrl-C stops it.\n\n"
        f"  English   {base}/en/\n"
        f"  Arabic    {base}/ar/\n"
        # Browsers know passkeys for names alone.
        f"  CMS       http://localhost:{port}/admin/\n"
        f"  API       {base}/api/v1/\n"
        f"  API docs  {base}/api/v1/docs/\n"
    )
    users = subprocess.run(
        [sys.executable, "scripts/demo_users.py"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=False,
    )
    report(users.stdout.decode(errors="replace"))


def main() -> int:
    """Serve until asked to stop: 0; or, if the site cannot begin to answer, print the reason: 1."""
    sys.stdout.reconfigure(errors="backslashreplace")  # paths may be in any script
    port = chosen_port()
    require_free(port)
    if sys.argv[1:] == ["--check-port"]:
        return 0
    server = Server(port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, server.request_stop)
    try:
        if warning := exposure():
            report(warning)
        server.start()
        failure = server.wait_until_ready()
        if not failure and not server.stopping:
            announce(port)
            server.wait_for_stop()
    finally:
        server.stop()
    report(f"{failure}; everything is stopped." if failure else "\nStopped.")
    return 1 if failure else 0


if __name__ == "__main__":
    sys.exit(main())
