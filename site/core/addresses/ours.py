"""Which links lead to this site, however they are written: read as browsers read them."""

import posixpath
import re
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host
from django.urls import Resolver404, resolve
from django.utils import translation

from core.addresses.base import uri
from core.addresses.hosts import PORTS, ascii_host
from core.language.languages import current_language, language_of_path

PAGES = "wagtail_serve"

# Browsers remove these wherever they are in an address.
_UNSEEN = re.compile(r"[\t\n\r]")
_AROUND = "".join(map(chr, range(0x21)))
_BEGINNING = re.compile(r"(https?):[/\\]{2,}", re.IGNORECASE)
_PATH = re.compile(r"[^?#]*")


@dataclass(frozen=True)
class OwnAddress:
    """An address of this site.

    `path` is decoded, without its last slash; `written` is the path as it was written; `tail` is
    the query and the fragment. Both are percent-encoded.
    """

    path: str
    written: str
    tail: str
    is_absolute: bool


def as_browsers_read(address: str) -> str:
    """Return an address with the mistakes corrected that browsers correct.

    >>> as_browsers_read(" HTTPS:\\\\\\\\example.org\\\\a?b ")
    'https://example.org/a?b'
    """
    text = _UNSEEN.sub("", address).strip(_AROUND)
    if text.startswith(("/", "\\")) or _BEGINNING.match(text):
        text = _PATH.sub(lambda match: match[0].replace("\\", "/"), text, count=1)
    return _BEGINNING.sub(lambda match: f"{match[1].lower()}://", text, count=1)


def own_address(address: str) -> OwnAddress | None:
    """Return the parts of an address of this site, absolute or root-relative; None for any other.

    Raises ValueError if it cannot be parsed, because its brackets or its port are invalid.

    >>> own_address("/ar/%D9%87%D9%8A%D8%AA/#x").path
    '/ar/هيت'
    """
    parts = urlsplit(as_browsers_read(address))
    if not _is_ours(parts):
        return None
    # PostgreSQL refuses NUL even in a query.
    path = unquote(parts.path).replace("\x00", "\ufffd")
    bare = ("/" + posixpath.normpath(path or "/").strip("/")).rstrip("/")
    query = f"?{uri(parts.query)}" if parts.query else ""
    fragment = f"#{uri(parts.fragment)}" if parts.fragment else ""
    # One slash: without the host in front of them, two would lead to another one.
    written = "/" + uri(parts.path).lstrip("/")
    return OwnAddress(bare, written, query + fragment, bool(parts.netloc))


def view_at(path: str) -> str | None:
    """Return the name of the view that answers at a decoded path of ours; None where none does.

    The view of pages is `PAGES`, whether there is a page at the path or not.
    """
    with translation.override(language_of_path(path) or current_language()):
        for form in (path, f"{path}/"):
            try:
                return resolve(form).view_name or ""
            except Resolver404:
                continue
    return None


def _is_ours(parts: SplitResult) -> bool:
    if not parts.netloc:
        return not parts.scheme and parts.path.startswith("/")
    return is_own_host(parts)


def is_own_host(parts: SplitResult) -> bool:
    """Whether the site answers at a host, by its own name or by an alternative one.

    http and https have the same pages.
    """
    base = urlsplit(settings.BASE_URL)
    scheme = parts.scheme or base.scheme
    if scheme not in PORTS or _port(parts, scheme) != _port(base, base.scheme):
        return False
    others = (name for name in settings.ALLOWED_HOSTS if name != "*")
    names = [_ascii(name) for name in (base.hostname or "", *others)]
    return validate_host(_ascii(unquote(parts.hostname or "")), names)


def _ascii(host: str) -> str:
    with suppress(UnicodeError):  # what is no host's name is compared as it is
        return ascii_host(host)
    return host.rstrip(".").lower()


def _port(parts: SplitResult, scheme: str) -> int | None:
    return None if parts.port in {None, PORTS[scheme]} else parts.port
