"""The certificate of the site's own address: how long it is valid, as readers see it."""

import socket
import ssl
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings

SECONDS = 4.0


def expiry() -> datetime:
    """Return when the certificate at BASE_URL's address expires.

    Raises OSError where nobody answers or the certificate is not valid for the name.
    """
    address = urlsplit(settings.BASE_URL)
    host = str(address.hostname)
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, address.port or 443), timeout=SECONDS) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        found = secure.getpeercert() or {}
    seconds = ssl.cert_time_to_seconds(str(found["notAfter"]))
    return datetime.fromtimestamp(seconds, UTC)
