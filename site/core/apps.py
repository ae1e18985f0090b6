from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page type shares."""

    name = "core"
    verbose_name = _("Content")

    def ready(self) -> None:
        from core import checks
        from core.shelf import seams, signals

        seams.install()
        assert checks and signals  # noqa: S101 - imported for what they register
