"""Codes of apps, as RFC 6238 defines them. Without Django, which scripts need not wait for."""

import base64
import hmac

PERIOD, DIGITS = 30, 6  # seconds that a code is shown


def code_of(secret: str, step: int) -> str:
    """Return the code of an app with a secret (base32) in a time step of 30 seconds."""
    key = base64.b32decode(secret, casefold=True)
    digest = hmac.digest(key, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"
