"""The index of the CMS's search, made anew while people search and write.

Each few rows are read and written in a transaction of their own, so that nobody waits for long and
whoever searches finds what was there before.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from time import monotonic
from typing import Any

from django.apps import apps as all_apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, transaction

from core.background.problems import Kind, surviving
from core.language.folding import folded_words
from core.models.search import SearchText
from core.search.analysis.levels import Level
from core.search.analysis.queries import SearchQuery, Term
from core.search.analysis.version import search_version
from core.search.index.tables import STAFF
from core.search.indexing import StaffIndex, by_model, model_of

_AT_ONCE = 50
# Of each round of the worker; the rest waits for the next one.
_SECONDS_A_ROUND = 15.0
# What Arabic writes together with the word after it.
_PARTICLES = tuple(first + second for first in ("", "و", "ف") for second in ("", "ب", "ل", "ك"))


class RenewingIndex(StaffIndex):
    """Analyses everything again, whatever its rows say of themselves."""

    is_forced = True

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        """Read the items again: what was changed meanwhile was indexed by whoever changed it.

        What somebody is changing just now is left to them.
        """
        ids = (item.pk for item in items)
        while some := list(islice(ids, _AT_ONCE)):
            with transaction.atomic():
                rows = model.get_indexed_objects().filter(pk__in=some)
                super().add_items(model, rows.select_for_update(skip_locked=True, no_key=True))


class Rebuilder:
    """What `manage.py update_index` does before and after it adds all items."""

    def __init__(self, index: StaffIndex) -> None:
        self.index = RenewingIndex(index.backend)

    def start(self) -> RenewingIndex:
        return self.index

    def finish(self) -> None:
        _remove_lost()


def fill_empty_index(apps: Any = all_apps, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Index what was written before there was this index; called after each migration.

    `apps` are as that migration left them: without these columns, if it went back before them.
    """
    fields = apps.get_model("core", "SearchText")._meta.get_fields()
    if using != DEFAULT_DB_ALIAS or "mark" not in {field.name for field in fields}:
        return
    pages = all_apps.get_model("wagtailcore", "Page").objects.filter(depth=2)
    if not SearchText.objects.exists() and pages.exists():
        call_command("wagtail_update_index", verbosity=0)


def renew_outdated() -> None:
    """Analyse what another version of the analyser had analysed; a round of the worker's."""
    until, after, index = monotonic() + _SECONDS_A_ROUND, 0, RenewingIndex(None)
    while monotonic() < until and (rows := _outdated(after)):
        for kind, some in groupby(rows, key=lambda row: row.kind):
            with surviving(f"search:{kind}", Kind.REPEATED):
                _renew(index, kind, [row.object_id for row in some])
        after = rows[-1].pk


def renew_texts_with(phrase: str) -> None:
    """Analyse anew, at once, whatever has all words of a phrase that was erased.

    A row may be made from rows besides its own, such as the tags of a picture, and need not have
    been written when those were.
    """
    terms = [
        Term(word, {f"={particle}{word}": Level.EXACT for particle in _PARTICLES})
        for word in folded_words(phrase)
    ]
    found = STAFF.matching(SearchQuery(phrase, tuple(terms), (), is_cut=False))
    with connection.cursor() as cursor:
        cursor.execute(found.text, found.params)
        ids = [pk for (pk,) in cursor.fetchall()]
    index = RenewingIndex(None)
    for start in range(0, len(ids), _AT_ONCE):
        rows = SearchText.objects.filter(pk__in=ids[start : start + _AT_ONCE]).order_by("kind")
        for kind, some in groupby(rows.only("kind", "object_id"), key=lambda row: row.kind):
            _renew(index, kind, [row.object_id for row in some])


def _outdated(after: int) -> Sequence[SearchText]:
    rows = SearchText.objects.exclude(mark__startswith=f"{search_version()}:")
    return list(rows.filter(pk__gt=after).only("kind", "object_id").order_by("pk")[:_AT_ONCE])


def _renew(index: RenewingIndex, kind: str, ids: Sequence[int]) -> None:
    model = model_of(kind)
    items = list(model._base_manager.filter(pk__in=ids)) if model else []
    lost = set(ids) - {item.pk for item in items}
    SearchText.objects.filter(kind=kind, object_id__in=lost).delete()
    for own, some in by_model(items):
        index.add_items(own, some)


def _remove_lost() -> None:
    """Remove the rows of what is no longer there."""
    for kind in SearchText.objects.order_by().values_list("kind", flat=True).distinct():
        rows, model = SearchText.objects.filter(kind=kind), model_of(kind)
        if model:
            rows = rows.exclude(object_id__in=model._base_manager.values("pk"))
        rows.delete()
