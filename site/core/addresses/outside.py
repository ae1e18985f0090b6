"""Servers of others: which of a host's addresses are connected to.

A request that we make comes from inside: it must reach no machine that only we can reach. So what a
name resolves to is checked, and that very address is connected to; a name that resolves to
something else a moment later gains nothing.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]

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


def checked_addresses(
    host: str, port: int, resolve: Resolver = resolved, *, may_be_private: bool = False
) -> list[str]:
    """Return the addresses of a host that may be connected to, asking `resolve` once.

    If one of them is not public, none is used: raises ForbiddenAddressError. UnknownHostError is
    raised where there is none.
    """
    found = resolve(host, port)
    if not found:
        raise UnknownHostError(host)
    if not may_be_private and not all(is_public(ip_address(each)) for each in found):
        raise ForbiddenAddressError(host)
    return list(found[:_MOST_ADDRESSES])
