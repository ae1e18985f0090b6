"""Registered webhooks, what was sent to each, and how far published items are announced."""

from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.types import TYPES

PUBLISHED, UPDATED, WITHDRAWN = "item.published", "item.updated", "item.withdrawn"
PING, RESYNC = "ping", "resync"
# More partners than this need no threads here but a service of their own.
MOST_WEBHOOKS = 20


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Chooses webhooks."""

    def active(self) -> "WebhookQuerySet":
        return self.filter(is_active=True)

    def due(self) -> "WebhookQuerySet":
        """Active ones that have something to send now, and are not paused."""
        now = timezone.now()
        waiting = WebhookDelivery.objects.due().filter(webhook=OuterRef("pk"))
        may_try = Q(retry_at=None) | Q(retry_at__lte=now)
        return self.active().filter(may_try).filter(Exists(waiting))


class Webhook(models.Model):
    """The address of a partner's server that is notified."""

    class Reason(models.TextChoices):
        """Why a webhook is switched off."""

        STAFF = "staff", _("an administrator switched it off")
        FAILING = "failing", _("the receiver has not accepted anything for three days")
        GONE = "gone", _("the receiver answered that it is gone for good (410)")
        SECRET = "secret", _("its secret cannot be read any more; make a new one")

    class Language(models.TextChoices):
        """Of which language items are."""

        BOTH = "", _("Arabic and English")
        AR = "ar", _("Arabic only")
        EN = "en", _("English only")

    name = models.CharField(
        _("partner"), max_length=80, help_text=_("Whose server it is, for your own list.")
    )
    url = models.CharField(
        _("address"),
        max_length=500,
        unique=True,
        help_text=_("Where the partner's server receives notifications; it begins with https://"),
    )
    lang = models.CharField(
        _("language"), max_length=2, blank=True, choices=Language.choices, default=Language.BOTH
    )
    types = models.JSONField(default=list, blank=True)
    is_active = models.BooleanField(default=True)
    reason = models.CharField(max_length=10, blank=True, choices=Reason.choices)
    switched_at = models.DateTimeField(null=True)
    # Changes up to this number belong to the time before it was registered, or while it was off.
    since_seq = models.BigIntegerField(default=0)
    # Encrypted (`api.push.signing`); the former ones sign too until their time is over.
    keys = models.TextField()
    former_keys = models.TextField(blank=True)
    former_until = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="In a row, of all deliveries.")
    failing_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True, help_text="Before, nothing is sent.")
    succeeded_at = models.DateTimeField(null=True)
    # Which thread of which worker sends now, and until when that is certain.
    busy_with = models.CharField(max_length=32, blank=True)
    busy_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = WebhookQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["name", "pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """The host alone: the rest of the address may hold a password of the partner's."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    def wants(self, item: Any) -> bool:
        """Whether an item is of the languages and types that the partner asked for."""
        return self.lang in ("", item.lang) and item.type in (self.types or TYPES)


class DeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Chooses deliveries."""

    def pending(self) -> "DeliveryQuerySet":
        return self.filter(state=WebhookDelivery.State.PENDING)

    def due(self) -> "DeliveryQuerySet":
        return self.pending().filter(due_at__lte=timezone.now())


class WebhookDelivery(models.Model):
    """One event for one webhook: first in the queue, then in the log."""

    class State(models.TextChoices):
        """What became of it."""

        PENDING = "pending", _("waiting")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("not sent")

    class Lane(models.IntegerChoices):
        """What goes first."""

        WITHDRAWAL = 0
        MESSAGE = 1
        ITEM = 2

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=20)
    lane = models.PositiveSmallIntegerField(choices=Lane.choices)
    # Not a foreign key: it is only compared with the ids of other events.
    item_id = models.BigIntegerField(null=True)
    work = models.UUIDField(null=True)
    lang = models.CharField(max_length=2, blank=True)
    type = models.CharField(max_length=12, blank=True)
    seq = models.BigIntegerField(null=True)
    occurred_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    attempted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True, help_text="Of the last answer.")
    fault = models.CharField(max_length=20, blank=True, help_text="Why there was no answer.")
    answer = models.CharField(max_length=200, blank=True, help_text="Its beginning, as text.")

    objects = DeliveryQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                fields=["webhook", "lane", "id"],
                name="api_push_next",
                condition=Q(state="pending"),
            ),
            models.Index(
                fields=["webhook", "due_at"],
                name="api_push_due",
                condition=Q(state="pending"),
            ),
            models.Index(F("webhook"), F("id").desc(), name="api_push_log"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "item_id"],
                condition=Q(state="pending"),
                name="api_push_one_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.message_id


class Announcing(models.Model):
    """The one row that records up to which numbers changes are announced; its lock orders it."""

    seq = models.BigIntegerField(default=0, help_text="Of items that are public.")
    withdrawn_seq = models.BigIntegerField(default=0, help_text="Of items that are withdrawn.")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.withdrawn_seq}, {self.seq}"


class AnnouncedItem(models.Model):
    """A published item that is known to be public: its next change is an update."""

    item_id = models.BigIntegerField(primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.item_id)


class CdnPurging(models.Model):
    """The one row that records up to which number a CDN was sent the addresses of what changed."""

    seq = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.seq)
