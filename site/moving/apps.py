from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MovingConfig(AppConfig):
    """The import from WordPress, and the addresses of the old sites."""

    name = "moving"
    verbose_name = _("Import")

    def ready(self) -> None:
        from cms.start.registry import register_waiting
        from moving import erasing
        from moving.screens import rights, waiting

        erasing.register()
        rights.register()
        register_waiting(waiting.questions_for)
