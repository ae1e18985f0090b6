"""Attempts of which only so many are allowed in a while, such as sign-ins."""

from django.db import models
from django.utils import timezone


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts by whether they still count."""

    def counting(self) -> "AttemptQuerySet":
        return self.filter(counts_until__gt=timezone.now())

    def over(self) -> "AttemptQuerySet":
        return self.filter(counts_until__lte=timezone.now())


class Attempt(models.Model):
    """One attempt under one of the limits that it counts against.

    The key is a digest that only this site can make: the row does not show who tried what.
    """

    key = models.CharField(max_length=64)
    counts_until = models.DateTimeField(db_index=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key", "counts_until"], name="core_attempt_key")]

    def __str__(self) -> str:
        return f"{self.key[:8]} until {self.counts_until:%Y-%m-%d %H:%M}"
