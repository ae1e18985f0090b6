"""Records changes of pages, restrictions, pictures, names and settings; writes no items.

Wagtail's `page_published` is the wrong seam: it fires after the commit, and not at all for
conversions of aliases, moves and restrictions.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from core.media.photos import missing_filters
from core.media.tasks import make_photo_renditions
from core.models import BilingualName, InitiativeSettings, MenuLink, SiteDocument, SiteImage
from core.publication.transactions import (
    record_key,
    record_media_below,
    record_page,
    record_subtree,
    record_work,
)

# Fields whose value affects the pages below.
_INHERITED = ("live", "slug", "path", "expire_at", "alias_of_id", "locale_id")


@receiver(pre_save)
def remember_what_is_inherited(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    """Set on the page whether its subtree is affected: Wagtail saves plain Page rows as well."""
    if raw or not isinstance(instance, Page):
        return
    old = Page.objects.filter(pk=instance.pk).values(*_INHERITED).first() if instance.pk else None
    instance._moves_subtree = old is not None and any(
        old[name] != getattr(instance, name) for name in _INHERITED
    )


@receiver(post_save)
def record_saved_page(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **_: Any
) -> None:
    """A draft is stored with some fields of the page alone, a public change with all of them."""
    if raw or not isinstance(instance, Page):
        return
    record_page(instance.pk, is_whole=update_fields is None)
    if getattr(instance, "_moves_subtree", False):
        record_subtree(instance.path)


@receiver(post_delete, sender=Page)
def record_deleted_page(instance: Page, **_: Any) -> None:
    """Only the plain row's deletion counts: at the specific row's, the page still exists."""
    record_page(instance.pk)
    record_work(instance.translation_key)


@receiver(post_page_move)
def record_moved_pages(instance: Page, **_: Any) -> None:
    record_subtree(instance.path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def record_restricted_pages(instance: PageViewRestriction, **_: Any) -> None:
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path is not None:
        record_subtree(path)


@receiver([post_save, post_delete], sender=SiteImage)
def record_changed_image(instance: SiteImage, **_: Any) -> None:
    record_key(f"image:{instance.pk}")


@receiver(post_save, sender=SiteImage)
def have_sizes_made(instance: SiteImage, created: bool, **_: Any) -> None:
    """Another file or focal point needs other sizes, even where no page shows the picture yet."""
    if created or missing_filters(instance):
        make_photo_renditions.enqueue(instance.pk)


@receiver([post_save, post_delete], sender=SiteDocument)
def record_changed_document(instance: SiteDocument, **_: Any) -> None:
    record_key(f"document:{instance.pk}")


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
def record_restricted_media(instance: CollectionViewRestriction, **_: Any) -> None:
    record_media_below(instance.collection_id)


@receiver([post_save, post_delete])
def record_changed_name(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if isinstance(instance, BilingualName) and not raw:
        record_key(f"{instance.item_key}:{instance.pk}")


@receiver([post_save, post_delete], sender=InitiativeSettings)
def record_changed_settings(**_: Any) -> None:
    record_key("settings")


@receiver([post_save, post_delete], sender=MenuLink)
def record_changed_menu(**_: Any) -> None:
    record_key("menus")


@receiver([post_save, post_delete], sender=Site)
def record_changed_site(instance: Site, **_: Any) -> None:
    """Another front page moves every address; a new host alone moves none."""
    for path in Page.objects.filter(depth=2).values_list("path", flat=True):
        record_subtree(path)


@receiver([post_save, post_delete], sender=Redirect)
def record_changed_redirect(**_: Any) -> None:
    """Redirects decide what an old address is resolved to."""
    record_key("redirects")
