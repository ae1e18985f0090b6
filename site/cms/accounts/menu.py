"""Links of the menu that administrators alone are shown."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from core.setup.roles import is_administrator


class AdministratorsMenuItem(MenuItem):
    """A link for administrators; whether somebody is one is asked once for each request."""

    def is_shown(self, request: HttpRequest) -> bool:
        if not hasattr(request, "is_of_administrator"):
            request.is_of_administrator = is_administrator(request.user)  # type: ignore[attr-defined]
        return bool(request.is_of_administrator)
