"""What the removal of a phrase must know of tables, registered in `AppConfig.ready()`."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

# Rows that are nothing but an address or a slug: they are deleted.
DELETED = {"core.formeraddress", "core.formerslug", "wagtailredirects.redirect"}
# What opens accounts or carries rights is never rewritten: people change it first.
PROTECTED = {("core.user", "email"), ("auth.group", "name"), ("wagtailcore.site", "hostname")}
# Names whose other columns follow from them; written by their models.
NAMES = {"core.topic", "core.organisation", "core.person", "core.governorate"}


@dataclass
class _Registry:
    derived: dict[str, Callable[[Any], dict[str, Any]]] = field(default_factory=dict)
    opaque: dict[str, Callable[[Any], Iterator[str]]] = field(default_factory=dict)
    around: list[Callable[[], AbstractContextManager[None]]] = field(default_factory=list)


registry = _Registry()


def texts_of_session(session: Any) -> Iterator[str]:
    """Yield what a session holds, such as messages that have not been shown yet."""
    yield json.dumps(session.get_decoded(), default=str, ensure_ascii=False)


def register_derived(label: str, derive: Callable[[Any], dict[str, Any]]) -> None:
    """Write `derive(row)`, values by field, after a row of the model was changed."""
    registry.derived[label] = derive


def register_opaque(label: str, read: Callable[[Any], Iterator[str]]) -> None:
    """Delete rows of the model for which `read(row)` yields a text with the phrase."""
    registry.opaque[label] = read


def register_around(around: Callable[[], AbstractContextManager[None]]) -> None:
    """Erase inside `around()`; it ends when the published items have been updated."""
    registry.around.append(around)
