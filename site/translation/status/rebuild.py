"""Derives the rows of all works again: for restored backups and changes made in the database."""

from collections.abc import Callable
from itertools import islice
from uuid import UUID

from wagtail.models import Page
from wagtail_localize.models import Translation

from core.background.pacing import Pace
from core.background.problems import Kind, surviving
from core.publication.transactions import publication_transaction
from translation.models import TranslationStatus
from translation.status.provenance import note_saved, record_begun
from translation.status.rows import BATCH


def rebuild(step: Callable[[int, int], None]) -> int:
    """Return how many translations there are; `step` gets what is done, and the total.

    Each batch is committed by itself, so running it twice or stopping it does no harm, and others
    can write in between. A work with which it fails stops no other and is reported as a problem.
    """
    translations = _translations()
    pages = Page.objects.filter(depth__gt=1).values_list("translation_key", flat=True)
    works = sorted({*pages, *TranslationStatus.objects.values_list("work", flat=True)})
    total = len(translations) + len(works)
    pace = Pace(most=BATCH)
    for done, (work, pk) in enumerate(translations.items(), start=1):
        page = Page.objects.filter(translation_key=work).order_by("pk").first()
        with surviving(f"rebuild:{work}", Kind.REBUILD, page_id=page.pk if page else None):
            _note(pk)
        pace.rest()
        step(done, total)
    done, left = len(translations), iter(works)
    while some := list(islice(left, pace.size)):
        with pace.batch(len(some)), publication_transaction() as changes:
            changes.works |= set(some)
        done += len(some)
        step(done, total)
    return len(translations)


def _translations() -> dict[UUID, int]:
    """Return the translation of each work; of both directions, the one that is enabled."""
    found = Translation.objects.order_by("enabled", "pk")
    return dict(found.values_list("source__object_id", "pk"))


def _note(pk: int) -> None:
    with publication_transaction():
        found = Translation.objects.select_related("source", "target_locale").filter(pk=pk)
        for translation in found:
            record_begun(translation)
            pages = Page.objects.filter(translation_key=translation.source.object_id, live=True)
            for page in pages.specific():
                note_saved(page)
