"""Notices about translations, and whether a person wants them by email."""

from collections.abc import Collection
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import User
from translation.models.status import TranslationStatus

RETENTION = timedelta(days=90)  # from when a notice was read


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Filters of notices."""

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def into(self, langs: Collection[str]) -> "NoticeQuerySet":
        """Notices of translations into these languages: those whose rows a person may see."""
        return self.filter(status__lang__in=langs)

    def old(self) -> "NoticeQuerySet":
        """Notices that were read so long ago that nobody looks for them any more."""
        return self.filter(read_at__lt=timezone.now() - RETENTION)


class Notice(models.Model):
    """Something that happened to a translation, for one person."""

    class Kind(models.TextChoices):
        """What happened."""

        ASSIGNED = "assigned", _("Assigned to you")
        SOURCE_CHANGED = "source_changed", _("The original has changed")
        SUBMITTED = "submitted", _("Submitted for review")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        CORRECTED = "corrected", _("Corrected in review")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_notices"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices)
    status = models.ForeignKey(TranslationStatus, on_delete=models.CASCADE, related_name="notices")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    comment = models.TextField(blank=True, help_text="What the actor wrote.")
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Notice"]] = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="translation_notice_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.status}"


class DigestPreference(models.Model):
    """Whether a person wants the daily email, and the day of the last one.

    A person without a row gets it. The day is written before the email is sent: of several workers
    only the one that writes it sends.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_digest"
    )
    is_wanted = models.BooleanField(
        _("daily e-mail about translations"),
        default=True,
        help_text=_(
            "What was assigned to you, submitted, approved or returned, changed originals, and "
            "what is due soon. At most one e-mail a day, and none when there is no news."
        ),
    )
    sent_on = models.DateField(null=True, editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}: {self.is_wanted}"

    @classmethod
    def of(cls, user: User) -> "DigestPreference":
        """Return the row of `user`, not yet saved where there is none."""
        return cls.objects.filter(user=user).first() or cls(user=user)
