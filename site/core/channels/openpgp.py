"""A public key of OpenPGP as text (RFC 9580, §6): checked, and written in one form.

Whoever exports a key by mistake exports the secret one, and a key may hold a photograph. Both are
refused. Comments that programs write beside the key are left out.
"""

import binascii
import hashlib
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_NAME = "PGP PUBLIC KEY BLOCK"
_BLOCK = re.compile(rf"-----BEGIN {_NAME}-----\n(.*?)\n?-----END {_NAME}-----", re.DOTALL)
_HEADER = re.compile(r"[A-Za-z]+: .*")
_CHECKSUM = re.compile(r"=[A-Za-z0-9+/]{4}")
_LINE = 64
LONGEST = 60_000  # characters

_PUBLIC, _SECRET = 6, {5, 7}
_PHOTOGRAPH = 17
# Signatures, markers, names, public subkeys, padding.
_OTHERS = {2, 10, 13, 14, 21}


class Fault(Enum):
    """Why a text is not taken as a public key."""

    NO_KEY = "no key"
    SECRET = "secret"  # noqa: S105 - a kind of key
    PHOTOGRAPH = "photograph"


class NotAPublicKeyError(ValueError):
    """A text that is not taken; its one argument is the fault."""


@dataclass(frozen=True)
class PublicKey:
    """A key: `text` is its armour without comments, `fingerprint` hexadecimal in capitals."""

    text: str
    fingerprint: str

    @property
    def grouped(self) -> str:
        """The fingerprint as people compare it, in groups of four."""
        groups = [self.fingerprint[start : start + 4] for start in range(0, 64, 4)]
        return " ".join(filter(None, groups))


def read_public_key(text: str) -> PublicKey:
    """Return the one public key that a text holds; raise NotAPublicKeyError for anything else."""
    text = "\n".join(line.strip() for line in text.strip().splitlines())
    if "PGP PRIVATE KEY" in text or "PGP SECRET KEY" in text:
        raise NotAPublicKeyError(Fault.SECRET)
    block = _BLOCK.fullmatch(text)
    if block is None or len(text) > LONGEST:
        raise NotAPublicKeyError(Fault.NO_KEY)
    content = _content(block[1])
    try:
        packets = list(_packets(content))
    except IndexError as error:
        raise NotAPublicKeyError(Fault.NO_KEY) from error
    _check_kinds([tag for tag, _body in packets])
    return PublicKey(_armoured(content), _fingerprint(packets[0][1]))


def _content(inside: str) -> bytes:
    lines = [line for line in inside.splitlines() if line and not _HEADER.fullmatch(line)]
    checksum = lines.pop() if lines and _CHECKSUM.fullmatch(lines[-1]) else ""
    try:
        content = b64decode("".join(lines), validate=True)
    except binascii.Error as error:
        raise NotAPublicKeyError(Fault.NO_KEY) from error
    if checksum and checksum != _checksum(content):
        raise NotAPublicKeyError(Fault.NO_KEY)
    return content


def _packets(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each packet (RFC 9580, §4.2); raise IndexError where one is cut."""
    at = 0
    while at < len(content):
        first = content[at]
        if not first & 0x80:
            raise IndexError
        is_new = bool(first & 0x40)
        tag = first & 0x3F if is_new else first >> 2 & 0x0F
        start, length = (_new_length if is_new else _old_length)(content, at)
        at = start + length
        if at > len(content):
            raise IndexError
        yield tag, content[start:at]


def _new_length(content: bytes, at: int) -> tuple[int, int]:
    first = content[at + 1]
    if first < 192:
        return at + 2, first
    if first < 224:
        return at + 3, (first - 192 << 8) + content[at + 2] + 192
    if first < 255:  # in parts, which no key is
        raise IndexError
    return at + 6, int.from_bytes(content[at + 2 : at + 6])


def _old_length(content: bytes, at: int) -> tuple[int, int]:
    kind = content[at] & 3
    if kind == 3:  # to the end, which no key is
        raise IndexError
    size = 1 << kind
    return at + 1 + size, int.from_bytes(content[at + 1 : at + 1 + size])


def _check_kinds(tags: list[int]) -> None:
    if _SECRET & set(tags):
        raise NotAPublicKeyError(Fault.SECRET)
    if _PHOTOGRAPH in tags:
        raise NotAPublicKeyError(Fault.PHOTOGRAPH)
    if not tags or tags[0] != _PUBLIC or set(tags[1:]) - _OTHERS:
        raise NotAPublicKeyError(Fault.NO_KEY)


def _fingerprint(body: bytes) -> str:
    version = body[0] if body else 0
    if version == 4:
        # The standard's own digest of such keys; nothing is protected by it here.
        made = hashlib.sha1(b"\x99" + len(body).to_bytes(2) + body, usedforsecurity=False)
    elif version == 6:
        made = hashlib.sha256(b"\x9b" + len(body).to_bytes(4) + body)
    else:
        raise NotAPublicKeyError(Fault.NO_KEY)
    return made.hexdigest().upper()


def _armoured(content: bytes) -> str:
    coded = b64encode(content).decode()
    lines = [coded[start : start + _LINE] for start in range(0, len(coded), _LINE)]
    head, foot = f"-----BEGIN {_NAME}-----", f"-----END {_NAME}-----"
    return "\n".join([head, "", *lines, _checksum(content), foot, ""])


def _checksum(content: bytes) -> str:
    """Return the line with the CRC-24, which older programs want."""
    crc = 0xB704CE
    for byte in content:
        crc ^= byte << 16
        for _bit in range(8):
            crc <<= 1
            if crc & 0x1000000:
                crc ^= 0x1864CFB
    return "=" + b64encode(crc.to_bytes(3)).decode()
