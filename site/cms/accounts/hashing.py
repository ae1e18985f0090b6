"""Password hashing that never takes all threads of a process: two at once, and one that waits."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

from core.bounded import Bounded

HASHING = Bounded("passwords", at_work=2, waiting=1, patience_seconds=5)


class Argon2InTurn(Argon2PasswordHasher):
    """The hasher of all new passwords."""

    def encode(self, *args: Any, **kwargs: Any) -> str:
        with HASHING.turn():
            return str(super().encode(*args, **kwargs))

    def verify(self, *args: Any, **kwargs: Any) -> bool:
        with HASHING.turn():
            return bool(super().verify(*args, **kwargs))


class PBKDF2InTurn(PBKDF2PasswordHasher):
    """For passwords that were hashed elsewhere; `verify` calls `encode`."""

    def encode(self, *args: Any, **kwargs: Any) -> str:
        with HASHING.turn():
            return str(super().encode(*args, **kwargs))
