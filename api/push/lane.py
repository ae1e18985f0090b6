"""The worker's lane for webhooks: a thread for each that has something to send.

There are few webhooks, so each may have its thread: a slow receiver delays nobody else. No
connection to the database is held while a receiver is waited for. Two workers do no harm: a webhook
belongs to one thread at a time, for so long that it outlasts a request, and when a worker is
killed, to another one's a little later.
"""

import logging
import secrets
import threading
import time
from datetime import datetime, timedelta

import orjson
from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import Q
from django.utils import timezone

from api.push.events import announce_some, announcing_pace, is_behind
from api.push.models import RESYNC, Webhook, WebhookDelivery
from api.push.outcomes import record
from api.push.sending import TOTAL, Answer, post
from api.push.signing import headers
from api.push.switching import switch_off
from api.push.targets import read_target
from api.types import ROOT, item_path
from core import encryption
from core.addresses.base import absolute
from core.addresses.outside import Resolver, resolved
from core.databases.availability import is_unavailable
from core.language.times import utc
from core.public.closed import is_closed

logger = logging.getLogger(__name__)

# How long a webhook belongs to a thread; it is renewed while more than a request still fits.
_HELD = timedelta(seconds=30)
_ENOUGH = timedelta(seconds=TOTAL + 5)
_LONGEST_FINISH, _FAREWELL = 60.0, 2.0  # seconds


class PushLane:
    """Makes deliveries of what has changed, and has them sent."""

    def __init__(self, resolve: Resolver = resolved) -> None:
        self._resolve = resolve
        self._is_over = threading.Event()
        self._threads: dict[int, threading.Thread] = {}

    def look(self) -> None:
        """Announce what has changed; begin to send whatever is due."""
        if is_closed() or not Webhook.objects.active().exists():
            return
        has_more, pace = is_behind(), announcing_pace()
        while has_more and not self._is_over.is_set():
            has_more = announce_some(pace)
            self._begin_sending()
        self._begin_sending()

    def finish(self) -> None:
        """Send what is due now, and return when that is done or has taken long."""
        self.look()
        self._wait(_LONGEST_FINISH)

    def _wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        for thread in list(self._threads.values()):
            thread.join(max(0.0, deadline - time.monotonic()))

    def end(self) -> None:
        """Begin no request any more, and wait a moment for those that are under way.

        One that takes longer is not lost: it is sent again when its webhook is free.
        """
        self._is_over.set()
        self._wait(_FAREWELL)

    def _begin_sending(self) -> None:
        if self._is_over.is_set():
            return
        self._threads = {pk: each for pk, each in self._threads.items() if each.is_alive()}
        for pk in Webhook.objects.due().values_list("pk", flat=True):
            if pk not in self._threads:
                thread = threading.Thread(target=self._send_all, args=[pk], daemon=True)
                self._threads[pk] = thread
                thread.start()

    def _send_all(self, pk: int) -> None:
        """Send what is due for one webhook, until there is nothing or we are to end."""
        token = secrets.token_hex(16)
        try:
            while not self._is_over.is_set() and self._send_next(pk, token):
                pass
            Webhook.objects.filter(pk=pk, busy_with=token).update(busy_with="", busy_until=None)
        except Exception as error:
            # The next look begins anew; a claim that is left ends by itself.
            if is_unavailable(error):
                logger.warning("The database did not answer (%s); trying again", error)
            else:
                logger.exception("Sending to the webhook %s failed", pk)
        finally:
            connections.close_all()

    def _send_next(self, pk: int, token: str) -> bool:
        """Send one delivery; return whether there was one and this thread may go on."""
        now = timezone.now()
        webhook = _claimed(pk, token, now)
        delivery = _next(webhook) if webhook else None
        if webhook is None or delivery is None:
            return False
        body = payload(delivery)
        try:
            signed = headers(webhook, delivery.message_id, body, now)
        except encryption.UnreadableError:
            switch_off(webhook, Webhook.Reason.SECRET)
            return False
        connections.close_all()  # nothing is held while the receiver is waited for
        record(webhook, delivery, self._answer(webhook, body, signed))
        return True

    def _answer(self, webhook: Webhook, body: bytes, signed: dict[str, str]) -> Answer:
        try:
            target = read_target(webhook.url)
        except ValidationError:  # allowed once, by other settings or another version
            return Answer(fault="forbidden")
        return post(target, body, signed, self._resolve)


def _claimed(pk: int, token: str, now: datetime) -> Webhook | None:
    """Return the webhook if it may be sent to, and by this thread alone."""
    webhook = Webhook.objects.due().filter(pk=pk).first()
    if webhook is None:
        return None
    is_ours = webhook.busy_with == token
    if is_ours and webhook.busy_until is not None and webhook.busy_until > now + _ENOUGH:
        return webhook
    free = Q(busy_until=None) | Q(busy_until__lt=now) | Q(busy_with=token)
    rows = Webhook.objects.active().filter(free, pk=pk)
    return webhook if rows.update(busy_with=token, busy_until=now + _HELD) else None


def _next(webhook: Webhook) -> WebhookDelivery | None:
    """Return what is to be sent first: withdrawals, then messages, then the rest."""
    return webhook.deliveries.due().order_by("lane", "pk").first()  # type: ignore[attr-defined,no-any-return]


def payload(delivery: WebhookDelivery) -> bytes:
    """Return an event as JSON: ids and addresses alone, nothing of what the item shows."""
    data: dict[str, object] = {}
    if delivery.seq is not None:
        path = item_path(delivery.type, delivery.work, delivery.lang)
        data = {
            "work": str(delivery.work),
            "lang": delivery.lang,
            "type": delivery.type,
            "seq": delivery.seq,
            "api_url": absolute(path),
        }
    elif delivery.event == RESYNC:
        data = {"changes_url": absolute(f"{ROOT}/changes/")}
    moment = utc(delivery.occurred_at)
    return orjson.dumps({"type": delivery.event, "timestamp": moment, "data": data})
