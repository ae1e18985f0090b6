"""The menu “Translations”, for whoever works on translations."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from translation.rights import languages_of

# Other modules add their items by the hook "register_translations_menu_item".
translations_menu = Menu(
    register_hook_name="register_translations_menu_item",
    construct_hook_name="construct_translations_menu",
)


class TranslationsMenuItem(SubmenuMenuItem):
    """Shown to everybody who may write in one of the languages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(languages_of(request.user)) and bool(super().is_shown(request))


@hooks.register("register_admin_menu_item")
def translations_item() -> Any:
    return TranslationsMenuItem(
        _("Translations"),
        translations_menu,
        name="translations",
        icon_name="wagtail-localize-language",
        order=250,
    )
