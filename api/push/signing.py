"""Secrets and keys of webhooks, and the headers that are made with them.

Each webhook has a secret for HMAC-SHA256 (`whsec_`), which its partner has too, and a key pair for
ed25519, of which the partner has the public key (`whpk_`). Both sign each message. For a day after
new ones were made the former sign too, so that a receiver can change over at its own time.
"""

import base64
import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import orjson
from django.utils import timezone

from api.push.models import Webhook
from core import encryption

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROTATION = timedelta(days=1)
_PURPOSE = "api.push"
_BYTES = 32


@dataclass(frozen=True, repr=False)
class Keys:
    """What one webhook signs with."""

    shared: bytes
    private: bytes

    @classmethod
    def new(cls) -> "Keys":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        private = Ed25519PrivateKey.generate().private_bytes_raw()
        return cls(secrets.token_bytes(_BYTES), private)

    @classmethod
    def read(cls, stored: str) -> "Keys":
        """Return stored keys; raise `encryption.UnreadableError` if DATA_KEY is another one."""
        shared, private = orjson.loads(encryption.decrypt(_PURPOSE, stored))
        return cls(base64.b64decode(shared), base64.b64decode(private))

    @property
    def stored(self) -> str:
        """The keys as the database has them."""
        both = [_base64(self.shared), _base64(self.private)]
        return encryption.encrypt(_PURPOSE, orjson.dumps(both).decode())

    @property
    def secret(self) -> str:
        """What the partner gets, once."""
        return f"whsec_{_base64(self.shared)}"

    @property
    def public_key(self) -> str:
        return f"whpk_{_base64(self._pair.public_key().public_bytes_raw())}"

    @property
    def _pair(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.private)

    def signatures(self, content: bytes) -> tuple[str, str]:
        digest = hmac.new(self.shared, content, hashlib.sha256).digest()
        return f"v1,{_base64(digest)}", f"v1a,{_base64(self._pair.sign(content))}"


def give_keys(webhook: Webhook) -> Keys:
    """Give a webhook new keys, without saving it; those that it had sign for another day."""
    keys = Keys.new()
    if webhook.keys:
        webhook.former_keys, webhook.former_until = webhook.keys, timezone.now() + ROTATION
    webhook.keys = keys.stored
    return keys


def headers(webhook: Webhook, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the headers of a message that is sent now.

    Raises `encryption.UnreadableError`.
    """
    moment = str(int(now.timestamp()))
    content = b".".join((message_id.encode(), moment.encode(), body))
    made = (each for keys in keys_of(webhook, now) for each in keys.signatures(content))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(made),
    }


def keys_of(webhook: Webhook, now: datetime) -> list[Keys]:
    """Return the keys that sign now, the newest first.

    Raises `encryption.UnreadableError` without a newest; a former one is then left out.
    """
    found = [Keys.read(webhook.keys)]
    if webhook.former_until is not None and webhook.former_until > now:
        with suppress(encryption.UnreadableError):
            found.append(Keys.read(webhook.former_keys))
    return found


def public_keys(webhook: Webhook) -> list[str]:
    """Return the public keys that sign now, the newest first; none if they cannot be read."""
    try:
        return [keys.public_key for keys in keys_of(webhook, timezone.now())]
    except encryption.UnreadableError:
        return []


def new_message_id() -> str:
    return f"msg_{secrets.token_hex(16)}"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
