"""What runs on the machines; everything ends when this program does."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from benchmarks.processes import supervising
from tests.cluster.network import address, inside
from tests.clusters import program

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTS = ("icssi.example", "cms.icssi.example")
BUCKET = "uploads"
READER, OWNER = "icssi_reader", "icssi"
READY_SECONDS = 90
_GRANIAN = (
    "-m", "granian", "--interface=wsgi", f"--working-dir={ROOT / 'site'}", "--host=0.0.0.0",
    "--port=8000", "--workers=1", "--blocking-threads=4", "--no-ws", "--log-level=warning",
    "--workers-kill-timeout=5s", "config.wsgi:application",
)  # fmt: skip
_BOUNCER = f"""[databases]
* = host={address("database")} port=5432
[pgbouncer]
listen_addr = {address("database")}
listen_port = 6432
auth_type = trust
auth_file = users
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
unix_socket_dir =
"""


class Services:
    """All processes by name, each on a machine; `folder` holds their files."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        stack.callback(self.end_all)

    def start(self, name: str, machine: str, *command: str, **more: str) -> None:
        """Start a command on a machine; `more` are its variables, and `user` who it runs as."""
        user = more.pop("user", None)
        log = (self.folder / f"{name}.log").open("ab")
        as_user = (
            ("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups") if user else ()
        )
        self.processes[name] = subprocess.Popen(
            inside(machine, *as_user, *command),
            cwd=self.folder if user else ROOT,
            env=os.environ | more,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            start_new_session=True,
            preexec_fn=supervising.dies_with(os.getpid()),  # noqa: PLW1509 - no threads here
        )  # fmt: skip

    def end(self, name: str, *, by_force: bool = False) -> None:
        """End a process and what it has started, of which a web server that is killed ends none."""
        process = self.processes.pop(name)
        if not by_force:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=15)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end_all(self) -> None:
        for name in reversed(list(self.processes)):
            self.end(name)

    def log_of(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-2000:]

    # --- What the site needs ---

    def start_databases(self) -> None:
        """Start PostgreSQL with an empty database, its streaming replica, and PgBouncer."""
        shutil.chown(self.folder, "postgres")
        data, copy = (str(self.folder / name) for name in ("primary", "copy"))
        self.run("database", _of_postgresql("initdb"), "--auth=trust", "--username=postgres",
                 "--encoding=UTF8", "--no-sync", f"--pgdata={data}", user="postgres")  # fmt: skip
        with Path(data, "pg_hba.conf").open("a") as rules:
            rules.write(
                "host all all 10.88.0.0/24 trust\nhost replication all 10.88.0.0/24 trust\n"
            )
        self._start_postgresql("database", data)
        for statement in (f"CREATE ROLE {OWNER} LOGIN", f"CREATE ROLE {READER} LOGIN",
                          f"CREATE DATABASE icssi OWNER {OWNER}"):  # fmt: skip
            self.run("database", _of_postgresql("psql"), "-qh", address("database"), "-U",
                     "postgres", "-c", statement)  # fmt: skip
        self.run("replica", _of_postgresql("pg_basebackup"), f"--host={address('database')}",
                 "--username=postgres", "--checkpoint=fast", "--write-recovery-conf", "--no-sync",
                 f"--pgdata={copy}", user="postgres")  # fmt: skip
        self._start_postgresql("replica", copy)
        (self.folder / "pgbouncer.ini").write_text(_BOUNCER)
        (self.folder / "users").write_text("".join(f'"{name}" ""\n' for name in (OWNER, READER)))
        self.start("pgbouncer", "database", "pgbouncer", str(self.folder / "pgbouncer.ini"),
                   user="postgres")  # fmt: skip

    def _start_postgresql(self, machine: str, data: str) -> None:
        self.start(machine, machine, _of_postgresql("postgres"), "-D", data, "-c",
                   "listen_addresses=*", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c",
                   "max_connections=60", "-c", "shared_buffers=32MB", user="postgres")  # fmt: skip
        self.wait_for(machine, _of_postgresql("pg_isready"), "-qh", address(machine))

    def start_stores(self) -> None:
        """Start Redis and S3."""
        self.start("redis", "redis", "redis-server", "--bind", address("redis"),
                   "--protected-mode", "no", "--save", "")  # fmt: skip
        self.start_files()

    def start_files(self) -> None:
        server = Path(sys.executable).with_name("moto_server")
        self.start("files", "files", str(server), "-H", address("files"), "-p", "5000")
        self.wait_for("reader", "curl", "-so/dev/null", f"http://{address('files')}:5000/")

    def run(self, machine: str, *command: str, user: str = "", **more: str) -> str:
        """Run a command on a machine to its end and return what it prints."""
        as_user = (
            ("setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups") if user else ()
        )
        done = subprocess.run(
            inside(machine, *as_user, *command), cwd=self.folder if user else ROOT,
            env=os.environ | more, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}:\n{(done.stdout + done.stderr)[-3000:]}")
        return done.stdout

    def wait_for(self, machine: str, *command: str) -> None:
        """Run a command again and again until it succeeds."""
        until = time.monotonic() + READY_SECONDS
        while subprocess.run(
            inside(machine, *command), capture_output=True, check=False
        ).returncode:
            if time.monotonic() > until:
                raise RuntimeError(f"{' '.join(command)} does not succeed")
            time.sleep(0.3)

    # --- The site ---

    def settings(self, role: str, machine: str) -> dict[str, str]:
        """Return the variables of a process of the site."""
        data = self.folder / f"data-{machine}"
        data.mkdir(mode=0o700, exist_ok=True)
        person = READER if role == "public" else OWNER
        return {
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}:{ROOT / 'scripts'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "of-this-cluster-" + "s" * 50,
            "DATA_KEY": "of-this-cluster-" + "d" * 50,
            "DEBUG": "false",
            "DATA_DIR": str(data),
            "ROLE": role,
            "BASE_URL": f"https://{HOSTS[0]}",
            "CMS_HOST": HOSTS[1],
            "BEHIND_PROXY": "true",
            "DATABASE_URL": f"postgres://{person}@{address('database')}:6432/icssi",
            "PGBOUNCER": "true",
            "DATABASE_REPLICA_URL": f"postgres://{person}@{address('replica')}:5432/icssi",
            "REDIS_URL": f"redis://{address('redis')}:6379/0",
            "MEDIA_URL_S3": f"s3://key:secret@{address('files')}:5000/{BUCKET}?tls=false",
            "API_RATE_LIMIT": "",
            "API_CACHE_BYTES": "0",  # so that answers are read from the replica
            "EMAIL_URL": "dummymail://",
        }

    def manage(self, machine: str, *command: str, **more: str) -> str:
        """Run a command with the settings of the CMS; return what it prints."""
        return self.run(machine, sys.executable, *command, **self.settings("all", machine) | more)

    def give_static_files(self, machine: str) -> None:
        """Collect the static files once; further machines get a copy."""
        collected = self.folder / "static"
        if not collected.exists():
            self.manage(machine, "manage.py", "collectstatic", "--no-input", "-v0")
            shutil.copytree(self.folder / f"data-{machine}" / "static", collected)
        else:
            own = Path(self.settings("all", machine)["DATA_DIR"]) / "static"
            shutil.copytree(collected, own)

    def start_web(self, machine: str) -> None:
        role = "cms" if machine == "cms" else "public"
        self.start(machine, machine, sys.executable, *_GRANIAN, **self.settings(role, machine))
        ready = f"http://{address(machine)}:8000/readyz"
        self.wait_for("reader", "curl", "-sfo/dev/null", "--max-time", "5",
                      "-HX-Forwarded-Proto: https", f"-HHost: {HOSTS[0]}", ready)  # fmt: skip

    def start_worker(self, machine: str) -> None:
        self.start(machine, machine, sys.executable, "manage.py", "work",
                   **self.settings("worker", machine))  # fmt: skip

    def start_proxy(self) -> None:
        """Start nginx with the configuration of the kit, on a certificate of its own."""
        run = self.folder / "nginx"
        run.mkdir()
        self.run("proxy", "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                 "-subj", f"/CN={HOSTS[0]}", "-keyout", str(run / "key.pem"), "-out",
                 str(run / "certificate.pem"))  # fmt: skip
        text = self.run(
            "proxy", sys.executable, "scripts/nginx_config.py", BASE_URL=f"https://{HOSTS[0]}",
            CMS_HOST=HOSTS[1], SERVERS=f"{address('web1')}:8000,{address('web2')}:8000",
            CMS_SERVER=f"{address('cms')}:8000", NGINX_USER="root", NGINX_RUN_DIR=str(run),
            NGINX_PID=str(run / "pid"), NGINX_ERROR_LOG=str(run / "errors"),
            TLS_CERTIFICATE=str(run / "certificate.pem"), TLS_CERTIFICATE_KEY=str(run / "key.pem"),
        )  # fmt: skip
        (run / "nginx.conf").write_text(text)
        self.start("proxy", "proxy", "/usr/sbin/nginx", "-c", str(run / "nginx.conf"), "-p",
                   str(run), "-g", "daemon off;")  # fmt: skip


def _of_postgresql(name: str) -> str:
    return program(name) or name
