"""Sessions that last while somebody types, where they are listed, the security log, and health."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.accounts.menu import AdministratorsMenuItem
from cms.accounts.sessions import SessionsMenuItem, session_addresses
from cms.health.views import health_addresses
from cms.security_log.screen import PERMISSION, log_addresses


@hooks.register("insert_global_admin_js")
def lasting_forms() -> str:
    """Renew the token of forms that are open during a new sign-in; report that somebody types."""
    return format_html(
        '<script defer src="{}" data-cookie="{}"></script>'
        '<script defer src="{}" data-address="{}"></script>',
        static("js/tokens.js"),
        settings.CSRF_COOKIE_NAME,
        static("js/typing.js"),
        reverse("still_typing"),
    )


@hooks.register("register_admin_urls")
def register_sessions() -> list[Any]:
    return session_addresses


@hooks.register("register_admin_urls")
def register_security_log() -> list[Any]:
    return log_addresses


@hooks.register("register_account_menu_item")
def where_signed_in(request: HttpRequest) -> SessionsMenuItem:
    return SessionsMenuItem()


class _LogMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_reports_menu_item")
def security_log_item() -> MenuItem:
    address = reverse("security_log")
    label: Any = _("Security log")
    return _LogMenuItem(label, address, name="security-log", icon_name="lock", order=1300)


@hooks.register("register_admin_urls")
def register_health() -> list[Any]:
    return health_addresses


@hooks.register("register_settings_menu_item")
def health_item() -> MenuItem:
    label: Any = _("Health")
    return AdministratorsMenuItem(
        label, reverse("health"), name="health", icon_name="warning", order=8900
    )
