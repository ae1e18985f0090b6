"""`make bench` compares what belongs together, reports missed goals and leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from benchmarks import goals, load
from benchmarks.processes import BrokenError
from benchmarks.servers import Server
from benchmarks.sites import Site
from benchmarks.trial import LIMIT, Trial
from benchmarks.workbench.figures import workbench_figures
from benchmarks.workbench.trial import WorkbenchTrial

pytestmark = pytest.mark.any_database

ROOT = Path(settings.ROOT)


def run_of(name: str, speed: float, at: float, processor: float = 0) -> load.Run:
    return load.Run(name=name, speed=speed, processor=processor, median=1, p99=2, at=at)


def test_each_run_is_set_against_the_floor_nearest_in_time():
    runs = [
        run_of("floor", 1000, at=0),
        run_of("list", 500, at=1),
        # The machine is half as fast from here on.
        run_of("floor", 500, at=10),
        run_of("list", 250, at=11),
        run_of("list", 200, at=12),
    ]
    found = load.ratio(runs, "list", "floor")
    assert (found.value, found.low, found.high) == (0.5, 0.4, 0.5)


def test_the_ratio_by_processor_time_shows_how_much_less_was_computed():
    runs = [run_of("floor", 1000, 0, processor=50), run_of("list", 900, 1, processor=200)]
    assert load.ratio(runs, "list", "floor").by_processor == 0.25


def test_there_is_no_ratio_to_what_was_not_measured():
    assert load.ratio([run_of("list", 500, 0)], "list", "floor") is None
    assert load.ratio([run_of("floor", 500, 0)], "304", "floor") is None


@pytest.mark.parametrize(
    ("key", "value", "is_met"),
    [
        ("list queries", 2, True),
        ("list queries", 3, False),
        ("list / floor", 0.35, True),
        ("list / floor", 0.349, False),
        ("memory", 150.5, False),
    ],
)
def test_a_goal_is_met_up_to_its_bound(key, value, is_met):
    rows = goals.results({key: goals.Figure(value)})
    assert [row["met"] for row in rows if row["key"] == key] == [is_met]


def test_the_table_shows_what_is_met_missed_and_not_measured():
    figures = {
        "list queries": goals.Figure(1),
        "rebuild": goals.Figure(61.04, "20,000 stories"),
    }
    rows = goals.results(figures, [goals.API])
    lines = goals.table(rows).splitlines()
    assert lines[1].split() == ["1", "List,", "not", "cached:", "queries", "≤", "2", "1", "met"]
    rebuild = next(line for line in lines if "Rebuild" in line)
    assert rebuild.split()[-5:] == ["61", "NOT", "MET", "20,000", "stories"]
    assert len([line for line in lines if "not measured" in line]) == len(rows) - 2


def test_every_goal_belongs_to_one_part_of_the_trial():
    rows = [row for part in goals.PARTS for row in goals.results({}, [part])]
    assert sorted(row["key"] for row in rows) == sorted(goal.key for goal in goals.GOALS)


def test_the_last_page_of_twenty_thousand_stories_is_page_496_and_full():
    sites = {size: Site(Path(), "") for size in (200, 2_000, 20_000)}
    trial = Trial(sites, rounds=1, seconds=1, report=print)
    assert (trial.few, trial.middle, trial.many) == (200, 2_000, 20_000)
    assert trial.last_page == 496
    assert trial.last_page * LIMIT <= 10_000


def measured_workbench(**more: Any) -> WorkbenchTrial:
    """A trial of the workbench in which everything but the export is measured."""
    queries = {
        "dashboard": {"queries": 18, "counts": 1},
        "dashboard of 10": {"queries": 17},
        "dashboard of 50": {"queries": 19},
        "explorer": {"queries": 40},
        "stock explorer": {"queries": 36},
        "queue": {"queries": 12},
        "editor": {"queries": 43},
    }
    milliseconds = {name: [70.0, 90, 75] for name in ("dashboard", "save", "editor", "queue")}
    processor = dict.fromkeys((*milliseconds, "explorer", "stock explorer"), 60.0)
    own = {"milliseconds": milliseconds, "processor": processor, "queries": queries}
    return WorkbenchTrial(Site(Path(), ""), 5_000, 500, rounds=3, report=print, **own | more)


def test_each_goal_of_the_workbench_has_its_figure():
    trial = measured_workbench(
        seconds_to_export=26.0, progress_seen=9, exported_bytes=1_500_000, processor_to_export=19.4
    )
    figures = workbench_figures(trial)
    rows = goals.results(figures, [goals.WORKBENCH])
    assert {row["key"] for row in rows} == set(figures)
    assert [row["key"] for row in rows if not row["met"]] == ["dashboard growth"]
    assert figures["dashboard"] == goals.Figure(
        75, "5,000 works; 70–90 ms; by processor time 60 ms; 18 queries"
    )
    assert figures["save"] == goals.Figure(75, "70–90 ms; by processor time 60 ms")
    assert figures["explorer"].value == 4
    assert figures["export"] == goals.Figure(
        26, "500 works, 1.5 MB; by processor time 19 s, starting included"
    )


def test_what_was_not_measured_of_the_workbench_has_no_figure():
    figures = workbench_figures(measured_workbench(milliseconds={}))
    assert set(figures) == {"dashboard growth", "status counts", "explorer"}


@pytest.mark.parametrize(
    ("requests", "size", "refused"), [(0, 0, 0), (10, 100, 1), (10, 100, 0), (10, 9_000, 0)]
)
def test_no_speed_is_taken_from_wrong_answers(requests, size, refused):
    """Nothing came; a refusal came; shorter and longer answers came than the page is."""
    endpoint = load.Endpoint("list", "http://127.0.0.1/", body_bytes=1_000)
    found = {"requests": requests, "bytes": requests * size, "refused": refused, "broken": 0}
    with pytest.raises(BrokenError, match="list"):
        load._require_right_answers(endpoint, found)


def packages_missing(tmp_path: Path, *arguments: str) -> str:
    """What the script reports as missing where nothing is installed, not even apt."""
    result = subprocess.run(
        ["/bin/bash", str(ROOT / "scripts/system_packages.sh"), *arguments],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    return result.stderr.splitlines()[-1]


def test_only_the_benchmark_needs_wrk(tmp_path):
    assert packages_missing(tmp_path, "bench").startswith("Missing: wrk.")
    tests = packages_missing(tmp_path).partition(".")[0]
    assert tests == "Missing: chromium fonts-noto-core gettext nodejs php-cli restic"


def test_without_wrk_the_benchmark_names_in_one_line_what_to_install(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"],
        cwd=ROOT,
        env=os.environ | {"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == "wrk is missing. On Debian: sudo apt-get install wrk\n"


@pytest.fixture(scope="module")
def site(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with an empty database."""
    folder = tmp_path_factory.mktemp("bench")
    shutil.copy(migrated, folder / "site.sqlite3")
    return Site(folder, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_server_has_two_workers_and_is_gone_when_the_measuring_fails(site):
    workers: list[int] = []

    def measure_and_fail() -> None:
        with Server(site) as server:
            workers.extend(server.workers())
            assert all(memory["rss"] > memory["pss"] > 10 for memory in server.memory())
            raise BrokenError

    with pytest.raises(BrokenError):
        measure_and_fail()
    assert len(workers) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_yardstick_answers_with_the_floor_and_has_the_apis_of_wagtail(site):
    script = """
import config.wsgi  # as the measured server starts
from django.test import Client
from benchmarks.trial import V2_LIST, V3_LIST
from benchmarks.yardstick.names import CARD_FIELDS
client = Client(SERVER_NAME="127.0.0.1")
assert client.get("/floor/1234/").content == b"x" * 1234
for address in (V2_LIST, f"{V2_LIST}&fields={','.join(CARD_FIELDS)}", V3_LIST):
    response = client.get(address)
    assert response.status_code == 200, response.content
assert "benchmarks.yardstick" not in __import__("config.settings").settings.INSTALLED_APPS
"""
    environment = site.environment("benchmarks.settings")
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_benchmark_that_is_stopped_leaves_no_folder_and_no_process(tmp_path):
    """It is stopped while it fills its first site."""
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "wrk").write_text("#!/bin/sh\necho wrk 4\n")
    (commands / "wrk").chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks", "--quick"],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(tmp_path), "PATH": f"{commands}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    started: list[str] = []
    deadline = time.monotonic() + 20
    while not (started and list(tmp_path.glob("icssi-bench-*/200/*"))):
        assert time.monotonic() < deadline
        started = children.read_text().split()
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _output, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, "\nStopped; no results were saved.\n")
    assert not list(tmp_path.glob("icssi-bench-*"))
    assert not any(Path(f"/proc/{pid}").exists() for pid in started)
