"""Which collections are restricted. Models import it, so it must not need those of this site."""

from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Value
from wagtail.models import Collection, CollectionViewRestriction


def restrictions_on(thing: Any) -> Sequence[CollectionViewRestriction]:
    """Return the restrictions of the collection of a picture or document, and of those above."""
    path = Value(thing.collection.path, output_field=CharField())
    return list(_restrictions_above(path).prefetch_related("groups"))


def restricted_collections() -> frozenset[int]:
    """Return the ids of the collections that have a restriction, or are below one that has."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    closed = Collection.objects.filter(Exists(_restrictions_above(path)))
    return frozenset(closed.values_list("pk", flat=True))


def _restrictions_above(path: Any) -> Any:
    """Return the restrictions on the collection at `path`, an expression, and on those above it."""
    restrictions = CollectionViewRestriction.objects.alias(below=path)
    return restrictions.filter(below__startswith=F("collection__path"))
