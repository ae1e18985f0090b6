"""Reprints: pages whose text belongs to others, until somebody lets it be passed on."""

from collections.abc import Collection

from moving.models import Question


def reserved_among(page_ids: Collection[int]) -> set[int]:
    """Return the ids of the pages that nobody has confirmed may be passed on; one query.

    A reprint that may not be passed on stays among them.
    """
    reprints = Question.objects.filter(kind=Question.Kind.REPRINT, post__page__in=page_ids)
    found = reprints.exclude(decision=Question.Decision.ACCEPTED)
    return set(found.values_list("post__page_id", flat=True))
