"""Password hashing that never takes all threads: two at once in a process, and eight that wait."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher

from core.bounded import BoundedQueue

HASHING = BoundedQueue("password hashing", at_once=2, waiting=8)


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
