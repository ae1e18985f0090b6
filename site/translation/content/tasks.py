"""Background work of the workbench. Each task may run twice."""

from uuid import UUID

from django_tasks import task
from wagtail_localize.models import TranslationSource

from core.publication.transactions import publication_transaction, record_work
from translation.content.texts import refresh_source


@task(backend="background")
def refresh_strings(work: str) -> None:
    """Update the strings of a work from its changed original; nothing is published.

    The strings of a stopped translation do not change: a page that was edited by hand is read
    back into the strings from which it was made.
    """
    for source in TranslationSource.objects.filter(object_id=work, translations__enabled=True):
        with publication_transaction():
            refresh_source(source)
            record_work(UUID(work))
