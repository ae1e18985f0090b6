"""What happened to accounts and to what is public, for administrators to look up."""

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


class AppendOnlyError(Exception):
    """Entries of the security log are neither changed nor deleted before their time."""


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """Entries, which can only be read; `core.security_log.remove_old` is the one exception."""

    def update(self, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError


class SecurityEvent(models.Model):
    """One entry of the security log.

    People are named by id and name as they were then, so that an entry outlives the account. What
    an entry holds depends on its kind; titles, addresses, secrets and links are never in it.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    kind = models.CharField(max_length=40, editable=False)
    actor_id = models.BigIntegerField(null=True, editable=False)
    actor_name = models.CharField(max_length=255, editable=False)
    about_id = models.BigIntegerField(null=True, editable=False, db_index=True)
    about_name = models.CharField(max_length=255, editable=False)
    network = models.CharField(max_length=50, editable=False)
    request_id = models.CharField(max_length=64, editable=False)
    details = models.JSONField(default=dict, editable=False)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnlyError
