"""The notices that somebody does not want to see again, as the CMS's scripts report them."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from wagtail.admin.views.dismissibles import DismissiblesView

_MAX_LENGTH = 100
_MAX_NOTICES = 200


class CheckedDismissiblesView(DismissiblesView):
    """Wagtail's view stores whatever it is sent, however much, and fails on what is no object."""

    def patch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        profile = getattr(request.user, "wagtail_userprofile", None)
        known = profile.dismissibles if profile else {}
        if not _are_notices(request.body, known):
            return HttpResponseBadRequest()
        return super().patch(request, *args, **kwargs)


def _are_notices(body: bytes, known: dict[str, Any]) -> bool:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return False
    if not isinstance(sent, dict) or len(sent.keys() | known.keys()) > _MAX_NOTICES:
        return False
    return all(_is_short(name) and _is_value(value) for name, value in sent.items())


def _is_value(value: Any) -> bool:
    """Return whether it records that a notice was dismissed, or in which version."""
    return isinstance(value, bool) or (isinstance(value, str) and _is_short(value))


def _is_short(text: str) -> bool:
    return len(text) <= _MAX_LENGTH and text.isascii() and text.isprintable()
