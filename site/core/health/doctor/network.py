"""Checks of the site's name, its certificate, and what the proxy in front of it sends."""

import http.client
import shlex
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health.certificate import SECONDS, expiry
from core.health.doctor.findings import Check, Finding, error, line, ok, set_variable, warning
from core.language.dates import long_date
from core.language.languages import current_language

RENEWED_DAYS = 14  # certbot renews a month before
# An address that every site has, and that is redirected to https as all others are.
_ASKED = "/robots.txt"


def look_at_name() -> Iterator[Finding]:
    host = str(urlsplit(settings.BASE_URL).hostname)
    try:
        found = socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)
    except OSError:
        text = _("The name %(host)s of BASE_URL has no address.")
        yield error(text % {"host": host}, f"getent ahosts {host}")
        return
    addresses = ", ".join(sorted({str(each[4][0]) for each in found}))
    yield ok(
        _("The name %(host)s leads to %(addresses)s.") % {"host": host, "addresses": addresses}
    )


def look_at_certificate() -> Iterator[Finding]:
    if not settings.HTTPS:
        yield warning(_("BASE_URL is not https: what is sent can be read on its way."))
        return
    try:
        ends = expiry()
    except ssl.SSLCertVerificationError as fault:
        text = _("Browsers refuse the certificate: %(reason)s")
        yield error(text % {"reason": fault.verify_message}, _renewal())
        return
    except OSError as fault:
        text = _("Nobody answers at BASE_URL by https: %(reason)s")
        yield error(text % {"reason": fault.strerror or fault})
        return
    days = (ends - timezone.now()).days
    numbers = {"days": days, "date": long_date(ends, current_language())}
    text = _("The certificate is valid for %(days)d days, until %(date)s.") % numbers
    yield error(text, _renewal()) if days < RENEWED_DAYS else ok(text)


def _renewal() -> str:
    """Return the line that renews the certificate, or has nginx read one that was replaced."""
    own = settings.TLS_CERTIFICATE
    if not own:
        return "sudo certbot renew"
    return f"sudo cp NEW_CERTIFICATE {shlex.quote(own)} && sudo systemctl reload nginx"


def look_at_proxy() -> Iterator[Finding]:
    """Ask for an address of the site as a reader does.

    A redirect to what was asked for means that the proxy does not send X-Forwarded-Proto, or that
    the site does not believe it.
    """
    if not settings.HTTPS:
        yield ok(_("Without https there need be no proxy."))
        return
    if not settings.BEHIND_PROXY:
        text = _("BEHIND_PROXY is off: limits and sign-in count all visitors as one.")
        yield error(text, set_variable("BEHIND_PROXY=true"))
    address = urlsplit(settings.BASE_URL)
    asked = http.client.HTTPSConnection(str(address.hostname), address.port, timeout=SECONDS)
    try:
        asked.request("GET", _ASKED, headers={"User-Agent": "icssi-doctor"})
        answer = asked.getresponse()
    except (OSError, http.client.HTTPException) as fault:
        yield error(_("Nobody answers at BASE_URL by https: %(reason)s") % {"reason": fault})
        return
    finally:
        asked.close()
    if answer.getheader("Location", "").endswith(_ASKED):
        text = _("The site redirects to itself: the proxy must set X-Forwarded-Proto.")
        yield error(text, line("scripts/nginx_config.py", kit="sudo deploy/install.sh"))
    elif answer.getheader("X-Request-ID") is None:
        yield error(_("What answers at BASE_URL is not this site."))
    else:
        yield ok(_("The site answers at BASE_URL."))


CHECKS = (
    Check("name", gettext_lazy("Name of the site"), look_at_name, waits=True),
    Check("certificate", gettext_lazy("Certificate"), look_at_certificate, waits=True),
    Check("proxy", gettext_lazy("Proxy"), look_at_proxy, waits=True),
)
