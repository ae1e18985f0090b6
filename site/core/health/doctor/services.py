"""Checks of Redis and of the e-mail server."""

from collections.abc import Iterator
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health.doctor.findings import Check, Finding, error, ok, set_variable, warning

_SMTP = "smtp.EmailBackend"
_SECONDS = 4


def look_at_redis() -> Iterator[Finding]:
    if not settings.REDIS_URL:
        yield ok(_("There is no Redis: each process has a cache of its own."))
        return
    try:
        client: Any = cache.client  # type: ignore[attr-defined]  # of django-redis
        client.get_client(write=True).ping()
    except Exception as fault:  # noqa: BLE001 - of whatever kind, the site goes on without it
        text = _("Redis does not answer, and the site goes on without it: %(reason)s")
        yield warning(text % {"reason": str(fault).partition("\n")[0]}, "redis-cli ping")
    else:
        yield ok(_("Redis answers."))


def look_at_email() -> Iterator[Finding]:
    """Connect to the e-mail server as the worker does; nothing is sent."""
    if not settings.EMAIL_TRANSPORT.endswith(_SMTP):
        line = set_variable("EMAIL_URL=smtp+tls://user:password@host:587")
        yield warning(_("E-mail is not sent: EMAIL_URL names no server."), line)
        return
    if fault := email_server_fault():
        text = _("The e-mail server refuses or does not answer: %(reason)s")
        yield error(text % {"reason": fault})
    else:
        yield ok(_("The e-mail server accepts us."))


def email_server_fault() -> OSError | None:
    """Return why no e-mail can be sent now, or None; nothing is sent."""
    if not settings.EMAIL_TRANSPORT.endswith(_SMTP):
        return None
    server = get_connection(settings.EMAIL_TRANSPORT, timeout=_SECONDS)
    try:
        server.open()
        server.close()
    except OSError as fault:  # SMTP's errors are among them
        return fault
    return None


def send_test_email(address: str) -> Finding:
    """Send an e-mail at once, past the queue; return what became of it."""
    subject = _("E-mail of %(site)s arrives") % {"site": settings.WAGTAIL_SITE_NAME}
    body = _("Somebody who runs the site has sent this to see whether its e-mail arrives.")
    server = get_connection(settings.EMAIL_TRANSPORT, timeout=_SECONDS)
    message = EmailMessage(subject, body, to=[address], connection=server)
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as fault:
        return error(_("The e-mail was not sent: %(reason)s") % {"reason": fault})
    return ok(_("An e-mail was sent to %(address)s.") % {"address": address})


CHECKS = (
    Check("redis", gettext_lazy("Redis"), look_at_redis, waits=True),
    Check("email", gettext_lazy("E-mail"), look_at_email, waits=True),
)
