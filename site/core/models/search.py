"""The index of the CMS's search."""

from typing import ClassVar

from django.db import models

from core.language.alphabet import SORT_KEY_LENGTH
from core.search.index.fields import KeysField


class SearchText(models.Model):
    """What one row that can be searched in the CMS is found by, drafts included.

    Keys and stems are those of `core.search.index`. What the public may search is in `ItemText`.
    """

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    keys = KeysField(default="")
    stems = models.TextField(default="")
    # What the keys were made from, and by which version of the analyser.
    mark = models.CharField(max_length=80, default="")
    # By it lists are ordered by title; see `core.search.titles`.
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="core_searchtext_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class IndexedName(models.Model):
    """A name as it was when texts were last looked through for it: a digest, not the name.

    See `core.search.renaming`.
    """

    concept = models.CharField(max_length=80, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.concept
