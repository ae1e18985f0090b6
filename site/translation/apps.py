from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """The translators' workbench."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        from core.shelf import registry
        from translation import guards, joining, patches, signals, states

        patches.install()
        registry.register_translation_states(states.states_of)
        registry.register_unwritten(states.unwritten_pages)
        registry.register_publish_guard(guards.refuse_mixed_language)
        registry.register_publish_guard(guards.refuse_forbidden_addresses)
        registry.register_joiner(joining.join)
        assert signals  # noqa: S101 - imported for what it connects
