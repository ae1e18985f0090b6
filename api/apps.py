from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The public API."""

    name = "api"
    verbose_name = _("Public API")

    def ready(self) -> None:
        from api.rendering import register_renderers

        register_renderers()
