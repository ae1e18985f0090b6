"""Asking a machine for suggestions, which wait for a person."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.messages import constants
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail_localize.models import SourceDeletedError, Translation

from core.publication.transactions import opens_own_transactions, publication_transaction
from core.refusals import RefusedError
from translation.content.texts import refresh_source
from translation.machine.libretranslate import is_available
from translation.machine.suggestions import Suggested, ask, open_segments, store
from translation.views.access import open_translation
from translation.views.next_page import next_address

_LONGEST = 10 * 60  # seconds after which nobody can be asking any more


@dataclass(frozen=True)
class Message:
    """A message for the person who asked, with its level."""

    level: int
    text: str


@opens_own_transactions
@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Store a machine's suggestions for all texts without a translation."""
    translation, _page = open_translation(request.user, translation_id)
    langs = (translation.source.locale.language_code, translation.target_locale.language_code)
    if not is_available(*langs):
        raise Http404
    onward = next_address(request)
    busy = f"translation-machine-busy:{translation.pk}"
    # None without Redis: the machine is asked, and a second request finds nothing to fill.
    if cache.add(busy, True, _LONGEST) is False:
        busy_text = _("Suggestions are already being requested. Wait a moment.")
        shown = [Message(constants.WARNING, busy_text)]
    else:
        try:
            shown = _ask_and_store(request, translation)
        except RefusedError as error:
            shown = [Message(constants.ERROR, str(error))]
        finally:
            cache.delete(busy)
    for each in shown:
        messages.add_message(request, each.level, each.text)
    return redirect(onward or translation.get_target_instance_edit_url())


def _ask_and_store(request: HttpRequest, translation: Translation) -> list[Message]:
    with publication_transaction():
        refresh_source(translation.source)
    try:
        original = translation.source.as_instance()
    except SourceDeletedError as error:
        raise Http404 from error
    segments = open_segments(translation)
    if not segments:
        nothing = _("Every text already has a translation or a suggestion.")
        return [Message(constants.WARNING, nothing)]
    result = ask(translation, segments, original)
    # While the machine was thinking, the page may have been locked or submitted for review.
    open_translation(request.user, translation.pk)
    stored = store(translation, result.found, request.user)
    return _report(result, len(stored), len(segments))


def _report(result: Suggested, stored: int, wanted: int) -> list[Message]:
    shown = []
    if stored:
        found = ngettext(
            "The machine suggested %(count)d text. Read it and accept it, or write your own.",
            "The machine suggested %(count)d texts. Read them and accept them, or write your own.",
            stored,
        )
        shown.append(Message(constants.SUCCESS, found % {"count": stored}))
    if result.unusable:
        left_out = ngettext(
            "%(count)d suggestion was left out: its markup was damaged, or it was empty, too long "
            "or as in the original.",
            "%(count)d suggestions were left out: their markup was damaged, or they were empty, "
            "too long or as in the original.",
            result.unusable,
        )
        shown.append(Message(constants.WARNING, left_out % {"count": result.unusable}))
    if result.fault:
        waiting = wanted - len(result.found) - result.unusable
        without = ngettext(
            "%(count)d text is without a suggestion.",
            "%(count)d texts are without a suggestion.",
            waiting,
        )
        shown.append(Message(constants.ERROR, f"{result.fault} {without % {'count': waiting}}"))
    return shown
