"""`manage.py import_wordpress`: the stories, pages and files of the old WordPress sites."""

from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from tqdm import tqdm

from core import security_log
from core.databases.availability import is_unavailable
from core.language.languages import LANGUAGES
from moving.fetching import Origin
from moving.mapping.reading import MappingError
from moving.report.files import write_report
from moving.running import Options, Result, Run, UnknownOriginError
from news.importing.command import ImportCommand
from news.importing.quiet import without_page_logs

HELP = """Import exports of WordPress (WXR 1.0 to 1.2, plain or gzip), several files a site.

Each site is named by its language: --site en=posts.xml --uploads en=wp-content/uploads. Only what
was published there becomes public. A run that was stopped goes on where it was; a further run
changes only posts whose export has changed, and never what people have edited here.

The first run writes mapping.txt into the folder of the report: what categories, tags and authors
become, as far as the computer can guess. Correct it, and start again with --mapping mapping.txt.

Exit status: 0 all is in; 1 something was refused, and the report names it; 2 nothing was done.
"""
NOTHING_DONE = 2
_REPORT = Path("import-report")
_FETCHING = (
    "fetch files that the uploads lack from these hosts of the old sites, and from no others; they "
    "are added to the folders of --uploads"
)


class Command(ImportCommand):
    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--site",
            action="append",
            nargs="+",
            required=True,
            metavar="LANG=FILE",
            help="exports of a site, such as en=posts.xml; give it again for the other site",
        )
        parser.add_argument(
            "--uploads",
            action="append",
            default=[],
            metavar="LANG=DIR",
            help="the folder of a site's files, wp-content/uploads",
        )
        parser.add_argument("--fetch-media", nargs="+", default=[], metavar="HOST", help=_FETCHING)
        parser.add_argument("--mapping", type=Path, help="the mapping file, as you corrected it")
        parser.add_argument(
            "--dry-run", action="store_true", help="read and check everything, and write nothing"
        )
        parser.add_argument(
            "--report", type=Path, default=_REPORT, help="the folder for reports (import-report)"
        )

    def handle(self, *, site: list[list[str]], uploads: list[str], **options: Any) -> None:
        report: Path = options["report"]
        given = Options(
            files=_files(site),
            uploads=_folders(uploads),
            mapping=_mapping(options["mapping"], report),
            new_mapping=report / "mapping.txt",
            is_dry_run=options["dry_run"],
            origins=[origin for host in options["fetch_media"] for origin in _origins(host)],
        )
        is_hidden = not self.stderr.isatty()
        with tqdm(unit=" posts", file=self.stderr, disable=is_hidden) as bar, without_page_logs():
            result = _run(Run(given, lambda: _move(bar)))
        self._conclude(result, report, is_dry_run=given.is_dry_run)

    def _conclude(self, result: Result, report: Path, *, is_dry_run: bool) -> None:
        for line in result.lines:
            if line.code == "refused":
                self.stderr.write(f"{line.key}: {line.detail}")
        files = write_report(report, result.lines, result.counts)
        self.stdout.write(_summary(result.counts, is_dry_run=is_dry_run))
        if result.guessed:
            self.stdout.write(f"Check what became of categories and tags: {result.guessed}")
        self.stdout.write(f"Report: {', '.join(map(str, files))}")
        written = result.counts["new"] + result.counts["draft"] + result.counts["updated"]
        if written and not is_dry_run:
            security_log.record("import", number=written, way="command")
        if result.is_nothing:
            raise CommandError("None of the files can be read.", returncode=NOTHING_DONE)
        if result.has_faults:
            raise CommandError("Something was refused; the report names it.")


def _move(bar: Any) -> None:
    bar.update()


def _run(run: Run) -> Result:
    try:
        return run.go()
    except MappingError as error:
        reasons = "\n".join(error.reasons)
        raise CommandError(
            f"The mapping file is wrong:\n{reasons}", returncode=NOTHING_DONE
        ) from error
    except UnknownOriginError as error:
        raise CommandError(str(error), returncode=NOTHING_DONE) from error
    except DatabaseError as error:
        if not is_unavailable(error):
            raise
        raise CommandError(
            f"The database is busy or away ({error}). Start the import again: it goes on where it "
            "was stopped."
        ) from error


def _summary(counts: Counter[str], *, is_dry_run: bool) -> str:
    verb = "would be" if is_dry_run else "are"
    joined = counts["pair-joined"] + counts["pair-separate"]
    return (
        f"{counts['new']} new posts {verb} public, {counts['draft']} {verb} drafts, "
        f"{counts['updated']} updated, {counts['unchanged'] + counts['checked']} unchanged, "
        f"{counts['joined']} were here already, {counts['repeat']} repeat others, "
        f"{counts['edited']} left as people edited them, {counts['refused']} refused; "
        f"{joined} pairs joined, {counts['pair']} proposed."
    )


def _files(given: Sequence[Sequence[str]]) -> dict[str, list[Path]]:
    """Return the files of each site; a word without a site belongs to the one before."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for words in given:
        site = ""
        for word in words:
            name, _, path = word.partition("=")
            is_named = bool(path) and name in LANGUAGES
            site = name if is_named else site
            if not site:
                raise _refused(f"--site {word}: name the site first, such as en={word}")
            found[site].append(Path(path if is_named else word))
    for file in (file for files in found.values() for file in files):
        if not file.is_file():
            raise _refused(f"{file} is not a file.")
    return dict(found)


def _folders(given: Sequence[str]) -> dict[str, Path]:
    found = {}
    for word in given:
        site, _, path = word.partition("=")
        if site not in LANGUAGES or not Path(path).is_dir():
            raise _refused(
                f"--uploads {word}: it must be a language and a folder, such as en=uploads"
            )
        found[site] = Path(path)
    return found


def _origins(host: str) -> list[Origin]:
    """Return where the files of a host are asked for: by https and then http, or as it is given."""
    addresses = [host] if "://" in host else [f"https://{host}", f"http://{host}"]
    try:
        return [Origin.of(address) for address in addresses]
    except ValueError as error:
        raise _refused(f"--fetch-media {host}: {error}") from error


def _mapping(given: Path | None, report: Path) -> Path | None:
    """Return the mapping file: the one that is named, else the one of an earlier run."""
    if given is not None and not given.is_file():
        raise _refused(f"{given} is not a file.")
    earlier = report / "mapping.txt"
    return given or (earlier if earlier.is_file() else None)


def _refused(reason: str) -> CommandError:
    return CommandError(reason, returncode=NOTHING_DONE)
