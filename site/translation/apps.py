from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """The translators' workbench."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from core import background
        from core.shelf import registry
        from translation import daily, guards, jobs, joining, keeping, patches, signals, states
        from translation.glossary import seed

        patches.install()
        registry.register_translation_states(states.states_of)
        registry.register_unwritten(states.unwritten_pages)
        registry.register_publish_guard(guards.refuse_publication)
        registry.register_work_keeper(keeping.keep)
        registry.register_joiner(joining.join)
        post_migrate.connect(seed.plant_in_empty_glossary, sender=self)
        background.register_round(daily.do_daily_work)
        background.register_round(jobs.remove_old)
        assert signals  # noqa: S101 - imported for what it connects
