"""Readers as machines for readers alone see them (`ROLE=public`): all are strangers."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse


class StrangerMiddleware:
    """Gives each request a user and a session as a stranger has them, without the database.

    What decides who may receive a file or page asks for both.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = AnonymousUser()
        request.session = {}  # type: ignore[assignment]  # it is only read
        return self.get_response(request)
