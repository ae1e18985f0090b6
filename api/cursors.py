"""Cursors: where a page of a list begins, signed and good for that list alone."""

import base64
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from api.problems import Fault, bad_parameters


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
        return _signer(scope).sign(base64.urlsafe_b64encode(content).rstrip(b"=").decode())


def read_cursor(text: str, scope: str) -> Cursor:
    """Return the cursor in `text`; a Problem is raised if we did not make it for this list."""
    try:
        payload = _signer(scope).unsign(text)
    except BadSignature as error:
        message = _("This cursor was not made for this list. Start without one.")
        raise bad_parameters([Fault("cursor", "invalid_cursor", message)]) from error
    is_backward, *position = orjson.loads(base64.urlsafe_b64decode(payload + "=" * 3))
    return Cursor(tuple(position), bool(is_backward))


def _signer(scope: str) -> Signer:
    return Signer(sep=".", salt=f"api.cursor:{scope}")
