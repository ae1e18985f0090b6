"""Questions about pictures without alternative text that have got one since they were asked.

The same file may be shown by a later post, or by the other site, with a text. Whatever the order in
which posts came in, and however often the import was stopped, the same questions are left.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction

from core.models import SiteImage
from moving.models import Question

_AT_ONCE = 200


def drop_answered() -> None:
    """Take out of the waiting questions the pictures that have a text, and drop empty ones."""
    waiting: Any = Question.objects.filter(kind=Question.Kind.ALT, decision="")
    rows = waiting.order_by("pk").iterator()
    while some := list(islice(rows, _AT_ONCE)):
        asked = {pk for question in some for pk in _pictures(question)}
        empty = SiteImage.objects.filter(pk__in=asked, alt_en="", alt_ar="")
        without = set(empty.values_list("pk", flat=True))
        changed = [question for question in some if not without.issuperset(_pictures(question))]
        if changed:
            with transaction.atomic():
                for question in changed:
                    _drop(question, without)


def _pictures(question: Question) -> Iterator[int]:
    return (each["value"] for each in question.evidence)


def _drop(question: Question, without: set[int]) -> None:
    question.evidence = [each for each in question.evidence if each["value"] in without]
    if question.evidence:
        question.save(update_fields=["evidence"])
    else:
        question.delete()
