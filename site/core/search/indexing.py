"""The index of the CMS's search: the folded texts of each page, picture, document and name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps as all_apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, transaction
from modelsearch.backends.base import BaseIndex, get_model_root
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from core.language.alphabet import sort_key
from core.language.folding import searchable
from core.models.search import SearchText

_UPDATED = ["title", "text", "sort_key"]


def kind_of(model: Any) -> str:
    """Return the name under which rows of a model are indexed: one for pages of all types."""
    return str(get_model_root(model)._meta.label_lower)


class FoldedIndex(BaseIndex):  # type: ignore[misc]
    """Writes the index, one statement for any number of rows."""

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        rows = [_row(model, item) for item in items]
        SearchText.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=_UPDATED,
        )

    def delete_item(self, item: Any) -> None:
        SearchText.objects.filter(kind=kind_of(type(item)), object_id=item.pk).delete()

    def reset(self) -> None:
        SearchText.objects.all().delete()


class Rebuilder:
    """Builds the index anew; whoever searches meanwhile finds what was there before."""

    def __init__(self, index: FoldedIndex) -> None:
        self.index = index
        self.transaction = transaction.atomic()

    def start(self) -> FoldedIndex:
        self.transaction.__enter__()
        self.index.reset()
        return self.index

    def finish(self) -> None:
        self.transaction.__exit__(None, None, None)


def fill_empty_index(using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Index what was written before there was this index; called after each migration."""
    pages = all_apps.get_model("wagtailcore", "Page").objects.filter(depth=2)
    is_default = using == DEFAULT_DB_ALIAS
    if is_default and not SearchText.objects.exists() and pages.exists():
        call_command("wagtail_update_index", verbosity=0)


def _row(model: Any, item: Any) -> SearchText:
    texts = list(_texts(item, model.get_search_fields()))
    title = [text for field, text in texts if _is_title(field)]
    return SearchText(
        kind=kind_of(model),
        object_id=item.pk,
        title=searchable(" ".join(title)),
        text=searchable(" ".join(dict.fromkeys(text for _field, text in texts))),
        sort_key=sort_key(getattr(item, "title_of_draft", "") or getattr(item, "title", "")),
    )


def _is_title(field: Any) -> bool:
    return isinstance(field, AutocompleteField) or field.field_name == "title"


def _texts(item: Any, fields: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """Yield the searched fields of an item, those of related rows included, and their texts."""
    for field in fields:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, _as_text(field.get_value(item))
        elif isinstance(field, RelatedFields):
            for related in _related(field.get_value(item)):
                yield from _texts(related, field.fields)


def _related(value: Any) -> Iterable[Any]:
    if value is None:
        return []
    return value.all() if hasattr(value, "all") else [value]


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return " ".join(map(_as_text, value))
    return "" if value is None else str(value)
