"""PostgreSQL servers of a test's own, which may be stopped, frozen and started again."""

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import serve

# On Debian the programs of each version are in a folder of their own.
_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def program(name: str) -> str | None:
    """Return the path of a PostgreSQL server's program, or None where there is no server."""
    path = os.pathsep.join([*map(str, _FOLDERS), os.environ.get("PATH", "")])
    return shutil.which(name, path=path)


class Cluster:
    """A server with one empty database, on a port of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = serve.free_port()
        # PostgreSQL refuses to run for root.
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self.make()

    def make(self) -> None:
        """Make the files of the server."""
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync")

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = (
            f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
            " -c max_connections=30 -c shared_buffers=16MB"
        )
        log = str(self.folder / "log")
        self._run("pg_ctl", "start", "--wait", f"--options={options}", f"--log={log}")

    def stop(self) -> None:
        """Stop the server as a restart of the machine would, with all its connections."""
        self._run("pg_ctl", "stop", "--wait", "--mode=fast")

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Have no server until the block ends."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Freeze the server: it accepts connections and answers nothing."""
        processes = self._processes()
        for pid in processes:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in processes:
                os.kill(pid, signal.SIGCONT)

    def _processes(self) -> list[int]:
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def _run(self, name: str, *arguments: str) -> None:
        found = program(name)
        assert found, f"{name} of PostgreSQL is not installed"
        entry = pwd.getpwnam(self._user) if self._user else None
        subprocess.run(
            [found, *arguments, f"--pgdata={self.folder / 'data'}"],
            check=True,
            cwd=self.folder,
            user=entry.pw_uid if entry else None,
            group=entry.pw_gid if entry else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )


class Standby(Cluster):
    """A streaming replica of a server that runs."""

    def __init__(self, folder: Path, primary: Cluster) -> None:
        self._primary = primary
        super().__init__(folder)

    def make(self) -> None:
        self._run("pg_basebackup", "--host=127.0.0.1", f"--port={self._primary.port}",
                  "--username=postgres", "--checkpoint=fast", "--write-recovery-conf",
                  "--no-sync")  # fmt: skip


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Run a server of its own in `folder` until the block ends."""
    own = Cluster(folder)
    own.start()
    try:
        yield own
    finally:
        own.stop()
