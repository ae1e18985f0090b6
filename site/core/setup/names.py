"""Names folded as today's code folds them, and those that fold to the same."""

import logging
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps as all_apps
from django.db import DEFAULT_DB_ALIAS

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


def find_twins() -> Iterator[Twins]:
    """Yield all names that only one row may have, whatever the database holds as their folding."""
    for model in _models():
        for lang in LANGUAGES:
            rows = defaultdict(list)
            for row in model._default_manager.order_by("pk"):
                rows[fold(row.name(lang))].append(row)
            for same in rows.values():
                if len(same) > 1:
                    yield Twins(model, lang, tuple(same))


def refold_names(using: str = DEFAULT_DB_ALIAS, apps: Any = all_apps, **_: Any) -> None:
    """Bring stored foldings up to date after every migrate: folding may have learnt a letter.

    Twins are left as they are, so that nothing is lost: `manage.py find_name_twins` lists them.
    `apps` are as that migrate left them: without names, if it went back before them.
    """
    if "topic" not in apps.all_models["core"]:
        return
    twins = {(each.model, each.lang, row.pk) for each in find_twins() for row in each.rows}
    for model in _models():
        for row in model._default_manager.using(using):
            changed = {
                f"folded_{lang}": folded
                for lang in LANGUAGES
                if (folded := fold(row.name(lang))) != getattr(row, f"folded_{lang}")
                and (model, lang, row.pk) not in twins
            }
            if changed:
                model._default_manager.using(using).filter(pk=row.pk).update(**changed)
    if twins:
        logger.warning("Some names are there twice: manage.py find_name_twins lists them.")


def _models() -> list[type[BilingualName]]:
    return [model for model in all_apps.get_models() if issubclass(model, BilingualName)]
