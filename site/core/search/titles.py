"""Lists of pages, pictures and documents in the order of their titles."""

from typing import Any

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page

from core.models.ordering import ByCodePoint
from core.models.search import SearchText
from core.search.indexing import kind_of


def title_key(model: Any = Page, reference: str = "pk") -> Any:
    """Return the expression by which rows are ordered by the title of what `reference` names.

    It is the title that staff see: that of the draft where a page is not public.
    """
    row = SearchText.objects.filter(kind=kind_of(model), object_id=OuterRef(reference))
    return ByCodePoint(Coalesce(Subquery(row.values("sort_key")[:1]), Value("")))
