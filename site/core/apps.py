from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """What every page type shares."""

    name = "core"
    verbose_name = _("Content")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core import checks  # noqa: F401 - for what it registers
        from core.background.renamed_tasks import register_renamed_task
        from core.databases import sqlite  # noqa: F401 - for what it connects
        from core.erasing import registry as erasing
        from core.publication import (
            expiry,
            registry,
            signals,  # noqa: F401 - for what it connects
        )
        from core.search.indexing import fill_empty_index
        from core.setup.names import refold_names

        registry.register_publish_guard(expiry.refuse_expired)
        for label in ("core.usersession", "sessions.session"):
            erasing.register_opaque(label, erasing.texts_of_session)
        # Queued by version 0.1.
        register_renamed_task(
            "core.tasks.render_stale_items", "core.publication.tasks.render_stale_items"
        )
        register_renamed_task(
            "core.tasks.make_photo_renditions", "core.media.tasks.make_photo_renditions"
        )
        post_migrate.connect(refold_names, sender=self)
        post_migrate.connect(fill_empty_index, sender=self)
