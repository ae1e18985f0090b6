"""What administrators do with a webhook, by the names of the buttons on its page."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext

from api.push.events import send_again, send_message
from api.push.models import PING, Webhook
from api.push.signing import Keys, give_keys
from api.push.switching import switch_off, switch_on
from core import security_log
from core.refusals import RefusedError
from core.untrusted import row_id

Action = Callable[[HttpRequest, Webhook], str | Keys]


def _test(_request: HttpRequest, webhook: Webhook) -> str:
    _check_active(webhook)
    waiting = webhook.deliveries.pending().filter(event=PING)  # type: ignore[attr-defined]
    if not waiting.exists():
        send_message(webhook, PING)
    return gettext("A test is on its way. Load this page again in a few seconds.")


def _new_secret(request: HttpRequest, webhook: Webhook) -> Keys:
    keys = give_keys(webhook)
    webhook.save(update_fields=["keys", "former_keys", "former_until"])
    security_log.record("webhook_secret", request=request, host=webhook.host)
    return keys


def _on(request: HttpRequest, webhook: Webhook) -> str:
    if not webhook.is_active:
        switch_on(webhook)
        security_log.record("webhook_on", request=request, host=webhook.host)
    return gettext("The webhook is switched on. Its receiver is asked to compare its copy.")


def _off(request: HttpRequest, webhook: Webhook) -> str:
    if webhook.is_active:
        switch_off(webhook, Webhook.Reason.STAFF)
        security_log.record("webhook_off", request=request, host=webhook.host, reason="staff")
    return gettext("The webhook is switched off.")


def _resend(request: HttpRequest, webhook: Webhook) -> str:
    _check_active(webhook)
    pk = row_id(request.POST.get("resend", "")) or 0
    chosen = webhook.deliveries.filter(pk=pk).first()  # type: ignore[attr-defined]
    if chosen is None:
        raise RefusedError(gettext("That delivery is not in the list any more."))
    send_again([chosen])
    return gettext("It is sent again, as it is now.")


def _check_active(webhook: Webhook) -> None:
    if not webhook.is_active:
        raise RefusedError(gettext("The webhook is switched off. Switch it on first."))


ACTIONS: dict[str, Action] = {
    "test": _test,
    "secret": _new_secret,
    "on": _on,
    "off": _off,
    "resend": _resend,
}
# What helps somebody who finds an open browser to get at what partners are sent.
ASK_AGAIN = {"secret"}
