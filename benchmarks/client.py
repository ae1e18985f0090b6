"""Single requests, and the addresses of the pages of a list."""

import http.client
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from benchmarks.processes import BrokenError

TIMEOUT = 60


@dataclass(frozen=True)
class Answer:
    """A status, the headers with their names in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def send_request(
    url: str, headers: Mapping[str, str] | None = None, method: str = "GET", body: str = ""
) -> Answer:
    """Send one request; an error of the connection is raised. A `body` is that of a form."""
    parts = urlsplit(url)
    sent = dict(headers or {})
    if body:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT)
    try:
        connection.request(method, f"{parts.path}?{parts.query}", body or None, sent)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, found, response.read())
    finally:
        connection.close()


def get_ok(url: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Send one GET request; raise BrokenError for any answer but 200."""
    answer = send_request(url, headers)
    if answer.status != http.client.OK:
        raise BrokenError(f"{url} answered {answer.status}: {answer.body[:500]!r}")
    return answer


def page_address(first: str, number: int, size: int) -> str:
    """Return the address of a page of a list by following `next` in strides of five pages.

    `number` counts from 1 and is one more than a multiple of five; `size` is the entries of a page.
    """
    stride = 5
    address = f"{first}&limit={size * stride}"
    for _stride in range((number - 1) // stride):
        address = get_ok(address).json["next"]
        if address is None:
            raise BrokenError(f"{first} ends before page {number}")
    return address.replace(f"limit={size * stride}", f"limit={size}")
