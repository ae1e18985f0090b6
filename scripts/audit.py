"""Compares the locked packages with known security advisories, by pip-audit.

    scripts/audit.py [--advisories FILE] [LOCK]

Without a file the public service is asked. With one, nothing leaves this machine: see `advisories`
for what it may be. Advisories that were looked at and do not concern this project are lines of
requirements/accepted-advisories.txt: an id, then the reason.

Exits with 1 where an advisory is left, and with 2 where a package could not be asked about: what
was not asked about is not safe.
"""

import argparse
import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from advisories import Advisories, service

ROOT = Path(__file__).parent.parent
ACCEPTED = ROOT / "requirements/accepted-advisories.txt"
LOCK = ROOT / "requirements/development.txt"  # what runs, and what tests it


def main() -> int:
    """Audit what the arguments name; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--advisories", type=Path, metavar="FILE", help="JSON or zip, as of OSV")
    parser.add_argument("lock", nargs="?", type=Path, default=LOCK)
    asked = parser.parse_args()
    try:
        accepted = accepted_ids(ACCEPTED.read_text(encoding="utf-8"))
        with ExitStack() as stack:
            options = []
            if asked.advisories:
                url = stack.enter_context(service(Advisories(asked.advisories)))
                options = ["--vulnerability-service", "osv", "--osv-url", url]
            packages = audit(asked.lock, options)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return report(packages, accepted)


def accepted_ids(text: str) -> dict[str, str]:
    """Return the reasons by id. Raises ValueError for an id without a reason."""
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, _space, reason = line.strip().partition(" ")
            if not reason.strip():
                raise ValueError(f"{ACCEPTED.name}: {name} has no reason")
            found[name] = reason.strip()
    return found


def audit(lock: Path, options: list[str]) -> list[dict[str, Any]]:
    """Return each package of a lock as pip-audit describes it. Raises ValueError if it fails."""
    command = [
        *(sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"),
        *("--progress-spinner", "off", "--format", "json", "--requirement", str(lock)),
        *options,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError) as error:
        raise ValueError(f"The audit failed.\n{done.stderr.strip()}") from error


def report(packages: list[dict[str, Any]], accepted: dict[str, str]) -> int:
    """Print what was found; return the exit code."""
    unasked = [package for package in packages if "skip_reason" in package]
    left = 0
    for package in packages:
        for advisory in package.get("vulns", ()):
            reasons = [accepted[one] for one in names_of(advisory) if one in accepted]
            left += not reasons
            fixed = ", ".join(advisory["fix_versions"]) or "none"
            verdict = f"accepted: {reasons[0]}" if reasons else f"corrected in: {fixed}"
            print(f"{package['name']} {package['version']}: {advisory['id']}; {verdict}")
            print(f"    {advisory['description']}")
    for package in unasked:
        print(f"Not asked about: {package['name']} ({package['skip_reason']})")
    asked = len(packages) - len(unasked)
    print(f"{asked} of {len(packages)} packages compared, {left} advisories to act on")
    if left:
        print("Update: make lock LOCK_ARGS=--upgrade; then make check and make test")
        return 1
    if unasked:
        print("Where the service cannot be reached: make audit ADVISORIES=FILE")
        return 2
    return 0


def names_of(advisory: dict[str, Any]) -> list[str]:
    """Return the id of an advisory and its other names, such as that of a CVE."""
    return [advisory["id"], *advisory.get("aliases", ())]


if __name__ == "__main__":
    sys.exit(main())
