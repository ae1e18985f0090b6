"""Documents that were stored before they were cleaned, or were cleaned by earlier rules."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from core.media.documents.uploads import CLEANING, CleanDocument, clean_document
from core.models import SiteDocument
from core.publication.transactions import publication_transaction

_PATIENCE = 120  # seconds that the command waits while others upload


class Outcome(NamedTuple):
    """What became of one document: codes of what was removed, or why it stays as it is."""

    document: SiteDocument
    removed: tuple[str, ...] = ()
    refused: str = ""


def uncleaned() -> list[int]:
    """Return the ids of documents that are to be cleaned, old ones first."""
    rows = SiteDocument.objects.filter(cleaning__lt=CLEANING).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def clean_stored(ids: list[int]) -> Iterator[Outcome]:
    """Clean stored documents, each in a transaction of its own, and yield what became of them.

    A run that was interrupted goes on with the next one: what is clean is not in `uncleaned`.
    """
    for pk in ids:
        document = SiteDocument.objects.filter(pk=pk).first()
        if document is not None:
            yield _outcome(document)


def _outcome(document: SiteDocument) -> Outcome:
    try:
        with document.open_file() as file:
            clean = clean_document(file, patience=_PATIENCE)
    except ValidationError as error:
        return Outcome(document, refused=" ".join(error.messages))
    except OSError as error:
        return Outcome(document, refused=str(error.strerror or error))
    return Outcome(document, clean.removed, _replace(document, clean))


def _replace(document: SiteDocument, clean: CleanDocument) -> str:
    """Store the clean file in place of the old one, which goes after the commit.

    Returns why that was not done, if somebody has replaced the file meanwhile.
    """
    before = document.file.name
    with publication_transaction():
        now = SiteDocument.objects.select_for_update().filter(pk=document.pk).first()
        if now is None or now.file.name != before:
            return "The file was replaced meanwhile; run the command again."
        now.file = clean
        now._set_document_file_metadata()
        now.save()
        storage = document.file.storage
        transaction.on_commit(lambda: storage.delete(before))
    return ""
