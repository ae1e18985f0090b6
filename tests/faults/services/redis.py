"""A Redis server of the command's own, which may be frozen, emptied, stopped and started."""

import shutil
import signal
import subprocess
import time
from pathlib import Path

import serve
from redis import Redis


class RedisServer:
    """A server on a free port, which stores nothing on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = serve.free_port()
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @staticmethod
    def is_installed() -> bool:
        return shutil.which("redis-server") is not None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self._process = subprocess.Popen(
            [*command, "--appendonly", "no", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 10
        while not self._answers():
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return bool(self._client().ping())
        except Exception:  # noqa: BLE001 - whatever it is, it does not answer yet
            return False

    def _client(self) -> Redis:
        return Redis(port=self.port, socket_timeout=1)

    def flush(self) -> None:
        self._client().flushall()

    def freeze(self) -> None:
        """Stop the process: the system still takes connections for it, and nobody answers."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        self.thaw()
        self._process.kill()
        self._process.wait()
