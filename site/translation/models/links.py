"""Pairs that were joined by hand, so that they can be parted again."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class LinkedPage(models.Model):
    """A page that was made the counterpart of another one, and the work that it was before."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    former_work = models.UUIDField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    linked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Page {self.page_id}, once {self.former_work}"
