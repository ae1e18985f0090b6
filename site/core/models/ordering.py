"""Lists in the order of the alphabet, alike on both databases: see `core.language.alphabet`."""

from typing import Any

from django.db.models import Case, F, Func, Value, When

from core.language.alphabet import sort_key
from core.language.languages import current_language


class ByCodePoint(Func):
    """A stored sort key, compared as SQLite does it; PostgreSQL has rules for each language."""

    template = "%(expressions)s"
    arity = 1

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template='(%(expressions)s) COLLATE "C"')


class InOrderOfNames(F):
    """Orders rows with a name in both languages by the one that readers of the moment see.

    The language is that which is active when the query runs. `lang` fixes it.
    """

    def __init__(self, lang: str = "") -> None:
        super().__init__(f"sort_{lang}")
        self.lang = lang

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        column = F(f"sort_{self.lang or current_language()}")
        return ByCodePoint(column).resolve_expression(*args, **kwargs)


def in_order_of(rows: Any, *columns: str, is_descending: bool = False) -> Any:
    """Return a query of a small table without stored keys, ordered by names in `columns`."""
    keys = {
        pk: sort_key(" ".join(value for value in values if value))
        for pk, *values in rows.order_by().values_list("pk", *columns)
    }
    ordered = sorted(keys, key=lambda pk: (keys[pk], pk), reverse=is_descending)
    if not ordered:
        return rows
    return rows.order_by(Case(*(When(pk=pk, then=Value(at)) for at, pk in enumerate(ordered))))
