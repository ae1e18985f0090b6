"""The ledger of withdrawals: what a restored backup must not make public again.

A line of JSON for each item that is withdrawn, written and synced before its transaction commits:
ids, a time and a number, and never a title. `manage.py backup --ledger` takes it off the server.

    {"at": "2026-05-04T10:00:00+00:00", "kind": "withdrawn", "lang": "ar", "number": 712,
     "type": "news", "work": "0b9c…"}

A line that is not whole belongs to a transaction that never committed.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from core.models import PublishedItem
from core.publication.counter import latest_number

logger = logging.getLogger(__name__)

NAME = "withdrawals.jsonl"
WITHDRAWN, ERASED, COPIED = "withdrawn", "erased", "copied"
# Within which a withdrawal is written that is in the database alone: by another machine, or while
# this one's disk was full.
_LATE = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """An item that was withdrawn, with its number; or that a name was erased, and no more of that.

    A whole copy ends with an entry of its own, which has the `count` of the others.
    """

    kind: str
    at: datetime
    number: int
    work: str = ""
    lang: str = ""
    type: str = ""
    count: int = 0


@dataclass(frozen=True)
class Ledger:
    """What a file of the ledger holds.

    `until` is when it was copied from the site that ran, None if it is no whole copy; `number` is
    the publication number then, or the highest that it names.
    """

    entries: tuple[Entry, ...] = ()
    until: datetime | None = None
    number: int = 0

    def since(self, number: int, moment: datetime) -> tuple[Entry, ...]:
        """Return what happened after a publication number, or a moment."""
        return tuple(each for each in self.entries if each.number > number or each.at > moment)


def file() -> Path:
    """Return where this site writes its ledger."""
    return Path(settings.VAR) / NAME


def record(entries: Iterable[Entry]) -> None:
    """Append entries. A takedown succeeds even if they cannot be written: `copy` completes them."""
    try:
        append(file(), entries)
    except OSError as error:
        logger.error("The ledger of withdrawals cannot be written: %s", error)  # noqa: TRY400


def record_erasure() -> None:
    """Record that a name was erased, which every earlier backup still has."""
    record([Entry(ERASED, timezone.now(), latest_number())])


def append(path: Path, entries: Iterable[Entry]) -> None:
    """Append entries to a file, and return when they are on the disk; raises OSError."""
    lines = "".join(f"{_line(asdict(entry))}\n" for entry in entries).encode()
    if not lines:
        return
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "rb+", buffering=0) as ledger:
        fcntl.flock(ledger, fcntl.LOCK_EX)
        size = ledger.seek(0, os.SEEK_END)
        if size and os.pread(ledger.fileno(), 1, size - 1) != b"\n":
            lines = b"\n" + lines  # a line before this one is not whole
        ledger.write(lines)
        os.fsync(ledger.fileno())


def read(path: Path) -> Ledger:
    """Return what a file holds; one that is not there is an empty ledger. Raises OSError."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return Ledger()
    found = [each for each in map(_parsed, text.splitlines()) if each is not None]
    entries = tuple(each for each in found if each.kind != COPIED)
    last = max((entry.number for entry in entries), default=0)
    if not found or found[-1].kind != COPIED or found[-1].count != len(entries):
        return Ledger(entries, None, last)
    return Ledger(entries, found[-1].at, max(last, found[-1].number))


def is_ours(copied: Path) -> bool:
    """Whether a copy has nothing that this site has not recorded, and no later number."""
    theirs, own = read(copied), set(read(file()).entries)
    return theirs.number <= latest_number() and own.issuperset(theirs.entries)


def copy(target: Path) -> Ledger:
    """Copy the ledger to `target`, closed with the present time and number; return what it holds.

    Withdrawals that are in the database alone are added before. Raises OSError.
    """
    moment = timezone.now()
    present = read(file())
    _complete(present, moment)
    number = latest_number()
    entries = read(file()).entries
    closing = Entry(COPIED, moment, number, count=len(entries))
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    append(draft, [*entries, closing])
    draft.replace(target)
    return read(target)


def _complete(present: Ledger, moment: datetime) -> None:
    """Add what was withdrawn lately and is not in the ledger."""
    known = {(entry.work, entry.lang, entry.number) for entry in present.entries}
    rows = PublishedItem.objects.filter(is_public=False)
    if present.entries:
        rows = rows.filter(gone_since__gte=moment - _LATE)
    found = rows.order_by("seq").values_list("work", "lang", "seq", "type", "gone_since")
    append(
        file(),
        [
            Entry(WITHDRAWN, since or moment, number, str(work), lang, kind)
            for work, lang, number, kind, since in found.iterator()
            if (str(work), lang, number) not in known
        ],
    )


def _line(values: dict[str, object]) -> str:
    given = {name: value for name, value in values.items() if value or name == "number"}
    return json.dumps(given, sort_keys=True, default=lambda moment: moment.isoformat())


def _parsed(line: str) -> Entry | None:
    with suppress(ValueError, TypeError, KeyError):
        values = json.loads(line)
        at = datetime.fromisoformat(values.pop("at"))
        return Entry(at=at, **values)
    return None
