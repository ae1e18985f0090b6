"""Published items: one row for each work in a language, with its rendered form.

All public answers are read from here; `core.publication` writes it.
"""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.addresses.short import new_short_code
from core.search.index.fields import KeysField


class PublishedItemQuerySet(models.QuerySet["PublishedItem"]):
    """Chooses items that readers may see."""

    def public(self) -> "PublishedItemQuerySet":
        """Items that anyone may read now; one whose expiry has passed is no longer among them."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()), is_public=True)

    def withdrawn(self) -> "PublishedItemQuerySet":
        """Items that were public once and are so no more."""
        return self.filter(Q(is_public=False) | Q(expires_at__lte=timezone.now()))

    def in_language(self, lang: str) -> "PublishedItemQuerySet":
        return self.filter(lang=lang)

    def of_type(self, *types: str) -> "PublishedItemQuerySet":
        return self.filter(type__in=types)

    def showing(self, key: str) -> "PublishedItemQuerySet":
        """Items whose rendered form shows what a dependency key such as "image:12" names."""
        return self.filter(dependencies__key=key)

    def best_for(self, lang: str) -> "dict[UUID, PublishedItem]":
        """Each work's form in `lang`, else in its original's language, else as it is.

        Works are in the order in which the queryset first returns them.
        """
        return best_of(self, lang)

    def newest_first(self) -> "PublishedItemQuerySet":
        return self.order_by("-published_at", "-id")


def best_of(items: "Iterable[PublishedItem]", lang: str) -> "dict[UUID, PublishedItem]":
    """Return what `best_for` returns of items that were read already."""
    best: dict[UUID, tuple[int, PublishedItem]] = {}
    for item in items:
        rank = 0 if item.lang == lang else 1 if item.lang == item.original_lang else 2
        if item.work not in best or rank < best[item.work][0]:
            best[item.work] = (rank, item)
    return {work: item for work, (_rank, item) in best.items()}


class PublishedItem(models.Model):
    """A work in one language, as the public sees it, or the notice that it is gone."""

    INDEX = "index"
    OUTDATED = "outdated"  # a `translation_status`: the original's text has changed since

    work = models.UUIDField()
    lang = models.CharField(max_length=2)
    # Of its short address; it stays when the item is withdrawn or moved.
    short_code = models.CharField(max_length=10, unique=True, default=new_short_code)
    type = models.CharField(max_length=12)
    # Not a foreign key: the row outlives its page, as the notice that the item is gone.
    page_id = models.BigIntegerField(null=True, db_index=True)
    is_public = models.BooleanField()
    seq = models.BigIntegerField(unique=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(help_text="The time of `seq`.")
    expires_at = models.DateTimeField(null=True)
    gone_since = models.DateTimeField(null=True)
    path = models.TextField(help_text="The address on the site, such as /ar/news/…/")
    title = models.CharField(max_length=255)
    summary = models.TextField()
    original_lang = models.CharField(max_length=2)
    translation_status = models.CharField(max_length=12)
    # Records (`core.publication.records`) in JSON as the API sends it, with
    # `core.addresses.base.BASE` in place of the site's own address.
    card = models.TextField()
    full = models.TextField()
    digest = models.CharField(max_length=64)
    source_mark = models.CharField(max_length=80, help_text="What the page was when rendered.")
    is_stale = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["PublishedItem"]] = PublishedItemQuerySet.as_manager()

    class Meta:
        db_table = "core_shelfitem"
        constraints = [
            models.UniqueConstraint(fields=["work", "lang"], name="core_shelf_work_lang"),
        ]
        indexes = [
            models.Index(
                F("type"),
                F("lang"),
                F("published_at").desc(),
                F("id").desc(),
                name="core_shelf_type_lang_newest",
                condition=Q(is_public=True),
            ),
            models.Index(
                F("type"),
                F("published_at").desc(),
                F("id").desc(),
                name="core_shelf_type_newest",
                condition=Q(is_public=True),
            ),
            models.Index(
                F("type"),
                F("lang"),
                F("seq").desc(),
                name="core_shelf_type_lang_changed",
                condition=Q(is_public=True),
            ),
            models.Index(
                F("type"),
                F("seq").desc(),
                name="core_shelf_type_changed",
                condition=Q(is_public=True),
            ),
            models.Index(
                fields=["expires_at"],
                name="core_shelf_expiring",
                condition=Q(is_public=True, expires_at__isnull=False),
            ),
            models.Index(
                F("type"),
                F("lang"),
                F("gone_since").desc(),
                name="core_shelf_type_lang_gone",
                condition=Q(is_public=False),
            ),
            models.Index(fields=["id"], name="core_shelf_stale", condition=Q(is_stale=True)),
            models.Index(fields=["path"], name="core_shelf_path"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def public_id(self) -> str:
        """The item's `id` in the API: "<work>:<lang>"."""
        return f"{self.work}:{self.lang}"

    @property
    def is_gone(self) -> bool:
        """Whether the item is withdrawn now, its expiry included."""
        return not self.is_public or bool(self.expires_at and self.expires_at <= timezone.now())


class ItemFacet(models.Model):
    """What an item can be filtered by, with the sort key, so that a filter seeks an index."""

    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=80)
    type = models.CharField(max_length=12)
    lang = models.CharField(max_length=2)
    published_at = models.DateTimeField()

    class Meta:
        db_table = "core_shelffacet"
        constraints = [
            models.UniqueConstraint(fields=["item", "kind", "key"], name="core_shelf_facet_once"),
        ]
        indexes = [
            models.Index(
                F("kind"),
                F("key"),
                F("type"),
                F("lang"),
                F("published_at").desc(),
                F("item").desc(),
                name="core_shelf_facet_newest",
            ),
            models.Index(
                F("kind"),
                F("key"),
                F("type"),
                F("published_at").desc(),
                F("item").desc(),
                name="core_shelf_facet_any_newest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class ItemText(models.Model):
    """What a public item that has a form in the API is found by.

    `title` holds its folded words as `core.language.folding.searchable` makes them, for titles
    that begin with what is being typed; keys and stems are those of `core.search.index`.
    """

    item = models.OneToOneField(
        PublishedItem, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    title = models.TextField()
    keys = KeysField(default="")
    stems = models.TextField(default="")
    # What the keys were made from, and by which version of the analyser.
    mark = models.CharField(max_length=80, default="")

    class Meta:
        db_table = "core_shelftext"

    def __str__(self) -> str:
        return self.title


class ItemDependency(models.Model):
    """What an item's rendered form was made from, such as "image:12" or "work:<uuid>"."""

    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="dependencies")
    key = models.CharField(max_length=60, db_index=True)

    class Meta:
        db_table = "core_shelfdependency"
        constraints = [
            models.UniqueConstraint(fields=["item", "key"], name="core_shelf_dependency_once"),
        ]

    def __str__(self) -> str:
        return self.key


class SourceMark(models.Model):
    """What a name, picture or document was when the items that show it last followed it.

    `core.publication.marks` writes and compares it. The key is a dependency key, such as "topic:3".
    """

    key = models.CharField(max_length=60, primary_key=True)
    mark = models.CharField(max_length=32)

    class Meta:
        db_table = "core_sourcemark"

    def __str__(self) -> str:
        return self.key


class PublicationCounter(models.Model):
    """The one row whose lock orders all changes of published items."""

    value = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(
        default=timezone.now, help_text="The time of the last move of `value`."
    )

    class Meta:
        db_table = "core_shelfcounter"

    def __str__(self) -> str:
        return str(self.value)
