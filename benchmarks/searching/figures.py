"""The figures of the search's goals, from the measurements of its trial."""

from collections.abc import Iterator

from benchmarks.goals import Figure
from benchmarks.searching.trial import SearchTrial

# The goals name the sizes of a whole trial; a quick one has smaller sites, as its notes say.
FEW, MANY = "of few", "of many"


def search_figures(trial: SearchTrial) -> dict[str, Figure]:
    """Return the figures by the keys that goals have; what was not measured is left out."""
    return dict((*_times(trial), *_costs(trial)))


def _times(trial: SearchTrial) -> Iterator[tuple[str, Figure]]:
    database = "PostgreSQL" if trial.is_postgresql else "SQLite"
    for size, stories in ((FEW, min(trial.sites)), (MANY, trial.many)):
        note = f"{stories:,} stories; {_note(trial, 'commonest word', stories)}"
        found = Figure(trial.middle("commonest word", stories), note)
        yield (f"search {size}" if size == MANY else f"search {size}, {database}"), found
    notes = [f"{name} {trial.middle(name, trial.many):.0f} ms" for name in _others(trial)]
    yield "search page", Figure(trial.middle("page", trial.many), "; ".join(notes))
    counts = {name: count for (name, _stories), count in trial.queries.items() if name != "page"}
    yield (
        "search queries",
        Figure(max(counts.values()), ", ".join(f"{name} {n}" for name, n in counts.items())),
    )


def _others(trial: SearchTrial) -> list[str]:
    names = dict.fromkeys(name for name, _stories in trial.milliseconds)
    return [name for name in names if name not in {"commonest word", "page"}]


def _note(trial: SearchTrial, name: str, stories: int) -> str:
    found = sorted(trial.milliseconds[name, stories])
    spent = trial.processor[name, stories]
    return f"{found[0]:.0f}–{found[-1]:.0f} ms; by processor time {spent:.0f} ms"


def _costs(trial: SearchTrial) -> Iterator[tuple[str, Figure]]:
    found = trial.index[trial.many]
    size = f"the index: {found['bytes'] / 1e6:.1f} MB, {found['bytes'] / found['texts']:,.0f} bytes"
    yield "index a story", Figure(found["milliseconds"], f"{size} a text")
    yield "update_index", Figure(trial.seconds_to_update, f"{trial.many:,} stories")
