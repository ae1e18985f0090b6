"""Asking servers on this machine, never through the proxy that the environment may name."""

import urllib.request

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetched(address: str, timeout: int = 60) -> bytes:
    """Return what is at an address; an error is raised for whatever is not 200."""
    with _OPENER.open(address, timeout=timeout) as answer:
        return bytes(answer.read())


def text_at(address: str) -> str:
    return fetched(address).decode()
