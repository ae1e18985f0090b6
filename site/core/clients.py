"""Where a request comes from, and whether somebody may be known by it."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# Whoever has one address of IPv6 has as many as they like below its first 64 bits.
_BITS = {4: 32, 6: 64}


def knows_nobody() -> bool:
    """Whether this machine answers readers alone, who are all strangers to it."""
    return bool(settings.ROLE == "public")


def is_perhaps_known(request: HttpRequest) -> bool:
    """Whether somebody with a session may have sent the request, such as an editor."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not knows_nobody()


def client_address(request: HttpRequest) -> str:
    """Return the address that a request came from; behind our own proxy, the one it names."""
    if settings.BEHIND_PROXY:
        named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if named:
            return named
    return request.META.get("REMOTE_ADDR", "")


def client_network(request: HttpRequest) -> str:
    """Return what counts as one client: the address of IPv4, or the /64 of IPv6.

    What is no address is returned as it is.
    """
    address = client_address(request)
    try:
        client = ip_address(address)
    except ValueError:
        return address
    client = getattr(client, "ipv4_mapped", None) or client
    return str(ip_network((int(client), _BITS[client.version]), strict=False))
