"""The export of the move's benchmark, and the figures of what its trial has measured."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks import goals
from benchmarks.moving.exports import write_export
from benchmarks.moving.figures import move_figures
from benchmarks.moving.trial import MoveTrial, _Acts, _Meanwhile
from benchmarks.processes import BrokenError
from benchmarks.sites import Site
from moving.reading.records import Post
from moving.reading.wxr import read_export

pytestmark = pytest.mark.any_database


def measured(**more: Any) -> MoveTrial:
    own: dict[str, Any] = {
        "waits": {"reader": [40.0, 90.0, 50.0], "editor": [300.0, 2100.0]},
        "imported": {
            "seconds": 500.0, "processor": 400.0, "posts": 10_000, "idle": 160.0, "peak": 260.5,
        },
    }  # fmt: skip
    return MoveTrial(Site(Path(), ""), 10_000, print, **own | more)


def test_each_goal_has_its_figure():
    figures = move_figures(measured())
    rows = goals.results(figures, [goals.MOVE])
    assert {row["key"] for row in rows} == set(figures)
    assert [row["key"] for row in rows if not row["met"]] == ["editor waits"]
    assert figures["posts a second"] == goals.Figure(
        20, "10,000 posts; by processor time 40 ms each, with start"
    )
    assert figures["import memory"] == goals.Figure(100.5, "160 MB when idle")
    assert figures["reader waits"] == goals.Figure(90, "3 requests; the middle one 50 ms")


def test_what_was_not_measured_has_no_figure():
    assert move_figures(measured(waits={"reader": []}, imported={})) == {}


def test_the_export_is_the_same_each_time_and_has_posts_of_eight_kilobytes(tmp_path):
    for name in ("one", "two"):
        write_export(tmp_path / name, 30)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    posts = [each for each in read_export(tmp_path / "one") if isinstance(each, Post)]
    assert [post.post_id for post in posts] == list(range(1, 31))
    assert all(7_000 < len(post.content) < 10_000 for post in posts)
    assert len({post.title for post in posts}) == 30
    assert "/archives/" in posts[-1].content


def test_whoever_is_refused_ends_what_is_done_meanwhile():
    def refuse() -> None:
        raise BrokenError("not now")

    with _Meanwhile() as meanwhile:
        taken = meanwhile.do(_Acts("reader", [refuse]))
        meanwhile._threads[0].join()
    assert taken == []
    assert str(meanwhile.failed["reader"]) == "not now"
