"""Start the site on many machines, break them one by one, and print what readers noticed.

    python -m tests.cluster

Needs root. Everything that it starts ends with it; the machines are namespaces that it removes.
Ends with 1 if anything was not as promised.
"""

# ruff: noqa: T201

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.cluster.network import inside, network
from tests.cluster.services import Services
from tests.cluster.trial import Row, Trial
from tests.clusters import program

NEEDED = {
    "ip": "iproute2", "pgbouncer": "pgbouncer", "redis-server": "redis-server",
    "curl": "curl", "openssl": "openssl", "setpriv": "util-linux",
}  # fmt: skip
_INSIDE = "--inside"


def require_programs() -> None:
    """Exit with one line if this cannot run here."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    missing = {package for name, package in NEEDED.items() if not shutil.which(name, path=path)}
    missing |= set() if shutil.which("nginx", path=path) else {"nginx-light"}
    missing |= set() if program("initdb") else {"postgresql"}
    if missing:
        sys.exit(f"make cluster needs more: sudo apt-get install {' '.join(sorted(missing))}")
    if os.geteuid():
        sys.exit("make cluster makes namespaces and must be run as root.")


def show(row: Row) -> None:
    print(f"{'held  ' if row.is_held else 'BROKEN'} {row.fault}: {row.seen}", flush=True)


def break_machines() -> int:
    """Run the trial; return 1 if a promise was broken."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="icssi-cluster-")))
        services = Services(folder, stack)
        trial = Trial(services, show)
        try:
            trial.set_up()
            trial.run()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a row
            trial.row("the trial itself", False, f"{type(error).__name__}: {error}")
            for name in list(services.processes):
                print(f"--- {name}\n{services.log_of(name)}", flush=True)
        broken = sum(not row.is_held for row in trial.rows)
        print(f"{len(trial.rows)} promises, {broken} broken.")
        return 1 if broken else 0


def main() -> int:
    """Make the network, and run the rest as the reader on it."""
    # So that it is cleaned up as after Ctrl-C.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if sys.argv[1:] == [_INSIDE]:
        return break_machines()
    require_programs()
    print("Starting eleven machines; this takes two minutes.", flush=True)
    with network():
        process = subprocess.Popen(
            inside("reader", sys.executable, "-m", "tests.cluster", _INSIDE),
            env=os.environ | {"no_proxy": "*", "NO_PROXY": "*"},
        )
        try:
            return process.wait()
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
