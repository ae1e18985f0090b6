"""What an answer means for a delivery and its webhook: done, again later, or switched off."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from api.push.models import PING, Webhook, WebhookDelivery
from api.push.retries import DOWN_AFTER, GIVEN_UP_AFTER, asked_for, end_of_pause, next_attempt
from api.push.sending import Answer
from api.push.switching import switch_off

_GONE = 410
_BUSY = {429, 503}
State = WebhookDelivery.State


def record(webhook: Webhook, delivery: WebhookDelivery, answer: Answer) -> None:
    """Record what became of a delivery.

    If its item has changed meanwhile it is replaced by another already, and only the webhook
    learns of the answer.
    """
    now = timezone.now()
    with transaction.atomic():
        current = Webhook.objects.select_for_update().filter(pk=webhook.pk).first()
        if current is None:  # removed meanwhile, with its deliveries
            return
        asked = asked_for(answer.retry_after, now) if answer.status in _BUSY else None
        _record_attempt(delivery, answer, asked, now)
        if answer.is_accepted:
            _succeeded(current, now)
        elif delivery.event != PING:  # a test changes nothing else
            _failed(current, answer, asked, now)


def _record_attempt(
    delivery: WebhookDelivery, answer: Answer, asked: datetime | None, now: datetime
) -> None:
    attempts = delivery.attempts + 1
    changes: dict[str, Any] = {
        "attempts": attempts,
        "attempted_at": now,
        "status": answer.status,
        "fault": answer.fault,
        "answer": answer.text,
    }
    again = None if delivery.event == PING else next_attempt(attempts, now)
    if answer.is_accepted:
        changes["state"] = State.DELIVERED
    elif again is None:
        changes["state"] = State.FAILED
    else:
        changes["due_at"] = max(again, asked or again)
    WebhookDelivery.objects.pending().filter(pk=delivery.pk).update(**changes)


def _succeeded(webhook: Webhook, now: datetime) -> None:
    if webhook.failures >= DOWN_AFTER:  # it is back: nothing waits for the time it would have had
        webhook.deliveries.pending().update(due_at=now)  # type: ignore[attr-defined]
    webhook.failures, webhook.failing_since, webhook.retry_at = 0, None, None
    webhook.succeeded_at = now
    webhook.save(update_fields=["failures", "failing_since", "retry_at", "succeeded_at"])


def _failed(webhook: Webhook, answer: Answer, asked: datetime | None, now: datetime) -> None:
    if not webhook.is_active:
        return
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or now
    webhook.retry_at = asked or end_of_pause(webhook.failures, now)
    webhook.save(update_fields=["failures", "failing_since", "retry_at"])
    if answer.status == _GONE:
        switch_off(webhook, Webhook.Reason.GONE)
    elif now - webhook.failing_since >= GIVEN_UP_AFTER:
        switch_off(webhook, Webhook.Reason.FAILING)
