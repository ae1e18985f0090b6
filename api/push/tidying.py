"""What is removed from the log of deliveries: what is old, and what no list would ever show."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from api.push.models import Webhook, WebhookDelivery

LASTS = timedelta(days=30)
MOST_OF_ONE = 2000
_AT_ONCE = 1000


def remove_old() -> int:
    """Remove deliveries that are over; return how many. One round removes a few thousand."""
    over = WebhookDelivery.objects.exclude(state=WebhookDelivery.State.PENDING)
    removed = _remove(over.filter(created_at__lt=timezone.now() - LASTS))
    for webhook in Webhook.objects.all():
        own = over.filter(webhook=webhook).order_by("-pk")
        last = own.values_list("pk", flat=True)[MOST_OF_ONE : MOST_OF_ONE + 1].first()
        if last is not None:
            removed += _remove(own.filter(pk__lte=last))
    return removed


def _remove(rows: QuerySet[WebhookDelivery]) -> int:
    ids = list(rows.values_list("pk", flat=True)[:_AT_ONCE])
    return WebhookDelivery.objects.filter(pk__in=ids).delete()[0] if ids else 0
