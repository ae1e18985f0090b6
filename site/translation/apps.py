from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """The translators' workbench."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core.background import worker
        from core.background.renamed_tasks import register_renamed_task
        from translation import erasing, jobs, signals
        from translation.glossary import seed
        from translation.localize import patches
        from translation.notifications import daily, wagtail_email
        from translation.workflow import handover

        patches.install()
        wagtail_email.connect()
        erasing.register()
        handover.register()
        self._register_with_publication()
        self._register_rights()
        self._register_with_start_page()
        self._register_names()
        post_migrate.connect(seed.plant_in_empty_glossary, sender=self)
        # Queued by version 0.1.
        register_renamed_task(
            "translation.tasks.refresh_strings", "translation.content.tasks.refresh_strings"
        )
        worker.register_round(daily.do_daily_work)
        worker.register_round(jobs.remove_old)
        assert signals  # noqa: S101 - imported for what it connects

    def _register_with_publication(self) -> None:
        from core.publication import registry
        from translation.pairs import joining
        from translation.status import provenance, rows
        from translation.workflow import guards, privacy, review

        registry.register_provenances(provenance.provenances_of)
        registry.register_unwritten(provenance.unwritten_pages)
        registry.register_publish_guard(guards.refuse_publication)
        registry.register_move_guard(privacy.refusing_to_open)
        registry.register_decision_guard(review.refuse_late_decision)
        registry.register_status_deriver(rows.derive)
        registry.register_joiner(joining.join)

    def _register_rights(self) -> None:
        from core.models.rights import register_closed_tree
        from core.setup import roles
        from translation import rights
        from translation.views import access

        register_closed_tree(access.only_translates)

        roles.register_preparation(rights.make_submit_permission)
        for role, codenames in rights.RIGHTS_OF_ROLES.items():
            roles.register_rights(role, *codenames)

    def _register_with_start_page(self) -> None:
        from cms.start import registry
        from translation.views import access, waiting

        registry.register_closed_pages(access.closed_pages)
        registry.register_shown_elsewhere(waiting.pages_in_queue)
        registry.register_waiting(waiting.first_of_queue)

    def _register_names(self) -> None:
        from core.search.analysis.names.seed import Kind
        from core.search.analysis.names.sources import NameSource, register_names
        from translation.models import GlossaryTerm

        other = GlossaryTerm.Kind.ORGANISATION, GlossaryTerm.Kind.PERSON, GlossaryTerm.Kind.PROJECT
        kinds: dict[str, Kind] = {GlossaryTerm.Kind.PLACE: Kind.PLACE}
        kinds |= dict.fromkeys(other, Kind.OTHER)
        register_names(NameSource(GlossaryTerm, "glossary", en="en", ar="ar", kinds=kinds))
