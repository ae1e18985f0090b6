"""Links of the menu that administrators alone are shown."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from core.setup.roles import is_administrator


class AdministratorsMenuItem(MenuItem):
    """A link for administrators; whether somebody is one is asked once for each request."""

    def is_shown(self, request: HttpRequest) -> bool:
        noted: dict[str, Any] = vars(request)
        if "is_of_administrator" not in noted:
            noted["is_of_administrator"] = is_administrator(request.user)
        return bool(noted["is_of_administrator"])
