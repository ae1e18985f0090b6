"""Readers: a page, a list of the API and a picture by turns; how long each answer takes."""

import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.slow_clients.target import SECONDS, Target, request_head

READERS = 2
PAUSE = 0.05  # seconds between two requests of a reader


@dataclass(frozen=True)
class Reading:
    """Milliseconds of each answer, and how many requests got none, or another one than 200."""

    times: Sequence[float]
    failures: int

    @property
    def median(self) -> float:
        return statistics.median(self.times) if self.times else float("inf")

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20)[18] if len(self.times) > 1 else self.median


def read_for(target: Target, paths: Sequence[str], seconds: float) -> Reading:
    """Read for so many seconds, each time with a connection of its own."""
    times: list[float] = []
    failures: list[str] = []
    until = time.monotonic() + seconds

    def read() -> None:
        while time.monotonic() < until:
            for path in paths:
                begun = time.perf_counter()
                if _is_answered(target, path):
                    times.append((time.perf_counter() - begun) * 1000)
                else:
                    failures.append(path)
                    times.append(SECONDS * 1000)
                time.sleep(PAUSE)

    threads = [threading.Thread(target=read) for _reader in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Reading(times, len(failures))


def _is_answered(target: Target, path: str) -> bool:
    try:
        with target.connect() as connection:
            connection.sendall(request_head(target, f"GET {path}", Connection="close"))
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
    except OSError:
        return False
    return answer.startswith(b"HTTP/1.1 200 ")
