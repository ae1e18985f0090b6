"""Which addresses a webhook may have; `core.addresses.outside` has what of them is connected to."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.addresses import outside
from core.addresses.hosts import PORTS, ascii_host
from core.addresses.outside import Resolver, is_public, resolved

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[?[0-9a-f:.]*:[0-9a-f:.]*\]?")
_FIRST_FREE_PORT = 1024  # below are servers that were never meant to be asked by HTTP


@dataclass(frozen=True)
class Target:
    """Where a request goes: the parts of a webhook's address."""

    is_https: bool
    host: str
    port: int
    path: str

    @property
    def is_for_tests(self) -> bool:
        return self.host in settings.WEBHOOK_TEST_HOSTS


def read_target(text: str) -> Target:
    """Return the parts of an address; raise ValidationError, whose message is for people."""
    if not text.isprintable() or any(letter.isspace() for letter in text):
        raise ValidationError(_("An address holds no spaces and no line ends."))
    try:
        parts = urlsplit(text)
        port, host = parts.port, ascii_host(parts.hostname or "")
    except ValueError:
        parts, port, host = urlsplit(""), None, ""
    if not _HOST.fullmatch(host):
        raise ValidationError(_("Enter an address such as https://example.org/webhook."))
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("An address holds no user and no password here."))
    if parts.fragment or text.endswith("#"):
        raise ValidationError(_("Leave out # and what follows it."))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise ValidationError(_("Write what follows the host percent-encoded."))
    target = Target(
        parts.scheme == "https", host, PORTS.get(parts.scheme, 0) if port is None else port, path
    )
    _check_scheme(target, parts.scheme)
    return target


def _check_scheme(target: Target, scheme: str) -> None:
    if target.is_for_tests and scheme in PORTS:
        return
    if scheme != "https":
        raise ValidationError(_("The address must begin with https://."))
    if target.port != PORTS["https"] and target.port < _FIRST_FREE_PORT:
        raise ValidationError(_("The port must be 443, or 1024 and above."))
    try:
        is_forbidden = not is_public(ip_address(target.host.strip("[]")))
    except ValueError:  # a name
        is_forbidden = target.host == "localhost" or "." not in target.host
    if is_forbidden:
        raise ValidationError(_("The server must be on the public internet."))


def checked_addresses(target: Target, resolve: Resolver = resolved) -> list[str]:
    """Return the addresses that may be connected to, asking `resolve` once.

    If one of them is not public, none is used: raises ForbiddenAddressError.
    """
    return outside.checked_addresses(
        target.host, target.port, resolve, may_be_private=target.is_for_tests
    )
