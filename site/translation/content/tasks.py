"""Background work of the workbench. Each task may run twice."""

from uuid import UUID

from django_tasks import task
from wagtail_localize.models import TranslationSource

from core.publication.transactions import publication_transaction, record_work
from translation.content.strings import refresh_source


@task(backend="background")
def refresh_strings(work: str) -> None:
    """Bring the strings of a work in line with its changed original; nothing is published.

    A stopped translation keeps its old strings: a page that was edited by hand is read back
    into those from which it was made.
    """
    for source in TranslationSource.objects.filter(object_id=work, translations__enabled=True):
        with publication_transaction():
            refresh_source(source)
            record_work(UUID(work))
