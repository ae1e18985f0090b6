"""`manage.py rebuild_translation_states`: for restored backups and changes behind our back."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.shelf.units import unit
from translation.states import enter_translation, note_saved


class Command(BaseCommand):
    """Works out the state of every translation anew."""

    help = "Work out anew which translations are complete, outdated or not fully translated."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for translation in Translation.objects.select_related("source", "target_locale"):
            with unit():
                enter_translation(translation)
                pages = Page.objects.filter(translation_key=translation.source.object_id, live=True)
                for page in pages.specific():
                    note_saved(page)
            count += 1
        self.stdout.write(f"{count} translations looked at")
