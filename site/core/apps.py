from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page type shares."""

    name = "core"
    verbose_name = _("Content")

    def ready(self) -> None:
        from core import (
            attempts,
            background,
            checks,  # noqa: F401 - for what it registers
            chosen_pages,
            email_queue,
            password_reset,
            patches,
        )
        from core.shelf import seams, signals  # noqa: F401 - for what it registers

        seams.install()
        chosen_pages.install()
        patches.install()
        background.register_round(attempts.remove_old)
        email_queue.register_kind(password_reset.KIND, password_reset.make_email)
