"""The tables whose rows are names, registered in `AppConfig.ready()`, and how they are read.

All of them are read in one statement, whoever wrote the rows: at most once a second in a process.
"""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Case, QuerySet, Value, When
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, post_save

from core.search.analysis.names.seed import Kind, KnownName

_FRESH_SECONDS = 1.0


class NameRow(NamedTuple):
    """A name as it is stored: of which table and kind, and its spellings; variants one a line."""

    source: str
    pk: str
    kind: str
    en: str
    ar: str
    variants: str

    @property
    def concept(self) -> str:
        return f"#{self.source}:{self.pk}"

    @property
    def known(self) -> KnownName:
        """Return the name; with its article only, if it has one: of words, staff need not think."""
        spellings = dict.fromkeys((self.en, self.ar, *self.variants.splitlines()))
        strict = tuple(f"={each}" for each in spellings if each)
        return KnownName(self.concept, Kind(self.kind), strict)


@dataclass(frozen=True)
class NameSource:
    """A table of names, its label such as "organisation", and the names of its columns.

    With `kinds`, values of the column `kind` by their meaning; rows with others are no names.
    """

    model: type[models.Model]
    label: str
    kind: Kind = Kind.OTHER
    en: str = "name_en"
    ar: str = "name_ar"
    variants: str = "variants"
    kinds: Mapping[str, Kind] | None = None

    def values(self) -> QuerySet[Any, tuple[str, ...]]:
        rows = self.model._base_manager.order_by()
        if self.kinds is not None:
            rows = rows.filter(kind__in=self.kinds)
        columns = {
            "name_source": Value(self.label, models.TextField()),
            "name_pk": Cast("pk", models.TextField()),
            "name_kind": self._kind(),
            "spelled_en": Cast(self.en, models.TextField()),
            "spelled_ar": Cast(self.ar, models.TextField()),
            "spelled_otherwise": Cast(self.variants, models.TextField()),
        }
        return rows.annotate(**columns).values_list(*columns)

    def _kind(self) -> Any:
        whens = (
            When(kind=value, then=Value(kind.value)) for value, kind in (self.kinds or {}).items()
        )
        other = Value(self.kind.value, models.TextField())
        return Case(*whens, default=other, output_field=models.TextField())


class _Stored:
    """The rows as this process read them last."""

    def __init__(self) -> None:
        self.sources: dict[str, NameSource] = {}
        self.rows: tuple[NameRow, ...] = ()
        self.read_at = float("-inf")
        self.lock = threading.Lock()


_stored = _Stored()


def register_names(source: NameSource) -> None:
    """Have the rows of a table known as names, in texts and in queries."""
    _stored.sources[source.label] = source
    for saved in (post_save, post_delete):
        saved.connect(forget_names, sender=source.model, dispatch_uid="known names")


def stored_names() -> tuple[NameRow, ...]:
    """Return the rows of all tables, as they were a second ago or later."""
    if time.monotonic() - _stored.read_at > _FRESH_SECONDS:
        started = time.monotonic()
        rows = tuple(_read(_stored.sources.values()))
        with _stored.lock:
            _stored.rows, _stored.read_at = rows, started
    return _stored.rows


def forget_names(**_: Any) -> None:
    """Have this process read the tables again."""
    _stored.read_at = float("-inf")


def _read(sources: Iterable[NameSource]) -> Iterator[NameRow]:
    queries = [source.values() for source in sources]
    if queries:
        found = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
        yield from sorted(NameRow(*row) for row in found)
