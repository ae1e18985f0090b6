"""Try what partners use in a real WordPress: Debian's and a newer one, in both directions.

    scripts/interop_wordpress.py [debian|newer] [en|ar] [plugin embeds feeds]

Everything is made for this run and removed afterwards. Pictures are in var/interop/screenshots/, a
table in var/interop/wordpress.md; a whole run also writes docs/interop.md.
"""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from browsing import ROOT, browser
from wordpress import trees
from wordpress.database import database
from wordpress.embeds import try_embeds
from wordpress.feeds import try_feeds
from wordpress.ours import ours
from wordpress.plugin import try_plugin
from wordpress.report import Report
from wordpress.server import sites

PICTURES = ROOT / "var" / "interop" / "screenshots"
TABLE = ROOT / "var" / "interop" / "wordpress.md"
LAST_RESULT = ROOT / "docs" / "interop.md"
INTRODUCTION = """# The last run of `make interop`

Partners' means tried in real WordPresses: a site from left to right and one from right to left of
each version, at 1280 and 360 pixels. `make interop` writes this page; CONTRIBUTING.md names what it
needs.

"""
TREES = {"debian": lambda: trees.DEBIAN, "newer": trees.newer}
SCENARIOS = {"plugin": try_plugin, "embeds": try_embeds, "feeds": try_feeds}
LANGUAGES = ("en", "ar")


def chosen(known: tuple[str, ...], asked: list[str]) -> list[str]:
    """Return what was asked for, else everything."""
    return [name for name in known if name in asked] or list(known)


def run(asked: list[str]) -> Report:
    PICTURES.mkdir(parents=True, exist_ok=True)
    report = Report(PICTURES)
    with tempfile.TemporaryDirectory(prefix="icssi-wp-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        with database(folder) as server, ours(folder / "ours") as initiative, browser() as chromium:
            for name in chosen(tuple(TREES), asked):
                with sites(TREES[name](), folder / name, server) as both:
                    for site in both:
                        if site.lang not in chosen(LANGUAGES, asked):
                            continue
                        for scenario in chosen(tuple(SCENARIOS), asked):
                            SCENARIOS[scenario](report, chromium, site, initiative)
    return report


def main() -> None:
    report = run(sys.argv[1:])
    TABLE.write_text(report.table(), "utf-8")
    if not sys.argv[1:]:
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        LAST_RESULT.write_text(f"{INTRODUCTION}Run on {day}.\n\n{report.summary()}", "utf-8")
    print(f"{len(report.rows)} looked at, {report.failed} wrong. Table: {TABLE.relative_to(ROOT)}")
    sys.exit(bool(report.failed))


if __name__ == "__main__":
    main()
