"""Requests of the matrix: an address, and the roles that may send it."""

from dataclasses import dataclass, field
from typing import Any

EVERYBODY = "CATRtrB"
STAFF = "CA"
INTO_AR, INTO_EN = "CATRB", "CAtrB"
EDIT_AR, EDIT_EN = "CAR", "CAr"  # pages themselves, which translators leave alone
EDITORS_OF_NAMES = "CARr"  # of the glossary
NOBODY = ""


@dataclass(frozen=True)
class Route:
    """One request. Allowed to those in `who`: it changes something, or else it is answered."""

    method: str
    path: str
    who: str
    data: Any = field(default_factory=dict)
    changes: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def get(path: str, who: str) -> Route:
    return Route("GET", f"/admin/{path}", who)


def ask(path: str, who: str, **data: Any) -> Route:
    """A POST that is answered and changes nothing."""
    return Route("POST", f"/admin/{path}", who, data)


def post(path: str, who: str, **data: Any) -> Route:
    """A POST that changes something."""
    return Route("POST", f"/admin/{path}", who, data, changes=True)


def both(path: str, who: str, **data: Any) -> list[Route]:
    return [get(path, who), post(path, who, **data)]
