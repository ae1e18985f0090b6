"""Onion addresses of version 3: 56 characters that hold a key and its checksum."""

import binascii
import hashlib
import re
from base64 import b32decode

_FORM = re.compile(r"(?:https?://)?([a-z2-7]{56}\.onion)/?")
_VERSION = b"\x03"


def read_onion(text: str) -> str:
    """Return the host of an onion address; raise ValueError for what is none, or was mistyped."""
    found = _FORM.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(text)
    host = found[1]
    try:
        decoded = b32decode(host.removesuffix(".onion").upper())
    except binascii.Error as error:
        raise ValueError(text) from error
    key, checksum, version = decoded[:32], decoded[32:34], decoded[34:]
    expected = hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2]
    if version != _VERSION or checksum != expected:
        raise ValueError(text)
    return host
