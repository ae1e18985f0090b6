"""What a client accepts, by its Accept headers (RFC 9110, §12.4 and §12.5)."""

from core.addresses.feeds import MEDIA_TYPES
from core.caching.accepted import weights

# Readers of feeds send an Accept that names no feed, or one that names another format.
CHOSEN_BY_ADDRESS = frozenset(MEDIA_TYPES.values())


def takes(header: str, media_type: str) -> bool:
    """Whether an Accept header takes a media type: the most specific range that fits decides."""
    found = weights(header)
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((found[name] > 0 for name in ranges if name in found), False)
