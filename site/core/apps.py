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
        self._register_rounds()
        self._set_up_search()
        self._register_names()

    def _register_rounds(self) -> None:
        from core.background import worker
        from core.health.watching import watch
        from core.publication.counter import announce_again

        worker.register_round(watch)
        worker.register_round(announce_again)

    def _set_up_search(self) -> None:
        from django.db.models.signals import post_migrate

        from core.background import worker
        from core.publication.texts import index_new_columns
        from core.search.index.structure import ensure_structures
        from core.search.renaming import record_first_names, renew_texts_with_changed_names
        from core.search.renewing import fill_empty_index, renew_outdated

        worker.register_round(renew_texts_with_changed_names)
        worker.register_round(renew_outdated)
        post_migrate.connect(ensure_structures, sender=self)
        post_migrate.connect(fill_empty_index, sender=self)
        post_migrate.connect(index_new_columns, sender=self)
        post_migrate.connect(record_first_names, sender=self)

    def _register_names(self) -> None:
        from core.models import Governorate, Organisation, Person
        from core.search.analysis.names.seed import Kind
        from core.search.analysis.names.sources import NameSource, register_names

        kinds = ((Governorate, Kind.PLACE), (Organisation, Kind.OTHER), (Person, Kind.OTHER))
        for model, kind in kinds:
            register_names(NameSource(model, model.item_key, kind))
