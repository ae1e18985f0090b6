"""The index of the CMS's search: what each page, picture, document and name is found by."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from django.apps import apps
from modelsearch.backends.base import BaseIndex, get_model_root
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from core.language.alphabet import sort_key
from core.models.search import SearchText
from core.search.analysis.ahead import is_reading_ahead
from core.search.analysis.documents import BODY, PARTS, SUMMARY, TITLE, begin, part_keys
from core.search.analysis.names.names import Names, known_names
from core.search.analysis.version import mark_of
from core.search.index.columns import columns_of

# What things are called: found in lists while somebody types.
_TITLES = {"title", "variants"}
_UPDATED = ["keys", "stems", "sort_key", "mark"]


def kind_of(model: Any) -> str:
    """Return the name under which rows of a model are indexed: one for pages of all types."""
    return str(get_model_root(model)._meta.label_lower)


def model_of(kind: str) -> Any:
    """Return the model whose rows are indexed under this name, or None if there is none now."""
    with suppress(LookupError):
        return apps.get_model(kind)
    return None


def by_model(items: Iterable[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Yield rows by their models, pages by those of their types."""
    found: dict[Any, list[Any]] = {}
    for item in items:
        # Pages of each type have fields of their own.
        found.setdefault(getattr(item, "specific_class", None) or type(item), []).append(item)
    yield from found.items()


class StaffIndex(BaseIndex):  # type: ignore[misc]
    """Writes the index, one statement for any number of rows.

    A page is saved several times when it is published once: what is unchanged is not analysed.
    """

    is_forced = False

    def add_items(self, model: Any, items: Iterable[Any]) -> None:
        texts = {item.pk: _texts_of(model, item) for item in items}
        rows = SearchText.objects.filter(kind=kind_of(model), object_id__in=list(texts))
        marks = dict(rows.values_list("object_id", "mark"))
        names = known_names()
        SearchText.objects.bulk_create(
            [
                _row(kind_of(model), pk, each, names)
                for pk, each in texts.items()
                if self.is_forced or marks.get(pk) != each.mark
            ],
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=_UPDATED,
        )

    def delete_item(self, item: Any) -> None:
        SearchText.objects.filter(kind=kind_of(type(item)), object_id=item.pk).delete()

    def reset(self) -> None:
        SearchText.objects.all().delete()


def read_soon(item: Any) -> None:
    """Begin to read what is about to be indexed, where texts are read ahead."""
    if not is_reading_ahead():
        return
    names = known_names()
    for text in _texts_of(type(item), item).parts.values():
        begin(text, names)


class _Texts(NamedTuple):
    """The texts of a row, by the letter of their part, and the title by which lists are sorted."""

    parts: dict[str, str]
    title: str

    @property
    def mark(self) -> str:
        """Return what is equal if a row was made from these texts by this analyser."""
        return mark_of([self.title, *self.parts.values()])


def _row(kind: str, pk: int, texts: _Texts, names: Names) -> SearchText:
    found = columns_of([(letter, part_keys(text, names)) for letter, text in texts.parts.items()])
    return SearchText(
        kind=kind,
        object_id=pk,
        keys=found.keys,
        stems=found.stems,
        sort_key=sort_key(texts.title),
        mark=texts.mark,
    )


def _texts_of(model: Any, item: Any) -> _Texts:
    by_part: dict[str, dict[str, None]] = {letter: {} for letter in PARTS}
    for field, text in _texts(item, model.get_search_fields()):
        by_part[_part_of(field)][text] = None
    # A field that is completed while somebody types is a field that is searched, too.
    in_titles: Collection[str] = by_part[TITLE]
    parts = {
        letter: "\n".join(text for text in texts if letter == TITLE or text not in in_titles)
        for letter, texts in by_part.items()
    }
    return _Texts(parts, getattr(item, "title_of_draft", "") or getattr(item, "title", ""))


def _part_of(field: Any) -> str:
    if isinstance(field, AutocompleteField) or field.field_name in _TITLES:
        return TITLE
    return SUMMARY if field.field_name == "summary" else BODY


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
