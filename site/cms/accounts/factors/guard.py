"""Who has not proved a second factor in this session is a stranger, in the CMS and elsewhere.

Restricted pages, pictures and documents, previews and the API ask who the user is, too.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from cms.accounts.factors.records import is_strong


class SecondFactorMiddleware:
    """Replaces the user of a session without a second factor by a stranger.

    Everybody with an account works in the CMS, so there is no exception. The user is still looked
    up when somebody asks, and not before: public pages do not.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user
        request.user = SimpleLazyObject(lambda: _proved(request, signed_in))  # type: ignore[assignment]

        async def auser() -> Any:
            raise NotImplementedError("Views of this site are synchronous.")

        request.auser = auser
        return self.get_response(request)


def _proved(request: HttpRequest, user: Any) -> Any:
    if user.is_authenticated and is_strong(request, user):
        # Not the lazy object: what compares classes sees the user itself.
        return getattr(user, "_wrapped", user)
    return AnonymousUser()
