"""Addresses of films, in the form in which readers open them."""

import re
from urllib.parse import parse_qs, urlsplit

from core.body.videos import video_provider

_YOUTUBE = {"youtube.com", "youtube-nocookie.com", "m.youtube.com", "youtu.be"}
_ID = re.compile(r"[\w-]{6,20}")
_PLAYER = re.compile(r"/(?:embed|v|shorts|live)/([\w-]+)")
_VIMEO_PLAYER = re.compile(r"/video/(\d+)")
_ARCHIVE_PLAYER = re.compile(r"/embed/([\w.-]+)")


def watch_address(address: str) -> str | None:
    """Return the address at which a film is watched; None if it is none that may be linked to.

    >>> watch_address("//www.youtube.com/embed/abcdefghijk?rel=0")
    'https://www.youtube.com/watch?v=abcdefghijk'
    """
    written = address.strip()
    written = f"https:{written}" if written.startswith("//") else written
    written = re.sub(r"^http:", "https:", written, flags=re.IGNORECASE)
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    found = _watched(host, parts.path, parts.query) or written
    return found if video_provider(found) else None


def _watched(host: str, path: str, query: str) -> str | None:
    if host in _YOUTUBE:
        return _youtube(host, path, query)
    if host == "player.vimeo.com" and (found := _VIMEO_PLAYER.match(path)):
        return f"https://vimeo.com/{found[1]}"
    if host == "archive.org" and (found := _ARCHIVE_PLAYER.match(path)):
        return f"https://archive.org/details/{found[1]}"
    if host == "facebook.com" and path.startswith("/plugins/"):
        return (parse_qs(query).get("href") or [""])[0].replace("http:", "https:", 1) or None
    return None


def _youtube(host: str, path: str, query: str) -> str | None:
    values = parse_qs(query)
    found = _PLAYER.match(path)
    if found and found[1] == "videoseries" and values.get("list"):
        return f"https://www.youtube.com/playlist?list={values['list'][0]}"
    film = found[1] if found else path.strip("/") if host == "youtu.be" else ""
    film = film or (values.get("v") or [""])[0]
    return f"https://www.youtube.com/watch?v={film}" if _ID.fullmatch(film) else None
