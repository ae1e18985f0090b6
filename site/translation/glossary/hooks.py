"""The names glossary, in the menu “Translations”."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from translation.glossary.views import names_viewset


class NamesItem(MenuItem):
    """Shown to whoever may read the glossary."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = names_viewset.permission_policy
        return bool(
            policy.user_has_any_permission(request.user, ["add", "change", "delete", "view"])
        )


@hooks.register("register_admin_viewset")
def register_names() -> Any:
    return names_viewset


@hooks.register("register_translations_menu_item")
def names_item() -> Any:
    return NamesItem(
        _("Names glossary"),
        reverse_lazy(names_viewset.get_url_name("index")),
        name="names-glossary",
        icon_name=names_viewset.icon,
        order=400,
    )
