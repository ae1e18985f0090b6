from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page type shares."""

    name = "core"
    verbose_name = _("Content")

    def ready(self) -> None:
        from core import checks  # noqa: F401 - for what it registers
        from core.publication import signals  # noqa: F401 - for what it connects
