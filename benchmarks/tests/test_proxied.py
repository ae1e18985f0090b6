"""The figures of what nginx gives, and the configuration that they are measured with."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nginx_config import configuration

from benchmarks import goals
from benchmarks.load import Run
from benchmarks.proxied.figures import proxy_figures
from benchmarks.proxied.trial import ProxyTrial, without_limits, without_tls_too, workers_of
from benchmarks.servers import children_of
from benchmarks.sites import Site

pytestmark = pytest.mark.any_database


def measured(tmp_path, speeds: dict[str, float]) -> ProxyTrial:
    runs = [
        Run(name, speed, processor=1e6 / speed, median=1, p99=2, at=number)
        for number, (name, speed) in enumerate(speeds.items())
    ]
    return ProxyTrial(Site(tmp_path, ""), 1, 1, print, runs)


def test_each_goal_has_its_figure(tmp_path):
    speeds = {"floor of pages": 500, "page by nginx": 11_000}
    speeds |= {"floor of pages by Granian": 1_000, "page by nginx without TLS": 15_000}
    speeds |= {"floor of answers": 600, "answer by nginx": 6_000}
    speeds |= {"answer by nginx without TLS": 12_000}
    figures = proxy_figures(measured(tmp_path, speeds))
    rows = goals.results(figures, [goals.PROXY])
    assert {row["key"]: (row["figure"], row["met"]) for row in rows} == {
        "page by nginx / floor": (22, True),
        "page by nginx without TLS / floor": (30, True),
        "answer by nginx / floor": (10, False),
        "answer by nginx without TLS / floor": (20, True),
    }
    note = figures["page by nginx / floor"].note
    assert note.endswith("11,000 a second; 11.0 × a floor by Granian")


def test_what_was_not_measured_has_no_figure(tmp_path):
    assert proxy_figures(measured(tmp_path, {"floor of pages": 500})) == {}


def test_without_limits_nothing_else_is_missing(tmp_path):
    file = tmp_path / "nginx.conf"
    whole = configuration({"BASE_URL": "https://example.org"})
    file.write_text(whole)
    without_limits(file)
    gone = set(whole.splitlines()) - set(file.read_text().splitlines())
    assert gone
    assert all(re.match(r" *limit_(req|conn) ", each) for each in gone)


def test_without_tls_the_same_site_answers(tmp_path):
    file = tmp_path / "nginx.conf"
    whole = configuration({"BASE_URL": "https://example.org:8443"})
    file.write_text(whole)
    without_tls_too(file, 8443, 8081)
    assert file.read_text().count("listen 8081;") == 1
    blocks = re.split(r"\n    server {", file.read_text())
    [site] = [block for block in blocks if "listen 8081;" in block]
    assert "server_name example.org;" in site


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_that_ends_while_it_is_measured_is_no_worker():
    titles = {"nginx: worker process", "nginx: cache loader process"}
    each = " ".join(f"(exec -a '{title}' sleep 30) &" for title in titles)
    with subprocess.Popen(["bash", "-c", f"{each} wait"]) as parent:
        deadline = time.monotonic() + 30
        while titles - titles_of(parent.pid).keys() and time.monotonic() < deadline:
            time.sleep(0.05)
        started = titles_of(parent.pid)
        found = workers_of(parent.pid)
        for pid in children_of(parent.pid):
            subprocess.run(["kill", str(pid)], check=True)
    assert started.keys() == titles
    assert found == [started["nginx: worker process"]]


def titles_of(parent: int) -> dict[str, int]:
    """The process of each title: both are started one after the other."""
    named = {}
    for pid in children_of(parent):
        title = Path(f"/proc/{pid}/cmdline").read_text().split("\0")[0]
        named[title] = pid
    return named
