"""`manage.py import_stories FILE.jsonl`: stories from a file, a JSON object on each line."""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandError
from django.db import DatabaseError
from tqdm import tqdm

from core import security_log
from core.background.pacing import Pace
from core.databases.availability import is_unavailable
from news.importing.command import ImportCommand
from news.importing.fields import KEYS, REQUIRED
from news.importing.lines import LineError, RawLine, raw_lines
from news.importing.quiet import without_page_logs
from news.importing.rehearsal import Rehearsal
from news.importing.stories import Outcome, StoryImporter

HELP = f"""Import stories: one JSON object on each line of a UTF-8 file.

Needed: {", ".join(REQUIRED)}, and body_html or body_text.
All keys: {", ".join(KEYS)}.

A line that was imported before updates its story: one with the same work and lang, or with the
same source_url and lang; without either, with the same slug, or else title and published_at.
Of two such lines in one file the later one wins. An optional key that is absent leaves the
story's value alone; an empty one clears it. Two lines of one work are joined as original and
translation; the original is the line with "original": true, else the story that was there first.
A story that was withdrawn in the CMS stays withdrawn.

Bad lines are reported with number and reason, the others go in; the exit status is then 1.
"""


class Command(ImportCommand):
    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file of lines; - reads standard input")
        parser.add_argument(
            "--dry-run", action="store_true", help="check every line and write nothing"
        )
        parser.add_argument(
            "--draft", action="store_true", help="save drafts; what is public stays as it is"
        )
        parser.add_argument(
            "--images-dir",
            type=Path,
            help="where the pictures lie (default: beside the file); paths may not lead out of it",
        )

    def handle(self, *, file: str, images_dir: Path | None, **options: Any) -> None:
        folder = images_dir or (Path() if file == "-" else Path(file).parent)
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        counts: Counter[str] = Counter()
        is_dry_run = options["dry_run"]
        importer = StoryImporter(folder, is_draft=options["draft"], is_dry_run=is_dry_run)
        taker = Rehearsal(importer) if is_dry_run else importer
        with _opened(file) as opened, without_page_logs():
            for batch in self._batches(opened, taker.pace):
                for line, result in zip(batch, _taken(taker, batch), strict=True):
                    counts[self._reported(line.number, result)] += 1
        self._conclude(counts, is_dry_run=is_dry_run)

    def _batches(self, file: BinaryIO, pace: Pace) -> Iterator[list[RawLine]]:
        """Yield the lines in batches, moving a bar on a terminal."""
        total = None
        if file.seekable():
            total = sum(1 for _line in raw_lines(file))
            file.seek(0)
        lines = raw_lines(file)
        is_hidden = not self.stderr.isatty()
        with tqdm(total=total, unit=" lines", file=self.stderr, disable=is_hidden) as bar:
            while batch := list(islice(lines, pace.size)):
                yield batch
                bar.update(len(batch))

    def _reported(self, number: int, result: Outcome | LineError) -> str:
        """Report the result of a line, and return under which key it is counted."""
        if isinstance(result, LineError):
            self._report(f"line {number}: {result}")
            return "refused"
        for note in result.notes:
            self._report(f"line {number}: note: {note}")
        return result.kind

    def _report(self, text: str) -> None:
        with tqdm.external_write_mode(file=self.stderr):
            self.stderr.write(text)

    def _conclude(self, counts: Counter[str], *, is_dry_run: bool) -> None:
        accepted = counts["new"] + counts["updated"] + counts["unchanged"]
        verb = "would be imported" if is_dry_run else "imported"
        self.stdout.write(
            f"{accepted} {'story' if accepted == 1 else 'stories'} {verb} ({counts['new']} new, "
            f"{counts['updated']} updated, {counts['unchanged']} unchanged), "
            f"{counts['refused']} refused."
        )
        if counts["new"] + counts["updated"] and not is_dry_run:
            security_log.record("import", number=counts["new"] + counts["updated"], way="command")
        if counts["refused"]:
            raise CommandError(f"{counts['refused']} of the lines cannot be imported as they are.")


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    if file == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _taken(taker: StoryImporter | Rehearsal, batch: list[RawLine]) -> list[Outcome | LineError]:
    """Return the results of some lines; CommandError names the line if the database is away."""
    try:
        return taker.take_all(batch)
    except DatabaseError as error:
        if not is_unavailable(error):
            raise
        raise CommandError(
            f"The database is busy or away ({error}). The import stopped at line "
            f"{batch[0].number}; start it again: lines that are imported already are recognised."
        ) from error
