"""One request to a partner's server.

It goes to an address that was checked, under the name of the host for TLS and `Host`. Redirects
are not followed, proxies of the environment are not asked, and of the answer little is read. After
`TOTAL` seconds the connection is cut, however slowly the server goes on answering.
"""

import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from django.conf import settings

from api.push.targets import Target, checked_addresses
from core.addresses.connections import CutOff, connected
from core.addresses.hosts import PORTS
from core.addresses.outside import ForbiddenAddressError, Resolver, UnknownHostError, resolved

TOTAL = 15.0
_MOST_READ = 1000
_MOST_SHOWN = 200


@dataclass(frozen=True)
class Answer:
    """What came of a request: an answer with a status, or a fault (a code) instead of one."""

    status: int | None = None
    text: str = ""
    retry_after: str = ""
    fault: str = ""

    @property
    def is_accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(
    target: Target, body: bytes, headers: Mapping[str, str], resolve: Resolver = resolved
) -> Answer:
    """Send `body` and return the answer; whatever goes wrong is a fault and not raised."""
    deadline = time.monotonic() + TOTAL
    try:
        addresses = checked_addresses(target, resolve)
        connection = connected(
            target.host, target.port, addresses, deadline, is_https=target.is_https
        )
    except ForbiddenAddressError:
        return Answer(fault="forbidden")
    except UnknownHostError:
        return Answer(fault="unknown_host")
    except ssl.SSLError:
        return Answer(fault="tls")
    except TimeoutError:
        return Answer(fault="timeout")
    except (OSError, ValueError):
        return Answer(fault="no_connection")
    try:
        return _asked(connection, target, body, headers, deadline)
    finally:
        connection.close()


def _asked(
    connection: HTTPConnection,
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    deadline: float,
) -> Answer:
    connection.sock.settimeout(TOTAL)
    cut_off = CutOff(connection.sock, deadline)
    try:
        with cut_off:
            connection.request("POST", target.path, body, {**_own_headers(target), **headers})
            response = connection.getresponse()
            if cut_off.is_cut:  # in the middle of the headers, which then seem to end
                return Answer(fault="timeout")
            return Answer(
                status=response.status,
                text=_beginning(response),
                retry_after=response.headers.get("Retry-After", "")[:60],
            )
    except TimeoutError:
        return Answer(fault="timeout")
    except (OSError, HTTPException, ValueError):
        return Answer(fault="timeout" if cut_off.is_cut else "broken")


def _own_headers(target: Target) -> dict[str, str]:
    port = "" if target.port == PORTS["https" if target.is_https else "http"] else f":{target.port}"
    host = f"[{target.host}]" if ":" in target.host else target.host
    return {
        "Host": f"{host}{port}",
        "Content-Type": "application/json",
        "User-Agent": f"{urlsplit(settings.BASE_URL).hostname} webhooks",
        "Connection": "close",
    }


def _beginning(response: HTTPResponse) -> str:
    """Return how the body begins, as one line of plain text; what cannot be read is left out."""
    with suppress(OSError, HTTPException, ValueError):
        text = response.read(_MOST_READ).decode(errors="replace")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_MOST_SHOWN]
    return ""
