"""Email servers that fail."""

from smtplib import SMTPRecipientsRefused
from typing import Any

from django.core.mail.backends import locmem

ONE_BROKEN_ADDRESS = f"{__name__}.OneBrokenAddress"
NO_SERVER = f"{__name__}.NoServer"
WORKING = "django.core.mail.backends.locmem.EmailBackend"


class OneBrokenAddress(locmem.EmailBackend):
    """An email server that refuses the address broken@example.org."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if "broken@example.org" in message.to:
                raise SMTPRecipientsRefused({"broken@example.org": (550, b"No such user")})
        return super().send_messages(messages)


class NoServer(locmem.EmailBackend):
    """An email server that is not there."""

    def open(self) -> bool:
        raise ConnectionRefusedError("nobody listens")
