"""“Import” in the menu of the CMS, and its guide in the help menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.guides.views import guide_item
from moving.screens.rights import may_decide
from moving.screens.views import addresses


class ImportMenuItem(MenuItem):
    """Shown to those who decide about what was imported."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_decide(request.user)


@hooks.register("register_admin_urls")
def register_addresses() -> list[Any]:
    return addresses


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    return ImportMenuItem(
        _("Import"),
        reverse_lazy("moving_questions"),
        name="import",
        icon_name="download",
        order=260,
    )


@hooks.register("register_help_menu_item")
def import_guide() -> MenuItem:
    return guide_item("importing", ImportMenuItem)
