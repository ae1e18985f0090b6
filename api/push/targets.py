"""Which addresses a webhook may have, and which of a host's addresses are connected to.

A request that the worker makes comes from inside: it must reach no machine that only we can reach.
So what a name resolves to is checked, and that very address is connected to; a name that resolves
to something else a moment later gains nothing.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.addresses.hosts import PORTS, ascii_host

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[?[0-9a-f:.]*:[0-9a-f:.]*\]?")
_FIRST_FREE_PORT = 1024  # below are servers that were never meant to be asked by HTTP
_MOST_ADDRESSES = 4
# What Python's `ipaddress` calls global, or does in some versions, and is not the public internet.
_NOT_PUBLIC = [
    ip_network(text)
    for text in (
        "192.88.99.0/24",
        "192.0.0.0/24",
        "::/96",
        "fec0::/10",
        "64:ff9b:1::/48",
        "100::/8",
        "3fff::/20",
    )
]
_NAT64 = ip_network("64:ff9b::/96")


class ForbiddenAddressError(Exception):
    """The host is at an address that is not on the public internet."""


class UnknownHostError(Exception):
    """The host has no address."""


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


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        inner = _within(address)
        if inner is not None:
            return is_public(inner)
        if address.scope_id:
            return False
    if any(address.version == net.version and address in net for net in _NOT_PUBLIC):
        return False
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not is_special


def _within(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to: mapped, NAT64, 6to4 or Teredo."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if isinstance(_NAT64, IPv6Network) and address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else None


def resolved(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system knows them; raise UnknownHostError."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnknownHostError(host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(target: Target, resolve: Resolver = resolved) -> list[str]:
    """Return the addresses that may be connected to, asking `resolve` once.

    If one of them is not public, none is used: raises ForbiddenAddressError.
    """
    found = resolve(target.host, target.port)
    if not found:
        raise UnknownHostError(target.host)
    if not target.is_for_tests and not all(is_public(ip_address(each)) for each in found):
        raise ForbiddenAddressError(target.host)
    return list(found[:_MOST_ADDRESSES])
