"""The machine, database and versions of a trial, so that two trials can be compared."""

import os
import platform
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from benchmarks.processes import run
from benchmarks.sites import Site

_PACKAGES = (
    "django",
    "djangorestframework",
    "granian",
    "orjson",
    "wagtail",
    "wagtail-localize",
)


def environment_of(site: Site, wrk: str = "") -> dict[str, Any]:
    """Return date, commit, versions, database and machine."""
    tools = {"wrk": wrk} if wrk else {}
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": run("git", "describe", "--always", "--dirty", is_checked=False).strip(),
        "versions": {name: version(name) for name in _PACKAGES}
        | {"python": platform.python_version()}
        | tools,
        "database": _database(site),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0,
    }


def _database(site: Site) -> str:
    command = "import django; django.setup(); from django.db import connection as c; "
    command += "c.ensure_connection(); print(c.display_name, *c.get_database_version())"
    output = run(sys.executable, "-c", command, environment=site.environment())
    name, *numbers = output.split()
    return f"{name} {'.'.join(numbers)}"


def load_average() -> list[float]:
    """Return how many processes wanted a core in the last 1, 5 and 15 minutes."""
    return [round(load, 2) for load in os.getloadavg()]


def line(found: Mapping[str, Any]) -> str:
    """Return the environment in one line for people."""
    versions = ", ".join(f"{name} {number}" for name, number in sorted(found["versions"].items()))
    return f"{found['cores']} cores; {found['database']}; {versions}; {found['commit']}"
