"""Addresses of the old sites as the setting OLD_SITES names them. Needs no settings itself.

en=http://www.old.example|http://old.example,ar=http://ar.old.example
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from core.addresses.hosts import read_origin

# The addresses of each site, by the language that it is written in.
NamedSites = dict[str, tuple[str, ...]]


def read_old_sites(text: str, languages: Iterable[str], own: Iterable[str]) -> NamedSites:
    """Return the addresses that a setting names; raise ValueError for what it may not hold.

    `own` are this site's hosts, with their port where it is not the usual one: what belongs to
    them is answered by this site itself.
    """
    sites = dict(_sites(text, set(languages)))
    addresses = [address for each in sites.values() for address in each]
    places = [_place(address) for address in addresses]
    for address, (host, path) in zip(addresses, places, strict=True):
        if host in own:
            raise ValueError(f"{address} is an address of this site itself")
        if places.count((host, path)) > 1:
            raise ValueError(f"{address} is there twice")
    return sites


def _sites(text: str, languages: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    seen = set[str]()
    for entry in filter(None, (entry.strip() for entry in text.split(","))):
        site, _sign, addresses = (part.strip() for part in entry.partition("="))
        if site not in languages or not addresses:
            keys = " or ".join(f"{lang}=" for lang in sorted(languages))
            raise ValueError(f"{entry!r} must be {keys} and the addresses of that site, | between")
        if site in seen:
            raise ValueError(f"{site}= is there twice; write | between the addresses of a site")
        seen.add(site)
        yield site, tuple(_address(each) for each in addresses.split("|"))


def _address(text: str) -> str:
    """Return an address as browsers send it: scheme, host, and the folder of a site below one."""
    parts = urlsplit(text.strip())
    if parts.query or parts.fragment:
        raise ValueError(f"{text.strip()!r} must be a front page's address: http://old.example")
    try:
        origin = read_origin(f"{parts.scheme}://{parts.netloc}")
    except ValueError as error:
        raise ValueError(f"{text.strip()!r}: {error}") from error
    return origin + parts.path.rstrip("/")


def _place(address: str) -> tuple[str, str]:
    """Return host and path: the scheme of an old site does not matter."""
    parts = urlsplit(address)
    return parts.netloc, parts.path
