"""A row of the table: fault, what is expected, what was seen; and how promises are registered."""

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.faults.services.ground import Ground


@dataclass
class Row:
    """One fault. `seen` has figures, `broken` what was not as expected.

    `skipped` is why it was not tried.
    """

    fault: str
    expected: str
    seen: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    skipped: str = ""

    def see(self, text: str) -> None:
        self.seen.append(text)

    def expect(self, is_so: object, otherwise: str) -> None:
        """Record what is wrong if it is not so."""
        if not is_so:
            self.broken.append(otherwise)

    @property
    def verdict(self) -> str:
        if self.broken:
            return "BROKEN"
        return "not tried" if self.skipped else "held"

    @property
    def text(self) -> str:
        wrong = [f"BROKEN: {each}" for each in self.broken]
        return "; ".join([*wrong, *self.seen, *filter(None, [self.skipped])])


Tried = Callable[[Ground], Iterator[Row]]
PROMISES: dict[str, Tried] = {}


def promise(name: str) -> Callable[[Tried], Tried]:
    """Register a function that tries the faults of one promise, and yields a row for each."""

    def register(tried: Tried) -> Tried:
        PROMISES[name] = tried
        return tried

    return register


def rows_of(name: str, ground: Ground) -> Iterator[Row]:
    """Try a promise; what cannot be tried to its end is broken."""
    try:
        yield from PROMISES[name](ground)
    except Exception:  # noqa: BLE001 - whatever it is, the others are tried
        yield Row(name, "", broken=[traceback.format_exc()])
