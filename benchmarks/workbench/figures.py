"""The figures of the workbench's goals, from the measurements of its trial."""

from collections.abc import Iterator

from benchmarks.goals import Figure
from benchmarks.workbench.trial import WorkbenchTrial


def workbench_figures(trial: WorkbenchTrial) -> dict[str, Figure]:
    """Return the figures by the keys that goals have; what was not measured is left out."""
    return dict((*_times(trial), *_queries(trial), *_export(trial)))


def _times(trial: WorkbenchTrial) -> Iterator[tuple[str, Figure]]:
    notes = {"dashboard": f"{trial.works:,} works; "}
    for name in ("dashboard", "save", "editor", "queue"):
        if found := sorted(trial.milliseconds.get(name, ())):
            note = f"{notes.get(name, '')}{found[0]:.0f}–{found[-1]:.0f} ms"
            note += f"; by processor time {trial.processor[name]:.0f} ms"
            if name in trial.queries:
                note += f"; {trial.queries[name]['queries']} queries"
            yield name, Figure(trial.middle(name), note)


def _queries(trial: WorkbenchTrial) -> Iterator[tuple[str, Figure]]:
    counted = trial.queries
    ten, fifty = (counted[f"dashboard of {rows}"]["queries"] for rows in (10, 50))
    yield "dashboard growth", Figure(fifty - ten, f"{fifty} − {ten}")
    yield "status counts", Figure(counted["dashboard"]["counts"])
    ours, stock = (counted[name]["queries"] for name in ("explorer", "stock explorer"))
    times = [f"{trial.processor[name]:.0f} ms" for name in ("explorer", "stock explorer")]
    note = f"{ours} − {stock}; by processor time {times[0]}, stock {times[1]}"
    yield "explorer", Figure(ours - stock, note)


def _export(trial: WorkbenchTrial) -> Iterator[tuple[str, Figure]]:
    if trial.seconds_to_export is not None:
        note = f"{trial.exported:,} works, {trial.exported_bytes / 1e6:.1f} MB; "
        note += f"by processor time {trial.processor_to_export:.0f} s, starting included"
        yield "export", Figure(trial.seconds_to_export, note)
        yield "export progress", Figure(trial.progress_seen)
