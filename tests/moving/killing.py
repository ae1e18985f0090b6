"""Kills running imports at random moments, and looks at what the last one has left.

    python -m tests.moving.killing 100 [SEED]

kills so many imports of `hand/` on SQLite, in as many sites as that takes, and compares each site
with one whose import ran through. It writes a line for each site; the exit status is 1 if any
differs.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HAND = Path(__file__).parent / "hand"
# How long after its first post an import lives at most, in seconds.
LIFE = 4.0


@dataclass(frozen=True)
class Site:
    """A site of its own: its folder, and its database."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        own = {"DATA_DIR": str(self.folder), "DATABASE_URL": "", "SECRET_KEY": "x" * 50}
        paths = os.pathsep.join(str(ROOT / name) for name in ("", "site", "scripts"))
        quiet = {"DEBUG": "true", "LOG_LEVEL": "ERROR", "REDIS_URL": "", "PYTHONPATH": paths}
        return os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | quiet | own

    @property
    def command(self) -> list[str]:
        words = [sys.executable, "manage.py", "import_wordpress"]
        words += ["--site", f"en={HAND / 'english.xml'}", "--site", f"ar={HAND / 'arabic.xml'}"]
        for site in ("en", "ar"):
            words += ["--uploads", f"{site}={HAND / f'uploads-{site}'}"]
        return [*words, "--report", str(self.folder / "report")]

    def begin(self) -> subprocess.Popen[bytes]:
        """Start an import."""
        return subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def whole(self) -> Any:
        """Return what the imports have left."""
        output = subprocess.run(
            [sys.executable, "-m", "tests.moving.whole"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        return json.loads(output)

    def written(self) -> int:
        """Return how many posts are here."""
        import sqlite3

        with suppress(sqlite3.OperationalError):  # busy, or not there yet
            uri = f"file:{self.folder / 'site.sqlite3'}?mode=ro"
            connection = sqlite3.connect(uri, uri=True, timeout=5)
            try:
                return int(
                    connection.execute("SELECT MAX(id) FROM moving_importedpost").fetchone()[0] or 0
                )
            finally:
                connection.close()
        return -1


def kill_one(site: Site, random: Random) -> bool:
    """Start an import and kill it at some moment after it has written; return whether it lived.

    One that ends before is done, and not killed.
    """
    before = site.written()
    process = site.begin()
    try:
        while process.poll() is None and site.written() <= before:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.02)
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0, LIFE))
        is_done = process.poll() is not None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return not is_done


def finish(site: Site) -> int:
    """Import without interruption; return the exit status."""
    process = site.begin()
    return process.wait()


@contextmanager
def new_site(migrated: Path) -> Iterator[Site]:
    """Make a site with a copy of a migrated database of SQLite."""
    with tempfile.TemporaryDirectory(prefix="icssi-kill-") as folder:
        shutil.copy(migrated, Path(folder) / "site.sqlite3")
        yield Site(Path(folder))


def killed(site: Site, random: Random, most: int) -> int:
    """Kill imports until one has come through, or `most` were killed; return how many were."""
    count = 0
    while count < most and kill_one(site, random):
        count += 1
    return count


def differences(expected: Any, found: Any, where: str = "") -> Iterator[str]:
    """Yield where two sites differ, and what each has there."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name in expected.keys() | found.keys():
            yield from differences(expected.get(name), found.get(name), f"{where}/{name}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for number, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{where}/{number}")
    elif expected != found:
        yield f"{where}: {str(expected)[:200]} ≠ {str(found)[:200]}"


def main() -> int:
    most = int(sys.argv[1])
    random = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    done, differing = 0, 0
    with tempfile.TemporaryDirectory(prefix="icssi-kill-") as folder:
        template = Site(Path(folder))
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "-v0"],
            cwd=ROOT,
            env=template.environment,
            check=True,
        )
        migrated = template.folder / "site.sqlite3"
        with new_site(migrated) as site:
            finish(site)
            expected = site.whole()
        while done < most:
            with new_site(migrated) as site:
                count = killed(site, random, most - done)
                status = finish(site)
                found = list(differences(expected, site.whole()))
            done += count
            differing += bool(found or status)
            sys.stdout.write(
                f"{count} killed, {done} of {most}: status {status}, {found or 'same'}\n"
            )
            sys.stdout.flush()
            if not count:
                break
    return bool(differing)


if __name__ == "__main__":
    sys.exit(main())
