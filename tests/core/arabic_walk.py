"""A walk through the CMS by its links, for each role, and by the addresses of its URL map."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.test import Client
from django.urls import Resolver404, resolve
from wagtail.users.models import UserProfile

from tests import factories
from tests.core.visible_text import read

_LIMIT = 1500
_IGNORED = re.compile(
    r"/admin/(?:logout|sprite|jsi18n|localize/jsi18n|api|failwhale|guides/pictures)"
)


@dataclass(frozen=True)
class Screen:
    """What was answered at an address."""

    address: str
    status: int
    texts: tuple[str, ...]


def walker(role: str) -> Client:
    """Return a browser in which somebody whose CMS is in Arabic has signed in."""
    user = factories.make_user(role, first_name="سارة", last_name="علي")
    UserProfile.objects.create(user=user, preferred_language="ar")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def walk(client: Client, seeds: Iterable[str]) -> Iterator[Screen]:
    """Ask at the seeds and follow all links, each kind of address once."""
    waiting = deque(seeds)
    known, asked = set(waiting), set[Any]()
    while waiting:
        address = waiting.popleft()
        kind = kind_of(address)
        if kind is None or kind in asked:
            continue
        asked.add(kind)
        screen, links = ask(client, address)
        yield screen
        found = [link for link in links if link not in known]
        known.update(found)
        waiting.extend(found)
        assert len(known) < _LIMIT * 10, "The walk does not end."


def kind_of(address: str) -> Any:
    """Return what distinguishes one screen from others of its kind, or None if it is none."""
    path, _mark, query = address.partition("?")
    if not path.startswith("/admin/") or _IGNORED.match(path):
        return None
    try:
        found = resolve(unquote(path))
    except Resolver404:
        return None
    names = [value for value in found.kwargs.values() if not str(value).isdecimal()]
    return found.route, tuple(map(str, names)), query.startswith("p=")


def ask(client: Client, address: str) -> tuple[Screen, list[str]]:
    response: Any = client.get(address)
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not ("html" in kind or "json" in kind):
        return Screen(address, response.status_code, ()), []
    text = response.content.decode()
    if "json" in kind:
        answer = response.json()
        text = str(answer.get("html", "")) if isinstance(answer, dict) else ""
    page = read(text)
    return Screen(address, response.status_code, tuple(page.texts)), [
        link.partition("#")[0] for link in page.links
    ]
