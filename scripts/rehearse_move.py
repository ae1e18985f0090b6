"""Rehearse the move: from two running WordPress sites to redirects that answer, with a clock.

    scripts/rehearse_move.py [--stories 60] [--pictures 24] [--keep FOLDER]

Both sites are made for this run, with posts of every kind, and so is this project's site, behind
nginx with the old names. Every step of docs/moving-from-wordpress.md is done as it is described
there. Pictures of the screens and the result, result.md, are in var/rehearsal/. The exit status is
1 if an address or a word is lost.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from browsing import ROOT, browser
from rehearsal.addresses import Old, all_addresses
from rehearsal.checking import Checked, check
from rehearsal.deciding import decide
from rehearsal.new import NewSite, import_with, new_site
from rehearsal.old import OldSite, export, old_site, resolver_rules
from rehearsal.steps import Clock
from wordpress import trees
from wordpress.database import database

RESULTS = ROOT / "var" / "rehearsal"


def main() -> None:
    parser = argparse.ArgumentParser(description="Rehearse the move from WordPress.")
    parser.add_argument("--stories", type=int, default=60, help="ordinary stories of each site")
    parser.add_argument("--pictures", type=int, default=24, help="pictures of each site")
    parser.add_argument("--keep", type=Path, help="where exports, uploads and the site stay")
    given = parser.parse_args()
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="icssi-move-", ignore_cleanup_errors=True) as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        sys.exit(rehearse(folder, given.stories, given.pictures))


def rehearse(folder: Path, stories: int, pictures: int) -> int:
    """Do every step; return the exit status."""
    clock = Clock()
    exported = folder / "exported"
    exported.mkdir()
    with database(folder) as server:
        size = (stories, pictures)
        with (
            old_site("en", trees.DEBIAN, folder, server, *size) as english,
            old_site("ar", trees.DEBIAN, folder, server, *size) as arabic,
        ):
            both = (english, arabic)
            _export(both, exported, clock)
            with clock.step("What both old sites answer at every address"):
                asked = [each for old in both for each in all_addresses(old)]
    with new_site(folder / "nginx-before", folder / "site", has_old_sites=False) as new:
        _import(new, exported, clock)
        with clock.step("Decide under “Import”"), browser() as chromium:
            print(decide(chromium, new.made, RESULTS))
    with new_site(folder / "nginx", folder / "site", has_old_sites=True) as new:
        posts = {old.lang: {post.number: post for post in old.posts} for old in both}
        with clock.step("Ask every old address anew, and follow it"):
            found = check(new, asked, posts)
    result = _result(clock, asked, found)
    (RESULTS / "result.md").write_text(result, "utf-8")
    print(result)
    return int(bool(found.wrong or found.missing))


def _export(both: tuple[OldSite, OldSite], folder: Path, clock: Clock) -> None:
    with clock.step("Export both sites and copy their uploads"):
        with browser(resolver_rules(*both)) as chromium:
            for old in both:
                export(chromium, old, folder / f"{old.lang}.xml")
        for old in both:
            shutil.copytree(old.uploads, folder / f"uploads-{old.lang}")


def _import(new: NewSite, folder: Path, clock: Clock) -> None:
    arguments = [
        *("--site", f"en={folder / 'en.xml'}", "--site", f"ar={folder / 'ar.xml'}"),
        *("--uploads", f"en={folder / 'uploads-en'}", "--uploads", f"ar={folder / 'uploads-ar'}"),
        *("--report", str(RESULTS / "report")),
    ]
    with clock.step("Try (--dry-run)"):
        import_with(new.made, arguments, "--dry-run")
    with clock.step("Import"):
        import_with(new.made, arguments)
    mapping = RESULTS / "report" / "mapping.txt"
    with clock.step("Import with the mapping file, as it was checked"):
        import_with(new.made, arguments, "--mapping", str(mapping))
    with clock.step("Import once more: nothing changes"):
        again = import_with(new.made, arguments, "--mapping", str(mapping))
        if not again.startswith("0 new posts are public, 0 are drafts, 0 updated"):
            raise RuntimeError(f"the last run changed something: {again}")


def _result(clock: Clock, asked: list[Old], found: Checked) -> str:
    lines = [clock.table(), "", f"{len(asked)} addresses.", ""]
    lines += ["| Of | There | Here | How many |", "|---|---|---|---|"]
    lines += [
        f"| {kind} | {there} | {here} | {count} |"
        for (kind, there, here), count in sorted(found.counts.items())
    ]
    lines += ["", f"{len(found.wrong)} wrong:", *(f"- {each}" for each in found.wrong)]
    lines += ["", "Words that are missing:"]
    lines += [f"- {name}: {' '.join(words)}" for name, words in found.missing.items()]
    for kind, addresses in found.lost.items():
        lines += ["", f"Was there, and is not found here ({kind}):"]
        lines += [f"- {each}" for each in addresses[:40]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
