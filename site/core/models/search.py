"""The index of the CMS's search."""

from typing import ClassVar

from django.db import models

from core.language.alphabet import SORT_KEY_LENGTH


class SearchText(models.Model):
    """The folded words of one row that can be searched in the CMS, drafts included.

    What the public may search is in `ItemText`.
    """

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    title = models.TextField()
    text = models.TextField()
    # By it lists are ordered by title; see `core.search.titles`.
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="core_searchtext_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
