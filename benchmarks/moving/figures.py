"""The figures of the move's goals, from the measurements of its trial."""

from collections.abc import Iterator
from statistics import median

from benchmarks.goals import Figure
from benchmarks.moving.trial import MoveTrial


def move_figures(trial: MoveTrial) -> dict[str, Figure]:
    """Return the figures by the keys that goals have; what was not measured is left out."""
    return dict((*_import(trial), *_waits(trial)))


def _import(trial: MoveTrial) -> Iterator[tuple[str, Figure]]:
    if trial.imported:
        milliseconds = trial.imported["processor"] * 1000 / trial.posts
        note = f"{trial.posts:,} posts; by processor time {milliseconds:.0f} ms each, with start"
        yield "posts a second", Figure(trial.posts_a_second, note)
        yield "import memory", Figure(trial.memory, f"{trial.imported['idle']:.0f} MB when idle")


def _waits(trial: MoveTrial) -> Iterator[tuple[str, Figure]]:
    for who, waits in trial.waits.items():
        if waits:
            note = f"{len(waits):,} requests; the middle one {median(waits):.0f} ms"
            yield f"{who} waits", Figure(max(waits), note)
