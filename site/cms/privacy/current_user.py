"""The request that is answered, and its user, for what does not get the request itself.

These are widgets, comparisons, and signals of models.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


class CurrentUserMiddleware:
    """Makes the request available until its answer is rendered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)


def current_user() -> Any:
    """Return who sent the request that is being answered; a stranger outside of requests."""
    return getattr(_request.get(), "user", None) or AnonymousUser()


def current_request() -> HttpRequest | None:
    """Return the request that is being answered; None outside of requests."""
    return _request.get()
