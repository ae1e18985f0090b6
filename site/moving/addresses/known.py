"""Which request or address is one of the old sites', by the setting OLD_SITES."""

from functools import lru_cache
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest

from core.addresses.hosts import ascii_host
from moving.addresses.sites import Place, Sites, bare_host, with_port


def old_sites() -> Sites:
    """Return the old sites that the settings name."""
    return _sites(tuple(settings.OLD_SITES.items()))


@lru_cache(maxsize=4)
def _sites(named: tuple[tuple[str, tuple[str, ...]], ...]) -> Sites:
    sites = Sites()
    for site, addresses in named:
        for address in addresses:
            sites.add(site, address)
    return sites


def old_host(request: HttpRequest) -> str:
    """Return the host of an old site that a request asks, as `Sites` compares it, or ""."""
    try:
        parts = urlsplit(f"//{request.META.get('HTTP_HOST', '')}")
        name, port = ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    sent = with_port(name, port)
    # An old site may have been at www. in front of this site's own name.
    if sent in _own_hosts() or parts.path or parts.query or "@" in parts.netloc:
        return ""
    host = with_port(bare_host(name), port)
    return host if old_sites().has_host(host) else ""


def place_asked_for(host: str, request: HttpRequest) -> Place | None:
    """Return the place of an old site that a request asks for; None below no site."""
    # Django has decoded the path, and `normal` decodes it.
    return old_sites().at(host, quote(request.path_info), request.META.get("QUERY_STRING", ""))


def place_of(address: str) -> Place | None:
    """Return the place that an address, absolute or without its scheme, has on an old site."""
    if not settings.OLD_SITES:
        return None
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host = with_port(ascii_host(parts.hostname or ""), parts.port)
        if "@" in parts.netloc or host in _own_hosts():
            return None
        return old_sites().place(parts.geturl())
    except ValueError:
        return None


def _own_hosts() -> set[str]:
    base = urlsplit(settings.BASE_URL)
    return {with_port(base.hostname or "", base.port), *settings.ALLOWED_HOSTS}
