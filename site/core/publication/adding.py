"""Adds pages whose text is final: each is saved once, and has one revision.

Wagtail's own way, a draft that is published afterwards, saves a page three times and reads its
revision back twice. That is nothing for a page, and an hour for ten thousand.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published, published

from core.models import BasePage
from core.publication.registry import check_publication
from core.publication.transactions import publication_transaction
from core.search.indexing import read_soon


def add_page(parent: Page, page: BasePage) -> PageLogEntry | None:
    """Add a new page below `parent`, with its revision; one that is `live` is public then.

    Returns what Wagtail logs of the publication, for `log_publications`; None for a draft. Raises
    ValidationError if the page may not be as it is, RefusedError if a guard refuses.
    """
    page.has_unpublished_changes = not page.live
    if page.live:
        page.last_published_at = timezone.now()
        page.first_published_at = page.first_published_at or page.last_published_at
    with publication_transaction():
        _save_new(parent, page)
        read_soon(page)
        revision = Revision.objects.create(
            content_object=page,
            base_content_type=page.get_base_content_type(),
            content=page.serializable_data(),
            object_str=str(page),
        )
        if page.live:
            check_publication(page, revision)
        _note_revision(page, revision)
        ReferenceIndex.create_or_update_for_object(page)
        return _published(page, revision) if page.live else None


def log_publications(entries: Iterable[PageLogEntry]) -> None:
    """Store log entries of new pages; within the transaction of these pages."""
    PageLogEntry.objects.bulk_create(entries)


def _save_new(parent: Page, page: BasePage) -> None:
    """Save a new page, which then still knows its related rows: those it was given, and no others.

    Wagtail reads each kind of them from the database again, several times.
    """
    given = dict(getattr(page, "_cluster_related_objects", None) or {})
    with disable_reference_index_auto_update():  # it would read the page back
        parent.add_child(instance=page)
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(page))]
    names += [field.name for field in get_all_child_m2m_relations(type(page))]
    page._cluster_related_objects = {name: given.get(name, []) for name in names}


def _note_revision(page: BasePage, revision: Revision) -> None:
    """Have the page's row name its revision, without saving all of it again."""
    noted: dict[str, Any] = {
        "latest_revision": revision,
        "latest_revision_created_at": revision.created_at,
    }
    if page.live:
        noted["live_revision"] = revision
    for name, value in noted.items():
        setattr(page, name, value)
    Page.objects.filter(pk=page.pk).update(**noted)


def _published(page: BasePage, revision: Revision) -> PageLogEntry:
    for signal in (page_published, published):
        signal.send(sender=type(page), instance=page, revision=revision)
    return PageLogEntry(
        content_type=ContentType.objects.get_for_model(page, for_concrete_model=False),
        label=page.get_admin_display_title(),
        action="wagtail.publish",
        timestamp=timezone.now(),
        page=page,
        revision=revision,
        content_changed=True,
    )
