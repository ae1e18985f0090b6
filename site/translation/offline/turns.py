"""Reading and writing PO files within requests: few at a time, so that screens stay quick."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.costly.bounded import Bounded, BusyError
from core.refusals import RefusedError

_OWN = "opens_own_transactions"
View = Callable[..., HttpResponse]

# A file of the largest size that is read within a request takes a second.
TRANSLATION_FILES = Bounded("translation files", at_work=1, waiting=1, patience_seconds=5)


def in_turn(view: View) -> View:
    """Have a view that reads or writes PO files wait for its turn.

    A change that gets no turn is refused with a message; reading is answered with 503. Who has a
    transaction already does not wait, because SQLite's other writers would wait too.
    """
    patience = TRANSLATION_FILES.patience_seconds if hasattr(view, _OWN) else 0

    @functools.wraps(view)
    def wait(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_change = request.method == "POST"
        try:
            with TRANSLATION_FILES.turn(patience if is_change else None):
                return view(request, *args, **kwargs)
        except BusyError as error:
            if not is_change:
                raise
            raise RefusedError(
                _("Many translation files are being read at this moment. Try again in a minute.")
            ) from error

    return wait
