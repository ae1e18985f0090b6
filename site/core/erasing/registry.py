"""What the removal of a phrase must know of tables, registered in `AppConfig.ready()`."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from core.erasing import codes
from core.erasing.values import texts_in

# Rows that are nothing but an address or a slug: they are deleted.
DELETED = {"core.formeraddress", "core.formerslug", "wagtailredirects.redirect"}
# What opens accounts or carries rights is never rewritten: people change it first.
PROTECTED = {("core.user", "email"), ("auth.group", "name"), ("wagtailcore.site", "hostname")}
# Names whose other columns follow from them; written by their models.
NAMES = {"core.topic", "core.organisation", "core.person", "core.governorate"}

# What sessions hold of who signed in and how.
_PROOFS = ("_auth_user", "_session", "account_authentication")


@dataclass
class _Registry:
    derived: dict[str, Callable[[Any], dict[str, Any]]] = field(default_factory=dict)
    opaque: dict[str, Callable[[Any], Iterator[str]]] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    fixed_slugs: list[Callable[[], Iterable[str]]] = field(default_factory=list)
    around: list[Callable[[], AbstractContextManager[None]]] = field(default_factory=list)


registry = _Registry()


def fixed_words() -> frozenset[str]:
    """Return the words of addresses that belong to the site: “media”, and sections' “news”."""
    return frozenset(codes.OF_SITE).union(*(read() for read in registry.fixed_slugs))


def columns_of_codes(label: str) -> set[str]:
    """Return the columns of a table that hold codes."""
    return codes.COLUMNS | codes.OF_TABLES.get(label, set()) | registry.codes.get(label, set())


def texts_of_session(session: Any) -> Iterator[str]:
    """Yield what a session holds, such as messages that have not been shown yet."""
    held = session.get_decoded()
    texts = {name: held[name] for name in held if not name.startswith(_PROOFS)}
    for text, _is_address in texts_in(json.dumps(texts, default=str, ensure_ascii=False)):
        yield text


def register_derived(label: str, derive: Callable[[Any], dict[str, Any]]) -> None:
    """Write `derive(row)`, values by field, after a row of the model was changed."""
    registry.derived[label] = derive


def register_opaque(label: str, read: Callable[[Any], Iterator[str]]) -> None:
    """Delete rows of the model for which `read(row)` yields a text with the phrase."""
    registry.opaque[label] = read


def register_codes(label: str, *columns: str) -> None:
    """Leave these columns of the model alone: no people have written what is in them."""
    registry.codes[label] = registry.codes.get(label, set()) | set(columns)


def register_fixed_slugs(read: Callable[[], Iterable[str]]) -> None:
    """Leave alone what `read()` returns where it is a whole part of an address."""
    registry.fixed_slugs.append(read)


def register_around(around: Callable[[], AbstractContextManager[None]]) -> None:
    """Erase inside `around()`; it ends when the published items have been updated."""
    registry.around.append(around)
