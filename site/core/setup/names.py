"""Names folded as today's code folds them, and those that fold to the same."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps as all_apps
from django.db import DEFAULT_DB_ALIAS

from core.language.alphabet import sort_key
from core.language.folding import fold
from core.language.languages import LANGUAGES
from core.models.vocabularies import BilingualName

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Twins:
    """Rows of one model whose names are equal in one language, though spelled differently."""

    model: type[BilingualName]
    lang: str
    rows: tuple[BilingualName, ...]

    def __str__(self) -> str:
        names = ", ".join(f"{row.pk} “{row.name(self.lang)}”" for row in self.rows)
        return f"{self.model._meta.label} ({self.lang}): {names}"


def find_twins(using: str = DEFAULT_DB_ALIAS) -> Iterator[Twins]:
    """Yield all names that only one row may have, whatever the database holds as their folding."""
    for model in _models():
        yield from _twins_among(model, list(model._default_manager.using(using).order_by("pk")))


def _twins_among(model: type[BilingualName], rows: Iterable[BilingualName]) -> Iterator[Twins]:
    for lang in LANGUAGES:
        by_folding = defaultdict(list)
        for row in rows:
            by_folding[fold(row.name(lang))].append(row)
        for same in by_folding.values():
            if len(same) > 1:
                yield Twins(model, lang, tuple(same))


def refold_names(using: str = DEFAULT_DB_ALIAS, apps: Any = all_apps, **_: Any) -> None:
    """Bring stored foldings and sort keys up to date after every migrate: both learn letters.

    Twins are left as they are, so that nothing is lost: `manage.py find_name_twins` lists them.
    `apps` are as that migrate left them: without these columns, if it went back before them.
    """
    if not hasattr(apps.all_models["core"].get("topic"), "sort_ar"):
        return
    has_twins = False
    for model in _models():
        table = model._default_manager.using(using)
        rows = list(table.order_by("pk"))
        twins = {(each.lang, row.pk) for each in _twins_among(model, rows) for row in each.rows}
        has_twins |= bool(twins)
        for row in rows:
            changed = {
                f"folded_{lang}": folded
                for lang in LANGUAGES
                if (folded := fold(row.name(lang))) != getattr(row, f"folded_{lang}")
                and (lang, row.pk) not in twins
            } | _changed_keys(row)
            if changed:
                table.filter(pk=row.pk).update(**changed)
    if has_twins:
        logger.warning("Some names are there twice: manage.py find_name_twins lists them.")


def _changed_keys(row: BilingualName) -> dict[str, str]:
    keys = {f"sort_{lang}": sort_key(row.name(lang)) for lang in LANGUAGES}
    return {name: key for name, key in keys.items() if key != getattr(row, name)}


def _models() -> list[type[BilingualName]]:
    return [model for model in all_apps.get_models() if issubclass(model, BilingualName)]
