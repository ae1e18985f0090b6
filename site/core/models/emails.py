"""E-mail that waits for the worker."""

from django.db import models
from django.utils import timezone


class QueuedEmailQuerySet(models.QuerySet["QueuedEmail"]):
    """Waiting e-mail by when it is due."""

    def due(self) -> "QueuedEmailQuerySet":
        return self.filter(due_at__lte=timezone.now())


class QueuedEmail(models.Model):
    """One e-mail, or what it is to be made of; the row is deleted when it has been sent.

    `kind` is the kind of `content` (`core.background.email_queue`). Nothing in it is secret: links
    that open an account are made when the e-mail is sent.
    """

    kind = models.CharField(max_length=40)
    content = models.JSONField()
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    expires_at = models.DateTimeField()

    objects = QueuedEmailQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
