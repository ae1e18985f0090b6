"""Times of one kind of request, with and without a fault."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from tests.faults.services.browsers import Answer

TIMES = 7


@dataclass(frozen=True)
class Times:
    """The answers to one request that was repeated."""

    answers: tuple[Answer, ...]

    @property
    def median(self) -> float:
        return median(answer.seconds for answer in self.answers)

    @property
    def longest(self) -> float:
        return max(answer.seconds for answer in self.answers)

    def have(self, *statuses: int) -> bool:
        return all(answer.status in statuses for answer in self.answers)

    @property
    def statuses(self) -> str:
        return "/".join(map(str, sorted({answer.status for answer in self.answers})))


def repeat(ask: Callable[[], Answer], times: int = TIMES) -> Times:
    return Times(tuple(ask() for _ in range(times)))


def ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
