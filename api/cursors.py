"""Cursors: where a page of a list begins, opaque, signed and good for that list alone."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from api.problems import Fault, bad_parameters

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SIGNATURE = 15


def microseconds_of(moment: datetime) -> int:
    """Return a moment as cursors hold it: exact and short."""
    return (moment - EPOCH) // _MICROSECOND


def moment_at(microseconds: int) -> datetime:
    """Return the moment that a cursor holds."""
    return EPOCH + microseconds * _MICROSECOND


@dataclass(frozen=True)
class Cursor:
    """The place beside which a page lies: after it, or before it where `is_backward`.

    `position` is the sort key of an entry, as JSON values.
    """

    position: tuple[Any, ...]
    is_backward: bool = False

    def signed(self, scope: str) -> str:
        """Return the text of the cursor for the list that `scope` describes."""
        content = orjson.dumps([int(self.is_backward), *self.position])
        signature = _signature(content, scope, settings.SECRET_KEY)
        hidden = _hidden(content, signature, settings.SECRET_KEY)
        return base64.urlsafe_b64encode(signature + hidden).rstrip(b"=").decode()


def read_cursor(text: str, scope: str) -> Cursor:
    """Return the cursor in `text`; a Problem is raised if we did not make it for this list."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        content = _content(text, scope, secret)
        if content is not None:
            is_backward, *position = orjson.loads(content)
            return Cursor(tuple(position), bool(is_backward))
    message = _("This cursor was not made for this list. Start without one.")
    raise bad_parameters([Fault("cursor", "invalid_cursor", message)])


def _content(text: str, scope: str, secret: str) -> bytes | None:
    try:
        whole = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    signature, hidden = whole[:_SIGNATURE], whole[_SIGNATURE:]
    content = _hidden(hidden, signature, secret)
    is_ours = hmac.compare_digest(signature, _signature(content, scope, secret))
    # Characters beyond the last whole byte may differ and decode to the same.
    is_exact = base64.urlsafe_b64encode(whole).rstrip(b"=") == text.encode()
    return content if is_ours and is_exact else None


def _signature(content: bytes, scope: str, secret: str) -> bytes:
    """Return what only we can add to a content; Django's Signer takes ten times as long."""
    return hmac.digest(_key(secret), scope.encode() + b"\n" + content, "sha256")[:_SIGNATURE]


def _hidden(content: bytes, signature: bytes, secret: str) -> bytes:
    """Return the content made unreadable, or an unreadable one as it was.

    Positions in a list hold numbers of our database, which are not public. Each signature has a
    stream of its own.
    """
    stream = hashlib.shake_256(_key(secret) + signature).digest(len(content))
    return bytes(a ^ b for a, b in zip(content, stream, strict=True))


@cache
def _key(secret: str) -> bytes:
    return hashlib.sha256(f"api.cursor {secret}".encode()).digest()
