"""Where phrases are, and their removal in one publication transaction.

Everything is read below the models, row by row, so it takes as long as the database is large. What
is within the files of pictures and documents is not searched.
"""

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.search import index

from core.erasing.codes import KEYS_OF_TABLES
from core.erasing.phrases import MARK, Phrases
from core.erasing.registry import DELETED, NAMES, PROTECTED, fixed_words, registry
from core.erasing.tables import Table, is_address, text_tables
from core.erasing.values import changed, texts_in
from core.models import PublishedItem
from core.publication.ledger import record_erasure
from core.publication.transactions import publication_transaction
from core.refusals import RefusedError
from core.search.index.purging import purge_deleted_keys
from core.search.renewing import renew_texts_with

_MOST_ROUNDS = 4  # what is derived from what was changed is found in the next


@dataclass(frozen=True)
class Place:
    """One column of one row in which a phrase is; `excerpt` is what is around it, once."""

    table: Table
    pk: Any
    field: str
    excerpt: str

    @property
    def is_protected(self) -> bool:
        return (self.table.label, self.field) in PROTECTED

    def __str__(self) -> str:
        return f"{self.table.label} {self.pk} {self.field}: {self.excerpt}"


def places(phrases: Phrases) -> Iterator[Place]:
    """Yield where the phrases are, table by table."""
    phrases = replace(phrases, fixed=fixed_words())
    for table in text_tables():
        for pk, texts in table.rows():
            for name, text in texts.items():
                if found := next(_found(phrases, table, name, text), None):
                    yield Place(table, pk, name, phrases.excerpt(found))
    for label, read in registry.opaque.items():
        yield from _opaque_places(phrases, label, read)


def _found(phrases: Phrases, table: Table, name: str, text: str) -> Iterator[str]:
    """Yield the texts of a column in which a phrase is."""
    field = table.model._meta.get_field(name)
    if isinstance(field, models.FileField):  # folders and extensions are the site's
        text = PurePosixPath(text).name.partition(".")[0]
    keys = KEYS_OF_TABLES.get(table.label, set())
    for each, is_url in texts_in(text, is_address=is_address(field), keys=keys):
        if phrases.is_in(each, is_address=is_url):
            yield each


def _opaque_places(
    phrases: Phrases, label: str, read: Callable[[Any], Iterator[str]]
) -> Iterator[Place]:
    table = Table(apps.get_model(label), [])
    for row in table.model._base_manager.iterator(chunk_size=20):
        for text in read(row):
            if phrases.is_in(text):
                yield Place(table, row.pk, "", phrases.excerpt(text))
                break


def erase(phrases: Phrases, mark: str = MARK) -> int:
    """Put `mark` in place of the phrases everywhere; return in how many columns they were.

    In addresses a random word takes their place. It is one transaction: RefusedError, and nothing
    changed, where a phrase is in what only people may change, or would be left.
    """
    phrases.check(mark)
    erasure = _Erasure(replace(phrases, fixed=fixed_words()), mark)
    with transaction.atomic():
        count = 0
        for _round in range(_MOST_ROUNDS):
            found = list(places(phrases))
            if not found:
                for text in phrases.texts:
                    renew_texts_with(text)
                purge_deleted_keys()
                if count:
                    record_erasure()
                return count
            _refuse_protected(found)
            count += len(found)
            erasure.change(found)
    raise RefusedError(_("It could not be removed everywhere; nothing has been changed."))


def _refuse_protected(found: list[Place]) -> None:
    if protected := [str(place) for place in found if place.is_protected]:
        raise RefusedError(
            _("Change this first, for it opens an account or carries rights: %(places)s")
            % {"places": "; ".join(protected)}
        )


class _Erasure:
    """One removal; the word for addresses is the same throughout, so that they still agree."""

    def __init__(self, phrases: Phrases, mark: str) -> None:
        self.phrases, self.mark = phrases, mark
        self.word = f"x{secrets.token_hex(4)}"

    def change(self, found: list[Place]) -> None:
        rows = {(place.table.label, place.pk): place.table for place in found}
        names: dict[tuple[str, Any], set[str]] = {}
        for place in found:
            names.setdefault((place.table.label, place.pk), set()).add(place.field)
        with ExitStack() as stack:
            for around in registry.around:
                stack.enter_context(around())
            changes = stack.enter_context(publication_transaction())
            for (label, pk), table in rows.items():
                self._change_row(table, pk, names[label, pk])
            _record(changes, rows)
        for (_label, pk), table in rows.items():
            _index(table.model, pk)

    def _change_row(self, table: Table, pk: Any, names: set[str]) -> None:
        if table.label in DELETED or "" in names:
            for row in table.model._base_manager.filter(pk=pk):
                row.delete()
        elif table.label in NAMES:
            self._change_name(table.model._base_manager.get(pk=pk))
        else:
            self._write(table, pk, names)

    def _write(self, table: Table, pk: Any, names: set[str]) -> None:
        ((_pk, before),) = table.rows(pk)
        texts = {name: self._text(table, name, before[name]) for name in names}
        try:
            with transaction.atomic():
                table.update(pk, texts)
        except IntegrityError:  # another row of the table became the same
            unique = {name for name in names if _is_unique(table.model, name)}
            table.update(pk, texts | {name: f"{texts[name]}-{pk}" for name in unique})
        if derive := registry.derived.get(table.label):
            rows = table.model._base_manager.filter(pk=pk)
            rows.update(**derive(rows.get()))

    def _text(self, table: Table, name: str, text: str) -> str:
        field = table.model._meta.get_field(name)
        if isinstance(field, models.FileField):
            return self._renamed(text)
        keys = KEYS_OF_TABLES.get(table.label, set())
        new = changed(text, self._without, is_address=is_address(field), keys=keys)
        return new[: field.max_length] if field.max_length else new

    def _without(self, text: str, is_in_address: bool) -> str:
        if is_in_address and text in self.phrases.fixed:
            return text
        return self.phrases.without(text, self.word if is_in_address else self.mark, self.word)

    def _renamed(self, name: str) -> str:
        path = PurePosixPath(name)
        with default_storage.open(name) as file:
            new = default_storage.save(f"{path.parent}/{secrets.token_hex(16)}{path.suffix}", file)
        transaction.on_commit(lambda: default_storage.delete(name))
        return new

    def _change_name(self, row: Any) -> None:
        for name in {"name_en", "name_ar", "slug", "variants", "website"} & set(vars(row)):
            text = self._without(getattr(row, name), name in {"slug", "website"})
            if text != getattr(row, name) and name.startswith("name_"):
                text = f"{text} {row.pk}"  # two people may be called the same now
            setattr(row, name, text)
        row.save()


def _is_unique(model: Any, name: str) -> bool:
    together = [names for names in model._meta.unique_together if name in names]
    constraints = [one for one in model._meta.total_unique_constraints if name in one.fields]
    return bool(model._meta.get_field(name).unique or together or constraints)


def _record(changes: Any, rows: dict[tuple[str, Any], Table]) -> None:
    """Have the published items follow the rows that were changed."""
    for (_label, pk), table in rows.items():
        model = table.model
        if issubclass(model, Page):
            changes.pages.add(pk)
        elif model is PublishedItem:
            changes.pages |= set(
                model.objects.filter(pk=pk, page_id__isnull=False).values_list("page_id", flat=True)
            )
        elif hasattr(model, "item_key"):
            changes.keys.add(f"{model.item_key}:{pk}")
        elif model._meta.label_lower == "core.initiativesettings":
            changes.keys.add("settings")


def _index(model: Any, pk: Any) -> None:
    """Have the CMS's search follow a row."""
    if issubclass(model, index.Indexed):
        row = model._base_manager.filter(pk=pk).first()
        if row is not None:
            index.insert_or_update_object(row)
