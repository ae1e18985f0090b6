"""Generate a TypeScript client of the API, compile it strictly, and run it against a live site.

    make interop       this, and then scripts/interop_wordpress.py

The packages are those of tests/interop/package-lock.json, installed into var/interop/. The site is
one of its own with the demonstration content, in a folder that is removed afterwards.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from browsing import ROOT, demonstration

SOURCE = ROOT / "tests" / "interop"
FOLDER = ROOT / "var" / "interop"


def require(*programs: str) -> None:
    """Exit with one line if a program is not there."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        sys.exit(
            f"make interop needs {' and '.join(missing)}, which is not here. "
            "On Debian: sudo apt-get install nodejs npm"
        )


def run(*command: str) -> None:
    """Run a command in the folder; exit with its status if it fails."""
    print("$", *command, flush=True)
    done = subprocess.run(command, cwd=FOLDER, env=os.environ, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def install() -> None:
    """Copy the partner's files into the folder and install exactly what is locked."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        if file.is_file():
            shutil.copy(file, FOLDER)
    run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def check(base: str) -> None:
    """Make the types from the document that a site serves, compile, and run against it."""
    programs = FOLDER / "node_modules" / ".bin"
    run(str(programs / "openapi-typescript"), f"{base}/api/v1/openapi.json", "-o", "openapi.d.ts")
    run(str(programs / "tsc"), "--project", "tsconfig.json")
    run("node", "made/consumer.js", base)


def main() -> None:
    require("node", "npm")
    install()
    with (
        tempfile.TemporaryDirectory(prefix="icssi-interop-") as folder,
        demonstration(Path(folder)) as site,
    ):
        check(site.base)


if __name__ == "__main__":
    main()
