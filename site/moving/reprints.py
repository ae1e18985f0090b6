"""Reprints: works that belong to others, until a person confirms that they may be passed on."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from core.publication.transactions import record_page
from moving.models import Question


def reserved_among(pages: Sequence[Any]) -> set[int]:
    """Return the ids of the pages that nobody has confirmed may be passed on; one query.

    A reprint that may not be passed on stays among them. A page that nobody asked about belongs to
    whom the other language's page of its work belongs: translating a text gives no right to it.
    """
    works = {page.translation_key for page in pages}
    asked = Question.objects.filter(
        kind=Question.Kind.REPRINT, post__page__translation_key__in=works
    )
    own: dict[int, bool] = {}
    reserved_works = set()
    for page_id, work, decision in asked.values_list(
        "post__page_id", "post__page__translation_key", "decision"
    ):
        own[page_id] = decision != Question.Decision.ACCEPTED
        if own[page_id]:
            reserved_works.add(work)
    return {page.pk for page in pages if own.get(page.pk, page.translation_key in reserved_works)}


def render_anew(page_id: int) -> None:
    """Have the public items of a page and of its work in other languages follow a decision."""
    work = Page.objects.filter(pk=page_id).values("translation_key")
    for pk in Page.objects.filter(translation_key__in=work).values_list("pk", flat=True):
        record_page(pk, is_whole=True)
