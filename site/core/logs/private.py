"""What no log may contain: titles, addresses of people, links that open an account.

Logs are copied, kept and sent to others. Messages of exceptions quote what somebody typed, so that
only those about the code itself are kept.
"""

import re
import traceback
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import ip_address, ip_network

from django.core.exceptions import ImproperlyConfigured
from django.template import TemplateDoesNotExist, TemplateSyntaxError

# Their messages name code, settings and templates.
_ABOUT_CODE = (
    AttributeError, ImportError, ImproperlyConfigured, IndexError, MemoryError, NameError,
    NotImplementedError, RecursionError, TemplateDoesNotExist, TemplateSyntaxError, TypeError,
)  # fmt: skip
# From the beginning of a word alone: otherwise a long one is read anew from each of its letters.
_EMAIL = re.compile(r"(?<![^\s<>\"'(),;:])[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+")
# The rest of an address after its path: searches, tokens of previews.
_QUERY = re.compile(r"\?[^\s\"'<>]*")
# The one-time part of links that set a password or open an account, in whatever address.
_ONE_TIME = re.compile(r"/[^\s/]*(?:[A-Za-z0-9]+-[0-9a-f]{32,}|[A-Za-z0-9_-]{40,})[^\s\"'<>]*")
# How much of a client's address is kept: enough to see one network among others.
_KEPT_BITS = {4: 24, 6: 48}
LONGEST_MESSAGE = 4_000  # in characters


def bounded(text: str, most: int) -> str:
    """Return a text, or, if it has more than `most` characters, its beginning and its end.

    Words are not cut: half an e-mail address would not be seen to be one.
    """
    if len(text) <= most:
        return text
    start, end = text[: most * 3 // 4], text[-most // 4 :]
    start, end = start.rpartition(" ")[0], end.partition(" ")[2]
    left_out = len(text) - len(start) - len(end)
    return f"{start}\n[… {left_out} characters …]\n{end}"


def scrubbed(text: str) -> str:
    """Return a message without e-mail addresses, queries of addresses, and one-time links."""
    text = bounded(text, LONGEST_MESSAGE)
    for pattern, instead in ((_EMAIL, "[e-mail]"), (_ONE_TIME, "/[token]"), (_QUERY, "?[query]")):
        text = pattern.sub(instead, text)
    return text


@lru_cache(maxsize=1024)
def network_of(address: str) -> str:
    """Return the network of a client's address: the /24 of IPv4, the /48 of IPv6; else nothing."""
    try:
        client = ip_address(address)
    except ValueError:
        return ""
    client = getattr(client, "ipv4_mapped", None) or client
    return str(ip_network(f"{client}/{_KEPT_BITS[client.version]}", strict=False))


def described(error: BaseException) -> str:
    """Return the class of an exception, with its message if that is about code alone."""
    name = type(error).__qualname__
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    if state := getattr(error.__cause__ or error, "sqlstate", None):
        return f"{name}: SQLSTATE {state}"
    if isinstance(error, _ABOUT_CODE):
        return f"{name}: {scrubbed(str(error))}"
    if isinstance(error, KeyError) and error.args and str(error.args[0]).isidentifier():
        return f"{name}: {error.args[0]!r}" if str(error.args[0]).isascii() else name
    return name


def described_with_places(error: BaseException) -> str:
    """Return an exception and those that led to it, the first one first, with their places."""
    parts = []
    for one in reversed(list(_led_by(error))):
        parts += traceback.format_tb(one.__traceback__)
        parts.append(f"{described(one)}\n")
    return "".join(parts).rstrip()


def _led_by(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
