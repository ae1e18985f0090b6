"""Load on one address at a time, and the ratios of the speeds."""

import json
import shutil
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.processes import BrokenError, processor_seconds, run

THREADS = 2
CONNECTIONS = 8
# The most bytes of an answer besides its body; more means that it is not the expected answer.
MAX_HEADER_BYTES = 4096
_SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True)
class Endpoint:
    """An address to measure, the size of its answers' bodies, and the ids of the workers."""

    name: str
    url: str
    body_bytes: int
    workers: Sequence[int] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """One measurement: answers per second, latencies in milliseconds, its midpoint in seconds.

    `processor` is the time that the workers themselves computed, in microseconds for an answer,
    0 where it is not known. Other processes on the machine affect it less than the speed.
    """

    name: str
    speed: float
    processor: float
    median: float
    p99: float
    at: float


@dataclass(frozen=True)
class Ratio:
    """The median of several ratios of speed, the lowest and highest, and the ratio by the time
    that the workers computed, 0 where that is not known."""

    value: float
    low: float
    high: float
    by_processor: float


def require_wrk() -> str:
    """Return the version of wrk; raise BrokenError where it is not installed."""
    if shutil.which("wrk") is None:
        raise BrokenError("wrk is missing. On Debian: sudo apt-get install wrk")
    words = run("wrk", "--version", is_checked=False).split()
    return words[1] if len(words) > 1 else ""


def drive(endpoint: Endpoint, seconds: int) -> Run:
    """Load the address as fast as it answers; raise BrokenError if any answer is not right."""
    headers = [
        part for name, value in endpoint.headers.items() for part in ("-H", f"{name}: {value}")
    ]
    began, spent = time.monotonic(), processor_seconds(endpoint.workers)
    output = run(
        "wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=30s",
        "-s", str(_SCRIPT), *headers, endpoint.url,
    )  # fmt: skip
    ended, spent = time.monotonic(), processor_seconds(endpoint.workers) - spent
    found = json.loads(output.strip().splitlines()[-1])
    _require_right_answers(endpoint, found)
    return Run(
        name=endpoint.name,
        speed=found["requests"] / (found["microseconds"] / 1e6),
        processor=spent * 1e6 / found["requests"],
        median=found["median"] / 1e3,
        p99=found["p99"] / 1e3,
        at=(began + ended) / 2,
    )


def _require_right_answers(endpoint: Endpoint, found: Mapping[str, int]) -> None:
    if not found["requests"] or found["refused"] or found["broken"]:
        raise BrokenError(f"{endpoint.name} did not answer as it should: {dict(found)}")
    size = found["bytes"] / found["requests"]
    if not endpoint.body_bytes <= size <= endpoint.body_bytes + MAX_HEADER_BYTES:
        raise BrokenError(
            f"{endpoint.name} sent {size:.0f} bytes an answer, with its headers; its body has "
            f"{endpoint.body_bytes}"
        )


def measure(
    endpoints: Sequence[Endpoint], rounds: int, seconds: int, at_least: Mapping[str, int]
) -> list[Run]:
    """Measure the addresses in turn, round after round.

    `at_least` gives, by name, the seconds that slow ones need for more than a handful of answers.
    """
    for endpoint in {endpoint.name: endpoint for endpoint in endpoints}.values():
        # Every worker has answered at each address before measuring begins.
        drive(endpoint, at_least.get(endpoint.name, 1))
    return [
        drive(endpoint, max(seconds, at_least.get(endpoint.name, 0)))
        for _round in range(rounds)
        for endpoint in endpoints
    ]


def ratio(runs: Sequence[Run], name: str, to: str) -> Ratio | None:
    """Compare each run of `name` with the run of `to` that is nearest in time.

    None where either was not measured.
    """
    measured = [run for run in runs if run.name == name]
    yardsticks = [run for run in runs if run.name == to]
    if not measured or not yardsticks:
        return None
    found = [run.speed / _nearest(run, yardsticks).speed for run in measured]
    own, other = (
        statistics.median(run.processor for run in runs) for runs in (measured, yardsticks)
    )
    return Ratio(statistics.median(found), min(found), max(found), other / own if own else 0)


def _nearest(run: Run, others: Sequence[Run]) -> Run:
    return min(others, key=lambda other: abs(other.at - run.at))
