"""Works out the rows of all works anew: for restored backups and changes behind our back."""

from collections.abc import Callable, Sequence
from itertools import islice

from wagtail.models import Page
from wagtail_localize.models import Translation

from core.pacing import Pace
from core.shelf.units import unit
from translation.keeping import BATCH
from translation.models import TranslationStatus
from translation.states import enter_translation, note_saved


def rebuild(step: Callable[[int, int], None]) -> int:
    """Return how many translations there are; `step` is told what is done, and of how much.

    Each batch is committed by itself, so running it twice or stopping it does no harm, and others
    can write in between.
    """
    translations = _translations()
    pages = Page.objects.filter(depth__gt=1).values_list("translation_key", flat=True)
    works = sorted({*pages, *TranslationStatus.objects.values_list("work", flat=True)})
    done, total = 0, len(translations) + len(works)
    pace, left = Pace(most=BATCH), iter(translations)
    while pks := list(islice(left, pace.size)):
        with pace.batch(len(pks)):
            _note(pks)
        done += len(pks)
        step(done, total)
    pace, unmarked = Pace(most=BATCH), iter(works)
    while some := list(islice(unmarked, pace.size)):
        with pace.batch(len(some)), unit() as marks:
            marks.works |= set(some)
        done += len(some)
        step(done, total)
    return len(translations)


def _translations() -> list[int]:
    """Return the translation of each work: of both directions the one that goes on."""
    found = Translation.objects.order_by("enabled", "pk")
    return list(dict(found.values_list("source__object_id", "pk")).values())


def _note(pks: Sequence[int]) -> None:
    with unit():
        found = Translation.objects.select_related("source", "target_locale").filter(pk__in=pks)
        for translation in found.order_by("pk"):
            enter_translation(translation)
            pages = Page.objects.filter(translation_key=translation.source.object_id, live=True)
            for page in pages.specific():
                note_saved(page)
