"""A dry run: every line is imported and undone, in short transactions that block nobody.

The result of a line depends on earlier ones: of two lines of one story the second is an update.
So before some lines are tried, the earlier ones to which they are related (by work, source or
slug) are imported again, in the same transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from core.background.pacing import Pace
from core.publication.transactions import publication_transaction
from news.importing.fields import StoryLine
from news.importing.identity import own_work
from news.importing.lines import LineError, RawLine
from news.importing.stories import BATCH, Outcome, StoryImporter

# What a line is known by: the kind of the name and the name.
Key = tuple[Any, ...]


class Rehearsal:
    """Tries lines with an importer that `is_dry_run`; `pace.size` of them at a time."""

    def __init__(self, importer: StoryImporter) -> None:
        self.importer = importer
        self.pace = Pace(most=BATCH)
        # The lines that would have been imported, the keys of each, and who has a key.
        self._accepted: list[RawLine] = []
        self._keys: list[set[Key]] = []
        self._holders: dict[Key, list[int]] = {}

    def take_all(self, lines: Sequence[RawLine]) -> list[Outcome | LineError]:
        """Return what would become of some lines, after all that were tried before."""
        read = [self.importer.read(line) for line in lines]
        keys = [_keys_of(line) for line in read]
        earlier = self._related(set().union(*keys))
        with self.pace.batch(len(lines)), _undone():
            if earlier:
                self.importer.take_all(earlier)
            results = self.importer.take_all(lines)
        for line, own, result in zip(lines, keys, results, strict=True):
            if isinstance(result, Outcome):
                self._accept(line, own | _keys_of_page(result))
        return results

    def _accept(self, line: RawLine, keys: set[Key]) -> None:
        number = len(self._accepted)
        self._accepted.append(line)
        self._keys.append(keys)
        for key in keys:
            self._holders.setdefault(key, []).append(number)

    def _related(self, keys: set[Key]) -> list[RawLine]:
        """Return the accepted lines that share a key, and those related to these, in order."""
        found: set[int] = set()
        seen, open_keys = set(keys), list(keys)
        while open_keys:
            for number in self._holders.get(open_keys.pop(), ()):
                if number not in found:
                    found.add(number)
                    open_keys += self._keys[number] - seen
                    seen |= self._keys[number]
        return [self._accepted[number] for number in sorted(found)]


def _keys_of(line: StoryLine | LineError) -> set[Key]:
    """Return the keys of a line by which another line could mean the same story."""
    if isinstance(line, LineError):
        return set()
    keys: set[Key] = {("work", line.work or own_work(line))}
    for name in ("source_url", "slug"):
        if line.given.get(name):
            keys.add((name, line.lang, line.given[name]))
    return keys


def _keys_of_page(outcome: Outcome) -> set[Key]:
    """Return the keys of a line's page, which the line itself need not have."""
    page = outcome.page
    return {
        ("work", page.translation_key),
        ("slug", page.locale.language_code, page.slug),
    }


@contextmanager
def _undone() -> Iterator[None]:
    """A transaction that is undone at its end; it neither updates items nor locks the counter."""
    with suppress(_UndoError), publication_transaction():
        yield
        raise _UndoError


class _UndoError(Exception):
    """Ends the transaction of a dry run."""
