"""The stored texts of originals whose public text has changed, updated before they are counted.

The worker does the same a little later; if it fails here, the work's status is reported as failed,
and both try again.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef
from wagtail_localize.models import TranslationSource

from translation.content.texts import refresh_source
from translation.models import TranslationStatus


def refresh_changed(works: Collection[UUID]) -> None:
    """Update the texts of these works that changed since they were stored; one query if none did.

    The texts of a stopped translation stay, as `translation.content.tasks` explains.
    """
    changed_since = TranslationStatus.objects.filter(
        work=OuterRef("object_id"),
        source_lang=OuterRef("locale__language_code"),
        source_changed_at__gt=OuterRef("last_updated_at"),
    )
    sources = TranslationSource.objects.filter(object_id__in=works, translations__enabled=True)
    for source in sources.filter(Exists(changed_since)).distinct():
        refresh_source(source)
