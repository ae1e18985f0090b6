"""The glossary as the database has it, prepared once for all texts.

A request queries the database once, however many texts it marks; other work, at most twice a
second.
"""

import threading
import time
from functools import lru_cache
from typing import Any

from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from translation.glossary.matching import Glossary, Match, Name
from translation.models import GlossaryTerm

_FRESH_SECONDS = 0.5


class _Known(threading.local):
    """This thread's copy, and when it was read."""

    glossary: Glossary | None = None
    asked_at = 0.0
    is_in_request = False


_known = _Known()


def glossary() -> Glossary:
    """Return the names as they are now."""
    is_old = not _known.is_in_request and time.monotonic() - _known.asked_at > _FRESH_SECONDS
    if _known.glossary is None or is_old:
        _known.asked_at = time.monotonic()
        rows = GlossaryTerm.objects.order_by("pk").values_list(*Name._fields)
        _known.glossary = _prepared(tuple(Name(*row) for row in rows))
    return _known.glossary


@lru_cache(maxsize=2)
def _prepared(names: tuple[Name, ...]) -> Glossary:
    """Cached by the rows themselves, so that a change in any process is seen."""
    return Glossary(names)


def names_in(text: str, lang: str) -> list[Match]:
    """Return the names in a plain text in `lang`: (start, end, term), in its order, the longest."""
    return glossary().names_in(text, lang)


@receiver(request_started)
def begin_request(**_: Any) -> None:
    """Read the names once for the whole request, however long it takes."""
    forget_names()
    _known.is_in_request = True


@receiver(request_finished)
def end_request(**_: Any) -> None:
    _known.is_in_request = False


@receiver([post_save, post_delete], sender=GlossaryTerm)
def forget_names(**_: Any) -> None:
    """Have this thread read the database again."""
    _known.glossary = None
