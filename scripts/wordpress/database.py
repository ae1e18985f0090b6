"""A MariaDB of its own: an own folder and socket, no port, gone afterwards."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 60


@dataclass(frozen=True)
class Database:
    """A running server, reached by its socket."""

    socket: Path

    def ask(self, sql: str, name: str = "") -> str:
        """Return what the server answers, columns separated by tabs."""
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root"]
        command += ["--batch", "--raw", "--skip-column-names", f"--execute={sql}", name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{sql}: {done.stderr.strip()}")
        return done.stdout

    def everything(self, name: str) -> str:
        """Return every value of every table of a database."""
        tables = self.ask("SHOW TABLES", name).split()
        return "\n".join(self.ask(f"SELECT * FROM `{table}`", name) for table in tables)  # noqa: S608 - its own names


@contextmanager
def database(folder: Path) -> Iterator[Database]:
    """Run a server whose files are in `folder`."""
    data, socket = folder / "data", folder / "mariadb.sock"
    options = ["--no-defaults", f"--datadir={data}", "--user=root"]
    install = ["mariadb-install-db", *options, "--auth-root-authentication-method=normal"]
    subprocess.run(install, check=True, capture_output=True)
    with (folder / "mariadb.log").open("w") as log:
        command = ["mariadbd", *options, f"--socket={socket}", "--skip-networking"]
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            found = Database(socket)
            _wait_until_ready(found)
            yield found
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_until_ready(found: Database) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            found.ask("SELECT 1")
        except RuntimeError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)
        else:
            return
