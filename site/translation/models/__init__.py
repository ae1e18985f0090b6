"""The workbench's tables.

- `status`: each work in each target language: how far it is, and who has it
- `glossary`: names in both languages
- `notices`: notices about translations, and whether a person wants them by email
- `jobs`: long work, its progress and its result
- `links`: pairs that were joined by hand, so that they can be parted again
"""

from translation.models.glossary import GlossaryTerm
from translation.models.jobs import Job
from translation.models.links import LinkedPage
from translation.models.notices import DigestPreference, Notice
from translation.models.status import (
    COMPLETE,
    OUTDATED,
    Status,
    TranslatedRevision,
    TranslationStatus,
)

__all__ = [
    "COMPLETE",
    "OUTDATED",
    "DigestPreference",
    "GlossaryTerm",
    "Job",
    "LinkedPage",
    "Notice",
    "Status",
    "TranslatedRevision",
    "TranslationStatus",
]
