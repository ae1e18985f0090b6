"""Topics, organisations and people, and what the site calls itself."""

from typing import Any

from django.db.models import Q

from core.language.folding import fold
from core.models import InitiativeSettings, Organisation, Person, Topic
from home.seeding.data import DemoData

# No real address is known: this one is of a domain that nobody can own.
DEMO_EMAIL = "contact@demo.example"
MODELS = {"topics": Topic, "organisations": Organisation, "people": Person}


def seed_names(data: DemoData) -> None:
    """Make the names that are missing; one that is known by either name is left alone."""
    for kind, model in MODELS.items():
        for row in data.vocabulary[kind]:
            known = Q(slug=row["slug"])
            for lang in ("en", "ar"):
                known |= Q(**{f"folded_{lang}": fold(row[f"name_{lang}"])})
            if not model._default_manager.filter(known).exists():
                model._default_manager.create(**row)


def seed_settings(data: DemoData) -> None:
    """Give the settings the texts that nobody has given them yet."""
    settings = InitiativeSettings.load()
    changed = False
    for lang, texts in data.pages["settings"].items():
        for name, text in texts.items():
            changed |= _fill(settings, f"{name}_{lang}", text)
    changed |= _fill(settings, "contact_email", DEMO_EMAIL)
    if changed:
        settings.save()


def _fill(settings: Any, name: str, text: str) -> bool:
    default = InitiativeSettings._meta.get_field(name).get_default()  # type: ignore[union-attr]
    if getattr(settings, name) not in {"", default} or getattr(settings, name) == text:
        return False
    setattr(settings, name, text)
    return True
