"""What public items were found by once, and may still be asked for by.

A page and what refers to it can be deleted; these rows belong to its published item, which stays.
"""

from django.db import models

from core.models.published import PublishedItem


class FormerAddress(models.Model):
    """An address at which a published item was before; if several were, the latest."""

    path = models.TextField(unique=True, help_text="As `PublishedItem.path` has it.")
    item = models.ForeignKey(PublishedItem, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.path


class FormerSlug(models.Model):
    """A slug by which a name of a vocabulary was public; if several had it, the latest.

    `term` is no foreign key: the slug stays known when the name is deleted.
    """

    kind = models.CharField(max_length=12, help_text="As `ItemFacet.kind`.")
    slug = models.CharField(max_length=80)
    term = models.BigIntegerField(help_text="The name's id.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="core_former_slug_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"
