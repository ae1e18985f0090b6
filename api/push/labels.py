"""What deliveries are called in the CMS."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.push.models import PING, PUBLISHED, RESYNC, UPDATED, WITHDRAWN, WebhookDelivery

EVENTS = {
    PUBLISHED: _("published"),
    UPDATED: _("updated"),
    WITHDRAWN: _("withdrawn"),
    PING: _("test"),
    RESYNC: _("hint to compare the copy"),
}
FAULTS = {
    "forbidden": _("The server is not on the public internet; nothing was sent."),
    "unknown_host": _("There is no server of that name."),
    "no_connection": _("The server does not accept connections."),
    "tls": _("The server's certificate is not valid, or it uses no current TLS."),
    "timeout": _("The server did not answer in time."),
    "broken": _("The server's answer was broken off or is not HTTP."),
}


@dataclass(frozen=True)
class Row:
    """A delivery as its list shows it."""

    delivery: WebhookDelivery
    event: str
    outcome: str


def labelled(delivery: WebhookDelivery) -> Row:
    event = str(EVENTS.get(delivery.event, delivery.event))
    return Row(delivery, event, _outcome(delivery))


def _outcome(delivery: WebhookDelivery) -> str:
    if delivery.fault:
        return str(FAULTS.get(delivery.fault, delivery.fault))
    if delivery.status is None:
        return ""
    if 300 <= delivery.status < 400:
        text = gettext("The server sends elsewhere (%(status)s), which is not followed.")
        return text % {"status": delivery.status}
    return gettext("Answer: %(status)s") % {"status": delivery.status}
