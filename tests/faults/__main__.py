"""`python -m tests.faults [names]`: promises, or all; `--routes PART`: kills of these routes."""

import argparse
import os
import signal
import sys
import time
from pathlib import Path

import django

# As pytest does; make passes on no path.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()  # before anything that needs the forms of the CMS is imported

from tests.faults import promises, routes_killed  # noqa: E402
from tests.faults.promises.rows import PROMISES, Row, rows_of  # noqa: E402
from tests.faults.services.ground import Ground  # noqa: E402

assert promises
ROUTES = "routes"


def main() -> int:
    """Try what is named; return 1 if anything is broken."""
    names = [*PROMISES, ROUTES]
    parser = argparse.ArgumentParser(prog="make faults", description=f"Names: {' '.join(names)}")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a promise; without any, all")
    parser.add_argument("--routes", default="", metavar="PART", help="a part of a route's name")
    given = parser.parse_args()
    # Whoever ends it has the services end, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if unknown := set(given.names) - set(names):
        parser.error(f"There is no {', '.join(sorted(unknown))}; there are {', '.join(names)}.")
    chosen = given.names or ([ROUTES] if given.routes else names)
    status = _try([name for name in chosen if name != ROUTES])
    if ROUTES in chosen:
        status = max(status, routes_killed.play_all(given.routes))
    return status


def _try(names: list[str]) -> int:
    status = 0
    with Ground() as ground:
        for name in names:
            began = time.monotonic()
            for row in rows_of(name, ground):
                _print(row)
                status = max(status, 1 if row.broken else 0)
            _say(f"          ({name}: {time.monotonic() - began:.0f} s)")
    return status


def _print(row: Row) -> None:
    _say(f"{row.verdict:<9} {row.fault}\n          expected: {row.expected}")
    _say(f"          seen: {row.text}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
