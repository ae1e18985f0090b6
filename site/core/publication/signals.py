"""Changes of pages, restrictions, pictures, names and settings become marks; no writing here.

Wagtail's `page_published` is the wrong seam: it fires after the commit, and not at all for
conversions of aliases, moves and restrictions.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from core.models import BilingualName, InitiativeSettings, SiteDocument, SiteImage
from core.publication.tasks import make_photo_renditions
from core.publication.transactions import (
    mark_documents_below,
    mark_key,
    mark_page,
    mark_subtree,
    mark_work,
)

# What a page hands down to the pages below it.
_INHERITED = ("live", "slug", "path", "expire_at", "alias_of_id", "locale_id")


@receiver(pre_save)
def remember_what_is_inherited(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    """Note on the page whether its subtree is touched: Wagtail saves plain Page rows as well."""
    if raw or not isinstance(instance, Page):
        return
    old = Page.objects.filter(pk=instance.pk).values(*_INHERITED).first() if instance.pk else None
    instance._moves_subtree = old is not None and any(
        old[name] != getattr(instance, name) for name in _INHERITED
    )


@receiver(post_save)
def mark_saved_page(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if raw or not isinstance(instance, Page):
        return
    mark_page(instance.pk)
    if getattr(instance, "_moves_subtree", False):
        mark_subtree(instance.path)


@receiver(post_delete, sender=Page)
def mark_deleted_page(instance: Page, **_: Any) -> None:
    """Only the plain row's deletion counts: at the specific row's, the page still exists."""
    mark_page(instance.pk)
    mark_work(instance.translation_key)


@receiver(post_page_move)
def mark_moved_pages(instance: Page, **_: Any) -> None:
    mark_subtree(instance.path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def mark_restricted_pages(instance: PageViewRestriction, **_: Any) -> None:
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path is not None:
        mark_subtree(path)


@receiver([post_save, post_delete], sender=SiteImage)
def mark_changed_image(instance: SiteImage, created: bool = False, **_: Any) -> None:
    mark_key(f"image:{instance.pk}")
    if created:
        make_photo_renditions.enqueue(instance.pk)


@receiver([post_save, post_delete], sender=SiteDocument)
def mark_changed_document(instance: SiteDocument, **_: Any) -> None:
    mark_key(f"document:{instance.pk}")


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def mark_restricted_documents(instance: CollectionViewRestriction, **_: Any) -> None:
    mark_documents_below(instance.collection_id)


@receiver([post_save, post_delete])
def mark_changed_name(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if isinstance(instance, BilingualName) and not raw:
        mark_key(f"{instance.shelf_key}:{instance.pk}")


@receiver([post_save, post_delete], sender=InitiativeSettings)
def mark_changed_settings(**_: Any) -> None:
    mark_key("settings")


@receiver([post_save, post_delete], sender=Site)
def mark_changed_site(instance: Site, **_: Any) -> None:
    """Another front page moves every address; a new host alone moves none."""
    for path in Page.objects.filter(depth=2).values_list("path", flat=True):
        mark_subtree(path)


@receiver([post_save, post_delete], sender=Redirect)
def mark_changed_redirect(**_: Any) -> None:
    """Redirects decide what an old address is resolved to."""
    mark_key("redirects")
