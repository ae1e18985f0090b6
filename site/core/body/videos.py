"""Which videos may be linked to. Without Django, so that programs of their own may ask."""

import re
from urllib.parse import urlsplit

_SPACE = re.compile(r"\s")
# Who may host a video that a page links to. Nothing is embedded: readers choose to go there.
VIDEO_HOSTS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "archive.org": "Internet Archive",
    "facebook.com": "Facebook",
    "fb.watch": "Facebook",
}


def video_provider(address: str) -> str | None:
    """Return the name of the provider that hosts a video address, or None if it is not allowed."""
    try:
        parts = urlsplit(address)
    except ValueError:  # a draft may hold anything
        return None
    # Browsers read a backslash as a slash, so that what looks like the host may be user name.
    if "\\" in address or "@" in parts.netloc or ":" in parts.netloc or _SPACE.search(address):
        return None
    host = (parts.hostname or "").lower()
    for prefix in ("www.", "m.", "web."):
        host = host.removeprefix(prefix)
    return VIDEO_HOSTS.get(host) if parts.scheme == "https" else None
