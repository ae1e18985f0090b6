"""Password hashing that leaves the machine to readers: one at a time, and few threads that wait.

With Django's own parameters one hash takes all processors at once. These are twice what OWASP's
cheat sheet on storing passwords asks for at least, on one processor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

from core.costly.bounded import Bounded, one_on_this_machine

HASHING = Bounded("passwords", at_work=1, waiting=1, patience_seconds=5)


@contextmanager
def _turn() -> Iterator[None]:
    with (
        HASHING.turn(),
        one_on_this_machine(Path(settings.PASSWORD_LOCK), HASHING.patience_seconds),
    ):
        yield


class Argon2InTurn(Argon2PasswordHasher):
    """The hasher of all new passwords."""

    time_cost = 2
    memory_cost = 47_104  # KiB
    parallelism = 1

    def encode(self, *args: Any, **kwargs: Any) -> str:
        with _turn():
            return str(super().encode(*args, **kwargs))

    def verify(self, *args: Any, **kwargs: Any) -> bool:
        with _turn():
            return bool(super().verify(*args, **kwargs))


class PBKDF2InTurn(PBKDF2PasswordHasher):
    """For passwords that were hashed elsewhere; `verify` calls `encode`."""

    def encode(self, *args: Any, **kwargs: Any) -> str:
        with _turn():
            return str(super().encode(*args, **kwargs))
