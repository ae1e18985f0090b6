"""What follows when names change: texts that have them are analysed again.

A round of the worker's compares the names with those that it has seen, whoever wrote them and how,
and takes away the marks of the texts concerned; what has no mark is analysed by the other rounds
(`core.search.renewing`, `core.publication.texts`).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS

from core.models.published import ItemText
from core.models.search import IndexedName, SearchText
from core.search.analysis.names.sources import NameRow, forget_names, stored_names
from core.search.analysis.names.spellings import forms_of_name, forms_of_text

_AT_ONCE = 200
# If more names have changed, all texts are analysed again: that takes no longer than looking.
_MOST_LOOKED_FOR = 50


def renew_texts_with_changed_names() -> int:
    """Have the texts analysed again that had a changed name, or have it now; return how many."""
    forget_names()
    present, before = _by_concept(stored_names()), dict(IndexedName.objects.values_list())
    now = {concept: _digest(rows) for concept, rows in present.items()}
    changed = {concept for concept in now | before if now.get(concept) != before.get(concept)}
    if not changed:
        return 0
    forms = {
        form.form
        for concept in changed
        for row in present.get(concept, ())
        for spelling in row.known.spellings
        for form in forms_of_name(spelling.lstrip("?="))
    }
    count = _renew(ItemText, "item_id", changed, forms) + _renew(SearchText, "id", changed, forms)
    # Afterwards: whoever is stopped before looks again.
    _record(now)
    return count


def record_first_names(using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Note the names that the first index of all texts was made with; called after migrations."""
    if using == DEFAULT_DB_ALIAS and not IndexedName.objects.exists():
        forget_names()
        _record({name: _digest(rows) for name, rows in _by_concept(stored_names()).items()})


def _by_concept(rows: Iterable[NameRow]) -> dict[str, list[NameRow]]:
    found = defaultdict(list)
    for row in rows:
        found[row.concept].append(row)
    return found


def _digest(rows: Iterable[NameRow]) -> str:
    """Return what differs when a name has changed, and shows nobody what it is."""
    return hashlib.sha256(repr(sorted(rows)).encode("utf-8", "surrogatepass")).hexdigest()


def _record(names: dict[str, str]) -> None:
    IndexedName.objects.exclude(pk__in=names).delete()
    IndexedName.objects.bulk_create(
        [IndexedName(concept=concept, digest=digest) for concept, digest in names.items()],
        update_conflicts=True,
        unique_fields=["concept"],
        update_fields=["digest"],
    )


def _renew(model: Any, column: str, concepts: set[str], forms: set[str]) -> int:
    rows = model.objects.exclude(mark="")
    if len(concepts) > _MOST_LOOKED_FOR:
        return int(rows.update(mark=""))
    found = [
        pk
        for pk, keys in rows.values_list(column, "keys").iterator(chunk_size=_AT_ONCE)
        if has_name(concepts, forms, keys.split())
    ]
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        model.objects.filter(**{f"{column}__in": some}).update(mark="")
    return len(found)


def has_name(concepts: set[str], forms: Iterable[str], keys: Iterable[str]) -> bool:
    """Whether a text with these keys has one of the names, or may have one of these forms.

    The order of its words is not known, so that it may have none; but no text with one is missed.
    """
    own = list(keys)
    if not concepts.isdisjoint(own):
        return True
    words = {form for key in own if key.startswith("=") for form in forms_of_text(key[1:])}
    return any(_may_be_made_of(form, words) for form in forms)


def _may_be_made_of(form: str, words: set[str]) -> bool:
    """Whether a form is a row of words: تلعفر of تل and عفر.

    A word may begin with the last letter of the one before it, see `spellings.joined`.
    """
    reached = {0}
    for end in range(1, len(form) + 1):
        starts = (start for start in range(end) if start in reached or start + 1 in reached)
        if any(form[start:end] in words for start in starts):
            reached.add(end)
    return len(form) in reached
