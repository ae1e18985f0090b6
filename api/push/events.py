"""From published items to deliveries: what has changed, for each webhook that wants it.

Of one item a webhook gets the latest state alone: a delivery that still waits is replaced. Works in
short transactions, so that ten thousand changes neither stay in memory nor keep editors from
saving, and looks for withdrawals before each of them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from api.push.models import (
    PING,
    PUBLISHED,
    RESYNC,
    UPDATED,
    WITHDRAWN,
    AnnouncedItem,
    Announcing,
    Webhook,
    WebhookDelivery,
)
from api.push.signing import new_message_id
from api.types import RESERVED, TYPES
from core.background.pacing import Pace
from core.models import ItemFacet, PublishedItem
from core.publication.counter import latest_number

BATCH = 500
# What expires is withdrawn by the worker within this time; if that fails, it is announced anyway.
_EXPIRY_GRACE = timedelta(seconds=3)
_Lane = WebhookDelivery.Lane
_FIELDS = ("id", "work", "lang", "type", "seq", "is_public", "updated_at", "gone_since")


@dataclass(frozen=True)
class Event:
    """What has become of an item."""

    name: str
    item: PublishedItem
    occurred_at: datetime


def begin_announcing() -> int:
    """Prepare for a webhook that is switched on; return the number that it begins after.

    While no webhook is active nothing is announced: what is public now is recorded anew.
    """
    row = _locked_row()
    seq = latest_number()
    if not Webhook.objects.active().exists():
        row.seq = row.withdrawn_seq = seq
        row.save()
        AnnouncedItem.objects.all().delete()
        shown = PublishedItem.objects.public().exclude(pk__in=_reserved().values("item"))
        _announce(shown.values_list("pk", flat=True).iterator())
    return seq


def _announce(ids: Iterable[int]) -> None:
    rows = (AnnouncedItem(item_id=pk) for pk in ids)
    AnnouncedItem.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _locked_row() -> Announcing:
    """Return the row whose lock orders everything that makes deliveries of items."""
    Announcing.objects.get_or_create(pk=1)
    return Announcing.objects.select_for_update().get(pk=1)


def is_behind() -> bool:
    """Whether something has changed that is not announced yet."""
    row = Announcing.objects.filter(pk=1).first()
    latest = latest_number()
    return row is None or min(row.seq, row.withdrawn_seq) < latest or _expired().exists()


def announcing_pace() -> Pace:
    """Return the pace of a pass over what has changed."""
    return Pace(most=BATCH)


def announce_some(pace: Pace) -> bool:
    """Make the deliveries of some changes; return whether there may be more."""
    most = pace.size
    with pace.batch(most):
        row = _locked_row()
        top = latest_number()  # before the items are read: whatever they show has come that far
        gone = _behind(row.withdrawn_seq, top, most, is_public=False)
        row.withdrawn_seq = _reached(gone, top, most)
        expired = list(_expired()[:most])
        changed = []
        if len(gone) + len(expired) < most:
            changed = _behind(row.seq, top, most, is_public=True)
            row.seq = _reached(changed, top, most)
        row.save()
        _deliver(_withdrawals([*gone, *expired]), _changes(changed))
    return len(gone) + len(expired) >= most or len(changed) >= most


def _behind(seq: int, top: int, most: int, *, is_public: bool) -> list[PublishedItem]:
    rows = PublishedItem.objects.filter(seq__gt=seq, seq__lte=top, is_public=is_public)
    return list(rows.order_by("seq").only(*_FIELDS)[:most])


def _reached(rows: Sequence[PublishedItem], top: int, most: int) -> int:
    return rows[-1].seq if len(rows) == most else top


def _expired() -> QuerySet[PublishedItem]:
    """Return what has expired, is not withdrawn yet, and was announced as public."""
    end = timezone.now() - _EXPIRY_GRACE
    rows = PublishedItem.objects.filter(is_public=True, expires_at__lte=end)
    return rows.filter(pk__in=AnnouncedItem.objects.values("pk")).only(*_FIELDS)


def _withdrawals(rows: Sequence[PublishedItem]) -> list[Event]:
    AnnouncedItem.objects.filter(pk__in=[item.pk for item in rows]).delete()
    return [Event(WITHDRAWN, item, item.gone_since or timezone.now()) for item in rows]


def _changes(rows: Sequence[PublishedItem]) -> list[Event]:
    """Return the events of public items; what belongs to others is announced once it may be.

    Whoever knows of one already is notified that its licence is gone.
    """
    ids = [item.pk for item in rows]
    known = set(AnnouncedItem.objects.filter(pk__in=ids).values_list("pk", flat=True))
    reserved = set(_reserved().filter(item__in=ids).values_list("item_id", flat=True))
    _announce(pk for pk in ids if pk not in known | reserved)
    return [
        Event(UPDATED if item.pk in known else PUBLISHED, item, item.updated_at)
        for item in rows
        if item.pk in known or item.pk not in reserved
    ]


def _reserved() -> QuerySet[ItemFacet]:
    kind, key = RESERVED
    return ItemFacet.objects.filter(kind=kind, key=key)


def _deliver(*groups: Sequence[Event]) -> None:
    """Queue events for each webhook; what is only an index has no form in the API."""
    events = [event for group in groups for event in group if event.item.type in TYPES]
    for webhook in Webhook.objects.active() if events else ():
        wanted = [
            event
            for event in events
            if webhook.wants(event.item) and event.item.seq > _first(webhook, event)
        ]
        _replace(webhook, wanted)


def _first(webhook: Webhook, event: Event) -> int:
    """Return the number after which events concern a webhook; an expiry has none of its own."""
    return webhook.since_seq if event.item.gone_since or event.name != WITHDRAWN else -1


def _replace(webhook: Webhook, events: Sequence[Event]) -> None:
    waiting = WebhookDelivery.objects.pending().filter(
        webhook=webhook, item_id__in=[event.item.pk for event in events]
    )
    before = dict(waiting.values_list("item_id", "event"))
    waiting.delete()
    WebhookDelivery.objects.bulk_create(
        (_delivery(webhook, event, before.get(event.item.pk)) for event in events),
        batch_size=BATCH,
    )


def _delivery(webhook: Webhook, event: Event, before: str | None) -> WebhookDelivery:
    item = event.item
    # Of what is not delivered yet, its receiver does not know that it was published.
    name = PUBLISHED if (before, event.name) == (PUBLISHED, UPDATED) else event.name
    return WebhookDelivery(
        webhook=webhook,
        message_id=new_message_id(),
        event=name,
        lane=_Lane.WITHDRAWAL if name == WITHDRAWN else _Lane.ITEM,
        item_id=item.pk,
        work=item.work,
        lang=item.lang,
        type=item.type,
        seq=item.seq,
        occurred_at=event.occurred_at,
    )


def send_message(webhook: Webhook, event: str) -> WebhookDelivery:
    """Queue a message that belongs to no item: PING or RESYNC."""
    if event not in {PING, RESYNC}:
        raise ValueError(event)
    return WebhookDelivery.objects.create(
        webhook=webhook, message_id=new_message_id(), event=event, lane=_Lane.MESSAGE
    )


def send_again(deliveries: Collection[WebhookDelivery]) -> int:
    """Queue the present states of what these deliveries were about; return how many that are."""
    with transaction.atomic():
        _locked_row()
        for delivery in deliveries:
            item = PublishedItem.objects.filter(pk=delivery.item_id or 0).first()
            if item is None:
                send_message(delivery.webhook, delivery.event)
            elif item.is_gone:
                moment = item.gone_since or item.expires_at or item.updated_at
                _replace(delivery.webhook, [Event(WITHDRAWN, item, moment)])
            else:
                name = PUBLISHED if delivery.event == PUBLISHED else UPDATED
                _replace(delivery.webhook, [Event(name, item, item.updated_at)])
    return len(deliveries)
