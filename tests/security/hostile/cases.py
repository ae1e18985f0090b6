"""What a hostile file is, and what has to become of it."""

from collections.abc import Callable
from dataclasses import dataclass

# In everything that must not remain. No cleaned file may contain it, however it is packed.
CANARY = "canary7391"
AUTHOR = f"Zaynab {CANARY}"
COMPANY = f"Company {CANARY}"
PATH = f"C:\\Users\\{CANARY}\\Pictures\\hit.jpg"


@dataclass(frozen=True)
class Hostile:
    """A file; `refused` is the code of the refusal, or empty where it is accepted once cleaned."""

    name: str
    filename: str
    make: Callable[[], bytes]
    refused: str = ""


HOSTILE: dict[str, Hostile] = {}


def refused(code: str, filename: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a function that makes a file which must be refused."""
    return _registered(filename, code)


def cleaned(filename: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a function that makes a file which is accepted without its canaries."""
    return _registered(filename, "")


def _registered(filename: str, code: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        kind = filename.rpartition(".")[2]
        name = f"{kind}-{make.__name__.strip('_').replace('_', '-')}"
        assert name not in HOSTILE, name
        HOSTILE[name] = Hostile(name, filename, make, code)
        return make

    return register
