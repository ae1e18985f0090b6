"""Whether the time of a request shows a stranger who has an account: the form for a new password.

A known address and an unknown one are asked for by turns, on a database that is used by nobody
else. Their median times may differ by what chance explains, and by no more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from math import sqrt
from statistics import median
from time import perf_counter

from django.test import Client, override_settings

from config.settings.cms import PASSWORD_HASHERS
from core.background.email_queue import deliver
from core.models import Attempt, QueuedEmail
from tests import factories

FORM = "/admin/password_reset/"
TIMES = 150  # each address in each state
WARM_UP = 10
ERRORS = 5  # standard errors of a difference of medians; chance alone exceeds four once in 16,000
LEAST = 0.00005  # seconds; a network hides fifty times as much
NAME = "request: reset of a password"
_networks = count(1)


@dataclass(frozen=True)
class Timing:
    """Seconds of the requests for a known and an unknown address, in one state."""

    state: str
    known: list[float]
    unknown: list[float]

    @property
    def difference(self) -> float:
        return abs(median(self.known) - median(self.unknown))

    @property
    def allowed(self) -> float:
        """What chance explains, by how much the times of the same address differ."""
        squares = (_error(times) ** 2 for times in (self.known, self.unknown))
        return max(LEAST, ERRORS * sqrt(sum(squares)))

    @property
    def is_equal(self) -> bool:
        return self.difference <= self.allowed

    def __str__(self) -> str:
        known, unknown, differ, allowed = (
            f"{1000 * seconds:.2f}"
            for seconds in (
                median(self.known), median(self.unknown), self.difference, self.allowed,
            )
        )  # fmt: skip
        return f"{self.state}: known {known} ms, unknown {unknown} ms ({differ} of {allowed})"


def _error(times: list[float]) -> float:
    """Return the standard error of a median, as far as a few slow requests do not matter."""
    middle = median(times)
    spread = 1.4826 * median(abs(each - middle) for each in times)
    return 1.2533 * spread / sqrt(len(times))


def measure() -> list[Timing]:
    """Return the times for who asks first, and for who asks again before the e-mail is sent."""
    known = factories.make_user("Communications", email="known@example.org").email
    with override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS):
        return [
            _timing("first", known, lambda email: None),
            _timing("again", known, lambda email: _asked_before(email, is_known=email == known)),
        ]


def _asked_before(email: str, *, is_known: bool) -> None:
    """Ask once; the worker drops at once what is for nobody, and may wait for the other."""
    _seconds_of(email)
    if not is_known:
        deliver()


def _timing(state: str, known: str, prepare: Callable[[str], None]) -> Timing:
    found: dict[str, list[float]] = {known: [], "unknown@example.org": []}
    for turn in range(WARM_UP + TIMES):
        emails = list(found)
        for email in emails if turn % 2 else reversed(emails):
            Attempt.objects.all().delete()
            QueuedEmail.objects.all().delete()
            prepare(email)
            found[email].append(_seconds_of(email))
    known_times, unknown_times = (times[WARM_UP:] for times in found.values())
    return Timing(state, known_times, unknown_times)


def _seconds_of(email: str) -> float:
    number = next(_networks)
    browser = Client(REMOTE_ADDR=f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
    began = perf_counter()
    answer = browser.post(FORM, {"email": email})
    seconds = perf_counter() - began
    assert answer.status_code == 302, answer.status_code
    return seconds
