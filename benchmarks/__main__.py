"""`make bench`: measure the site against its goals and print goal and figure side by side.

    python -m benchmarks                     the whole trial, some forty minutes
    python -m benchmarks --quick             less data and shorter runs, five minutes; rough figures
    python -m benchmarks --only workbench    one part: api, workbench, search, move, proxy

DATABASE_URL names a PostgreSQL server to use instead of SQLite; databases are made there and
dropped. BENCH_JSON names the file for the results (var/bench.json).
"""

import argparse
import dataclasses
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.environment import environment_of, line, load_average
from benchmarks.figures import figures_of
from benchmarks.goals import API, MOVE, PARTS, PROXY, SEARCH, WORKBENCH, Figure, results, table
from benchmarks.load import CONNECTIONS, THREADS, require_wrk
from benchmarks.moving.figures import move_figures
from benchmarks.moving.trial import MoveTrial
from benchmarks.processes import ROOT, BrokenError
from benchmarks.proxied.figures import proxy_figures
from benchmarks.proxied.trial import ProxyTrial
from benchmarks.searching.figures import search_figures
from benchmarks.searching.trial import SearchTrial
from benchmarks.sites import growing_sites, single_site
from benchmarks.trial import Trial
from benchmarks.workbench.figures import workbench_figures
from benchmarks.workbench.trial import WorkbenchTrial

FULL = {
    "stories": (200, 2_000, 20_000),
    "searched": (3_000, 20_000),
    "rounds": 5,
    "seconds": 3,
    "works": 5_000,
    "exported": 500,
    "posts": 10_000,
}
QUICK = {
    "stories": (200, 2_000),
    "searched": (300, 2_000),
    "rounds": 2,
    "seconds": 1,
    "works": 600,
    "exported": 100,
    "posts": 300,
}
# A screen takes milliseconds where an address under load takes seconds.
ROUNDS_OF_SCREENS = 6


def report(text: str) -> None:
    print(text, flush=True)


def measured(plan: dict[str, Any], parts: Sequence[str]) -> dict[str, Any]:
    """Carry out a plan and return its results as JSON values."""
    began, load = time.monotonic(), load_average()
    found: dict[str, Any] = {}
    figures: dict[str, Figure] = {}
    for part in parts:
        more, of_part = _MEASURES[part](plan)
        found, figures = more | found, figures | of_part
    return found | {
        "plan": plan | {"threads": THREADS, "connections": CONNECTIONS},
        "load_average": {"before": load, "after": load_average()},
        "goals": results(figures, parts),
        "took_seconds": round(time.monotonic() - began),
    }


def _measured_api(plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Figure]]:
    wrk = require_wrk()
    report(f"Making up {max(plan['stories']):,} stories")
    with (
        tempfile.TemporaryDirectory(prefix="icssi-bench-") as folder,
        growing_sites(Path(folder), _database_url(), plan["stories"]) as sites,
    ):
        about = environment_of(sites[min(sites)], wrk)
        report(line(about))
        trial = Trial(sites, plan["rounds"], plan["seconds"], report)
        trial.measure_all()
    return about | {
        "speeds": _speeds(trial),
        "queries": trial.queries,
        "bytes": trial.sizes,
        "memory": trial.memory,
        "runs": [dataclasses.asdict(run) for run in trial.runs],
    }, figures_of(trial)


def _measured_workbench(plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Figure]]:
    with (
        tempfile.TemporaryDirectory(prefix="icssi-bench-") as folder,
        single_site(Path(folder), _database_url()) as site,
    ):
        about = environment_of(site)
        report(line(about))
        rounds = ROUNDS_OF_SCREENS * plan["rounds"]
        trial = WorkbenchTrial(site, plan["works"], plan["exported"], rounds, report)
        trial.measure_all()
    return about | {"workbench": trial.values}, workbench_figures(trial)


def _measured_search(plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Figure]]:
    report(f"Making up {max(plan['searched']):,} stories to search")
    with (
        tempfile.TemporaryDirectory(prefix="icssi-bench-") as folder,
        growing_sites(Path(folder), _database_url(), plan["searched"]) as sites,
    ):
        about = environment_of(sites[min(sites)])
        report(line(about))
        trial = SearchTrial(sites, ROUNDS_OF_SCREENS * plan["rounds"], report)
        trial.measure_all()
    return about | {"search": trial.values}, search_figures(trial)


def _measured_move(plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Figure]]:
    with (
        tempfile.TemporaryDirectory(prefix="icssi-bench-") as folder,
        single_site(Path(folder), _database_url()) as site,
    ):
        about = environment_of(site)
        report(line(about))
        trial = MoveTrial(site, plan["posts"], report)
        trial.measure_all()
    return about | {"move": trial.values}, move_figures(trial)


def _measured_proxy(plan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Figure]]:
    wrk = require_wrk()
    with (
        tempfile.TemporaryDirectory(prefix="icssi-bench-") as folder,
        single_site(Path(folder), _database_url()) as site,
    ):
        about = environment_of(site, wrk)
        report(line(about))
        trial = ProxyTrial(site, plan["rounds"], plan["seconds"], report)
        trial.measure_all()
    found = {"runs by nginx": [dataclasses.asdict(run) for run in trial.runs]}
    return about | found, proxy_figures(trial)


_MEASURES = {
    API: _measured_api,
    WORKBENCH: _measured_workbench,
    SEARCH: _measured_search,
    MOVE: _measured_move,
    PROXY: _measured_proxy,
}


def _database_url() -> str:
    return os.environ.get("DATABASE_URL", "")


def _speeds(trial: Trial) -> dict[str, dict[str, float]]:
    """Return the medians of the rounds of each address."""
    found: dict[str, dict[str, float]] = {}
    for name in dict.fromkeys(run.name for run in trial.runs):
        runs = [run for run in trial.runs if run.name == name]
        found[name] = {
            "answers_per_second": round(statistics.median(run.speed for run in runs), 1),
            "processor_microseconds": round(statistics.median(run.processor for run in runs)),
            "median_milliseconds": round(statistics.median(run.median for run in runs), 2),
            "p99_milliseconds": round(statistics.median(run.p99 for run in runs), 2),
        }
    return found


def speed_table(speeds: dict[str, dict[str, float]]) -> str:
    """Return the speeds as lines of text."""
    lines = ["answers/s  processor µs  median ms  p99 ms"]
    for name, found in speeds.items():
        per_second, processor, median, p99 = found.values()
        lines.append(f"{per_second:9,.1f}  {processor:12,}  {median:9.2f}  {p99:6.2f}  {name}")
    return "\n".join(lines)


def save_results(found: dict[str, Any]) -> Path:
    """Write the results to the file named by BENCH_JSON; return its path."""
    path = Path(os.environ.get("BENCH_JSON") or ROOT / "var" / "bench.json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _stop(*_signal: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> int:
    """Return 0 whatever the figures are, 1 where something broke, 130 if it was stopped."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="five minutes; figures are rough")
    parser.add_argument("--only", choices=[*PARTS], help="measure one part of the site")
    options = parser.parse_args()
    plan = QUICK if options.quick else FULL
    parts = [options.only] if options.only else [*PARTS]
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        found = measured(plan, parts)
    except BrokenError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; no results were saved.", file=sys.stderr)
        return 130
    if API in parts:
        report(f"\nSpeeds differ between machines; ratios count.\n\n{speed_table(found['speeds'])}")
    path = save_results(found)
    report(f"\n{table(found['goals'])}\n\nTook {found['took_seconds']} s; saved in {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
