"""Plays every route on one database: `python -m tests.faults.run [part of a route's name]`."""

import gc
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections

django.setup()  # before anything that holds models is imported

from tests.faults import cms_routes, oracle, shell_routes, timing  # noqa: E402
from tests.faults.databases import Snapshot, take_snapshots  # noqa: E402
from tests.faults.killing import Ending, play  # noqa: E402
from tests.faults.routes import ROUTES, Act, Route  # noqa: E402
from tests.faults.scene import Scene, build  # noqa: E402

assert cms_routes  # imported, as the other, for the routes that they register
assert shell_routes
ENOUGH = 300


@dataclass
class Result:
    """The result of one route: how many kills left which state, and the faults, in words."""

    states: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Playground:
    """The scene on a database that is restored before each play."""

    def __init__(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self.scene: Scene = build()
        self.works, self.old = oracle.works(), oracle.state()
        self.at_first = oracle.faults()
        self.snapshots: list[Snapshot] = take_snapshots(connection, Path(settings.MEDIA_ROOT))
        cache.clear()
        gc.freeze()  # the children would copy every page of memory that a collection touches

    def judge(self, route: Route) -> Result:
        """Play a route whole, then once for each of its writes."""
        result = Result()
        prepare = partial(route.prepare, self.scene)
        whole = self._play(prepare, None)
        new = oracle.state(self.works)
        if whole.error or new == self.old:
            result.faults.append(whole.error or "The route changes nothing.")
            return result
        result.faults += [f"unharmed: {fault}" for fault in oracle.faults()]
        for deadly in range(1, whole.writes + 1):
            ending = self._play(prepare, deadly, is_restored=1 < deadly <= whole.unchanged + 1)
            if not ending.was_killed:
                result.faults.append(f"write {deadly} was not reached. {ending.error}")
                continue
            self._weigh(route, deadly, new, result)
        return result

    def unequal_times(self) -> list[str]:
        """Measure on the database as it was at first; return the faults."""
        connections.close_all()
        for snapshot in self.snapshots:
            snapshot.restore()
        found = timing.measure()
        for each in found:
            _say(f"{connection.vendor:<11} {timing.NAME}, {each}")
        return [f"{timing.NAME}, {each}" for each in found if not each.is_equal]

    def _play(
        self, prepare: Callable[[], Act], deadly: int | None, *, is_restored: bool = False
    ) -> Ending:
        connections.close_all()
        if not is_restored:
            for snapshot in self.snapshots:
                snapshot.restore()
        return play(prepare, deadly)

    def _weigh(self, route: Route, deadly: int, new: oracle.State, result: Result) -> None:
        found = oracle.state(self.works)
        name = "old" if found == self.old else "new" if found == new else "middle"
        result.states[name] += 1
        faults = oracle.faults()
        if name == "middle" and route.is_whole:
            faults.append("neither the old nor the new state is whole")
        result.faults += [f"killed before write {deadly}: {fault}" for fault in faults]


def main() -> int:
    """Play the routes and print a line for each; return the exit status."""
    logging.disable(logging.CRITICAL)
    part = " ".join(sys.argv[1:])
    chosen = [route for route in ROUTES if part in route.name]
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        settings.MEDIA_ROOT = str(Path(folder) / "media")
        playground = Playground()
        try:
            status = _play_all(playground, chosen) if chosen else 0
            faults = playground.unequal_times() if part in timing.NAME else []
            for fault in faults:
                _say(f"{connection.vendor}: {fault}")
            return 1 if faults else status
        finally:
            connections.close_all()
            for snapshot in playground.snapshots:
                snapshot.remove()


def _play_all(playground: Playground, routes: list[Route]) -> int:
    total, faults = Counter[str](), list(playground.at_first)
    for route in routes:
        result = playground.judge(route)
        total += result.states
        faults += [f"{route.name}, {fault}" for fault in result.faults]
        _print_line(route.name, result.states, len(result.faults))
    _print_line("all routes", total, len(faults))
    for fault in faults:
        _say(f"{connection.vendor}: {fault}")
    is_enough = total.total() >= ENOUGH or len(routes) < len(ROUTES)
    if not is_enough:
        _say(f"{connection.vendor}: fewer than {ENOUGH} kill points")
    return 1 if faults or not is_enough else 0


def _print_line(name: str, states: Counter[str], faults: int) -> None:
    columns = (states.total(), states["old"], states["new"], states["middle"], faults)
    numbers = "".join(f"{number:>8}" for number in columns)
    _say(f"{connection.vendor:<11} {name:<42}{numbers}")


def _say(line: str) -> None:
    """Write a whole line at once: two databases are played at the same time."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
