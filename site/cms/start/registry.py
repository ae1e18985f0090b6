"""What other packages add to the start page and know of its pages; registered in `ready()`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from core.language.languages import Language


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person; `note` and `when` are the other cells of its row."""

    title: str
    language: Language
    url: str
    note: str
    when: str


@dataclass(frozen=True)
class WaitingList:
    """The first of what waits for a person; `all_url` leads to all, or is "" if these are all."""

    rows: Sequence[Waiting]
    all_url: str = ""
    all_label: Any = ""


_closing: list[Callable[[Any, Sequence[Page]], set[int]]] = []
_elsewhere: list[Callable[[Any], Iterable[int]]] = []
_waiting: list[Callable[[Any], WaitingList]] = []


def register_closed_pages(closed: Callable[[Any, Sequence[Page]], set[int]]) -> None:
    """Have `closed(user, pages)` return the ids of pages whose form refuses the user."""
    _closing.append(closed)


def register_shown_elsewhere(shown: Callable[[Any], Iterable[int]]) -> None:
    """Have `shown(user)` return the ids of pages that another panel or list shows as to be done."""
    _elsewhere.append(shown)


def register_waiting(waiting: Callable[[Any], WaitingList]) -> None:
    """Have `waiting(user)` return what else waits for a user, beside reviews."""
    _waiting.append(waiting)


def closed_to(user: Any, pages: Sequence[Page]) -> set[int]:
    """Return the ids of those of `pages` that are shown without a link."""
    return {pk for closed in _closing for pk in closed(user, pages)}


def shown_elsewhere(user: Any) -> set[int]:
    return {pk for shown in _elsewhere for pk in shown(user)}


def waiting_for(user: Any) -> list[WaitingList]:
    return [waiting(user) for waiting in _waiting]
