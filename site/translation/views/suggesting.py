"""Asking a machine for suggestions, which wait for a person."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.messages import constants
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import SourceDeletedError, StringSegment, Translation

from core.shelf.registry import RefusedError
from core.shelf.units import makes_own_units, unit
from translation.machines import is_available
from translation.strings import refresh_source
from translation.suggesting import Suggested, ask, open_segments, store
from translation.views.access import open_translation

_LONGEST = 10 * 60  # seconds after which nobody can be asking any more


@dataclass(frozen=True)
class Told:
    """What people are told in the end, and how."""

    level: int
    text: str


@makes_own_units
@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Store a machine's suggestions for all texts in which nothing stands, or for one `segment`.

    Answers with a message and the editor, or, to who accepts only JSON, with
    `{"stored": [{"segment_id", "data"}], "message": "…", "error": "…"}`, the last two one or both.
    """
    translation, _page = open_translation(request.user, translation_id)
    langs = (translation.source.locale.language_code, translation.target_locale.language_code)
    if not is_available(*langs):
        raise Http404
    only = _chosen(request, translation)
    stored: dict[int, str] = {}
    busy = f"translation-machine-busy:{translation.pk}"
    if not cache.add(busy, True, _LONGEST):
        told = [Told(constants.WARNING, _("The machine is being asked already. Wait a moment."))]
    else:
        try:
            stored, told = _ask_and_store(request, translation, only)
        except RefusedError as refusal:
            told = [Told(constants.ERROR, str(refusal))]
        finally:
            cache.delete(busy)
    return _answer(request, translation, stored, told)


def _chosen(request: HttpRequest, translation: Translation) -> int | None:
    """Return the id of the one segment that is asked for, or None for all."""
    chosen = request.POST.get("segment", "")
    if not chosen:
        return None
    known = StringSegment.objects.filter(source_id=translation.source_id)
    if (
        not (chosen.isdecimal() and chosen.isascii())
        or len(chosen) > 18
        or not known.filter(pk=int(chosen)).exists()
    ):
        raise Http404
    return int(chosen)


def _ask_and_store(
    request: HttpRequest, translation: Translation, only: int | None
) -> tuple[dict[int, str], list[Told]]:
    with unit():
        refresh_source(translation.source)
    try:
        original = translation.source.as_instance()
    except SourceDeletedError as error:
        raise Http404 from error
    segments = open_segments(translation, only)
    if not segments:
        nothing = _("There is nothing to suggest: something stands in every text already.")
        return {}, [Told(constants.WARNING, nothing)]
    result = ask(translation, segments, original)
    # While the machine was thinking, the page may have been locked or submitted for review.
    open_translation(request.user, translation.pk)
    stored = store(translation, result.found, request.user)
    return stored, _report(result, len(stored), len(segments))


def _report(result: Suggested, stored: int, wanted: int) -> list[Told]:
    told = []
    if stored:
        found = ngettext(
            "The machine suggested %(count)d text. Read it and accept it, or write your own.",
            "The machine suggested %(count)d texts. Read them and accept them, or write your own.",
            stored,
        )
        told.append(Told(constants.SUCCESS, found % {"count": stored}))
    if result.unusable:
        left_out = ngettext(
            "%(count)d suggestion was left out: its markup was damaged, or it was empty or too "
            "long.",
            "%(count)d suggestions were left out: their markup was damaged, or they were empty or "
            "too long.",
            result.unusable,
        )
        told.append(Told(constants.WARNING, left_out % {"count": result.unusable}))
    if result.fault:
        waiting = wanted - len(result.found) - result.unusable
        without = ngettext(
            "%(count)d text is without a suggestion.",
            "%(count)d texts are without a suggestion.",
            waiting,
        )
        told.append(Told(constants.ERROR, f"{result.fault} {without % {'count': waiting}}"))
    return told


def _answer(
    request: HttpRequest, translation: Translation, stored: dict[int, str], told: list[Told]
) -> HttpResponse:
    if request.headers.get("Accept", "") == "application/json":
        return JsonResponse(_as_json(stored, told))
    for each in told:
        messages.add_message(request, each.level, each.text)
    return redirect(
        get_valid_next_url_from_request(request) or translation.get_target_instance_edit_url()
    )


def _as_json(stored: dict[int, str], told: list[Told]) -> dict[str, Any]:
    good = [each.text for each in told if each.level == constants.SUCCESS]
    bad = [each.text for each in told if each.level != constants.SUCCESS]
    return {
        "stored": [{"segment_id": pk, "data": data} for pk, data in stored.items()],
        "message": " ".join(good),
        "error": " ".join(bad),
    }
