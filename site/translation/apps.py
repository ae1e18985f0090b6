from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """The translators' workbench."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core.background import worker
        from core.publication import registry
        from translation import jobs, signals
        from translation.glossary import seed
        from translation.localize import patches
        from translation.notifications import daily, wagtail_email
        from translation.pairs import joining
        from translation.status import provenance, rows
        from translation.workflow import guards, privacy, review

        patches.install()
        wagtail_email.connect()
        registry.register_provenances(provenance.provenances_of)
        registry.register_unwritten(provenance.unwritten_pages)
        registry.register_publish_guard(guards.refuse_publication)
        registry.register_move_guard(privacy.refusing_to_open)
        registry.register_decision_guard(review.refuse_late_decision)
        registry.register_status_deriver(rows.keep)
        registry.register_joiner(joining.join)
        post_migrate.connect(seed.plant_in_empty_glossary, sender=self)
        worker.register_round(daily.do_daily_work)
        worker.register_round(jobs.remove_old)
        assert signals  # noqa: S101 - imported for what it connects
