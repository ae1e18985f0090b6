"""Invitations: they let somebody add the first factor of an account."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by whether they can still be used."""

    def valid(self) -> "InvitationQuerySet":
        return self.filter(expires_at__gt=timezone.now(), user__is_active=True)


class Invitation(models.Model):
    """The latest invitation of a person; it is deleted when it has been used.

    The digest is one that only this site can make: the row does not show the code.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitation")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.pk} until {self.expires_at:%Y-%m-%d %H:%M}"
