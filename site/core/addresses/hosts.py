"""Names of hosts as browsers send them: Arabic letters in Punycode (RFC 5891, UTS 46).

    as people write it   https://مبادرة.example:443/
    as it is sent        https://xn--mgbbexk0j.example

Needs no settings, so that these can be read with it.
"""

import re
from urllib.parse import urlsplit

import idna

# What the pages of the web are asked by, with the usual port.
PORTS = {"http": 80, "https": 443}
_SENT = re.compile(r"[a-z0-9_.-]+|\[[0-9a-f:.]+\]")


def ascii_host(host: str) -> str:
    """Return the name of a host as browsers send it; raise ValueError if there is no such name.

    >>> ascii_host("Web_1.Example.")
    'web_1.example'
    """
    # Names in ASCII may be local ones, which IDNA would refuse: web_1, for example.
    sent = host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    return sent.rstrip(".")


def read_origin(text: str) -> str:
    """Return scheme, host and port of an address as browsers send them in `Origin`.

    Raises ValueError where there is anything else, such as a path or a user's name.
    """
    parts = urlsplit(text.strip().rstrip("/"))
    if parts.scheme not in PORTS or parts.path or parts.query or parts.fragment:
        raise ValueError("it must be a scheme and a host, such as https://example.org")
    if "@" in parts.netloc or not parts.hostname:
        raise ValueError("after the scheme it must name a host, without user or password")
    host = ascii_host(parts.hostname)
    host = f"[{host}]" if ":" in host else host
    if not _SENT.fullmatch(host):
        raise ValueError(f"“{parts.hostname}” is not the name of a host")
    is_usual = parts.port in {None, PORTS[parts.scheme]}
    return f"{parts.scheme}://{host}" + ("" if is_usual else f":{parts.port}")
