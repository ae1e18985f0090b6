"""`manage.py generate_stories --works N`: made-up stories in bulk, for trials of scale."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from news.generating.plan import LANGS, stories
from news.generating.writing import TrialWriter, made_up, remove

MAX_WORKS = 1_000_000


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 <= int(text) <= MAX_WORKS):
        raise ArgumentTypeError(f"“{text}” is not a number from 0 to {MAX_WORKS}")
    return int(text)


class Command(BaseCommand):
    help = (
        "Make up stories for trials of scale, marked as trials in their titles. The same seed "
        "makes the same stories and adds only those that are missing; another seed adds more. "
        "They have no revisions and pairs are not joined segment by segment."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--works", type=_number, help="how many works to make up")
        parser.add_argument("--seed", type=_number, default=1, help="default: 1")
        parser.add_argument(
            "--languages",
            choices=["both", "mixed", *LANGS],
            default="both",
            help="mixed: one work in five exists in one language only (default: both)",
        )
        parser.add_argument(
            "--remove", action="store_true", help="remove all made-up stories instead"
        )

    def handle(self, **options: Any) -> None:
        if options["remove"]:
            self._remove()
        elif options["works"] is None:
            raise CommandError("Give a number, such as --works 1000, or --remove.")
        else:
            self._write(options["works"], options["seed"], options["languages"])

    def _write(self, works: int, seed: int, languages: str) -> None:
        started = time.monotonic()
        with self._bar(works * (1 if languages in LANGS else 2)) as progress:
            written = TrialWriter().write(stories(seed, works, languages), progress)
        seconds = time.monotonic() - started
        self.stdout.write(f"{written} stories made up in {seconds:.0f} s (seed {seed}).")
        if works and not written:
            self.stdout.write("All of them were here already; another --seed adds more.")

    def _remove(self) -> None:
        with self._bar(made_up().count()) as progress:
            removed = remove(progress)
        self.stdout.write(f"{removed} made-up stories removed.")

    @contextmanager
    def _bar(self, total: int) -> Iterator[Callable[[int], object]]:
        is_hidden = not self.stderr.isatty()
        with tqdm(total=total, unit=" stories", file=self.stderr, disable=is_hidden) as bar:
            yield bar.update
