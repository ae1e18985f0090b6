"""Feeds of the old sites, which lead to feeds here: who follows one has no use for a page."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from core.addresses.feeds import ATOM, RSS

_ENDING = re.compile(r"/feed(?:/(\w+))?/*$", re.IGNORECASE)
_OF_SITE = re.compile(
    r"/(?:feed(?:/\w+)?|(?:wp-)?(?:rss2?|rdf|atom|feed)(?:\.php)?)", re.IGNORECASE
)


class OldFeed(NamedTuple):
    """A feed: its format here, and whether it was one of the whole site's stories."""

    form: str
    is_of_site: bool


def feed_of(address: str, path: str, query: str) -> OldFeed | None:
    """Return the feed that is asked for, given an address as `normal` writes it and as it came."""
    is_of_site = bool(_OF_SITE.fullmatch(address))
    ending = _ENDING.search(unquote(path))
    kind = next((value for name, value in parse_qsl(query) if name == "feed"), "")
    if not (is_of_site or ending or kind):
        return None
    named = f"{kind} {ending[1] if ending else ''} {address if is_of_site else ''}"
    return OldFeed(ATOM if "atom" in named.lower() else RSS, is_of_site or address == "/")
