from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The initiative."""

    name = "home"
    verbose_name = _("The initiative")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core.erasing.registry import register_fixed_slugs
        from home.skeleton import prepare_site, section_slugs

        register_fixed_slugs(section_slugs)
        post_migrate.connect(prepare_site, dispatch_uid="home.prepare_site")
