from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MovingConfig(AppConfig):
    """The import from WordPress, and the addresses of the old sites."""

    name = "moving"
    verbose_name = _("Import")

    def ready(self) -> None:
        from moving import erasing
        from moving.screens import rights

        erasing.register()
        rights.register()
