"""Which format a file is by its content; only for text does its name matter."""

import re
from pathlib import PurePosixPath
from typing import BinaryIO

from core.media.cleaning import Refused
from core.media.documents import kinds
from core.media.documents.archive import is_zip, kind_of_archive

_START = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted file of Office is an OLE container with a stream of this name, in UTF-16.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# Text formats that programs and browsers run or open as something else than text.
_OTHER_TEXT = re.compile(
    rb"\s*(\{\\rtf|%!|#!|<\?xml|<\?php|<!--|<!doctype|<(html|head|body|script|svg|iframe|object)\b)",
    re.IGNORECASE,
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(file: BinaryIO, name: str) -> str:
    """Return the code of the file's format; raises Refused if none of ours begins in this way."""
    file.seek(0)
    start = file.read(_START)
    if not start:
        raise Refused("empty")
    if start.startswith(b"%PDF-"):
        return kinds.PDF
    if is_zip(start):
        return kind_of_archive(file)
    if start.startswith(_OLE):
        file.seek(0)
        is_encrypted = _ENCRYPTED_PACKAGE in file.read()
        raise Refused("encrypted" if is_encrypted else "legacy")
    return _kind_of_text(start, name)


def _kind_of_text(start: bytes, name: str) -> str:
    plain = start
    for mark in _BYTE_ORDER_MARKS:
        plain = plain.removeprefix(mark)
    if b"%PDF-" in start or _OTHER_TEXT.match(plain.replace(b"\0", b"")):
        raise Refused("not_accepted")
    if _BINARY.search(start) and not start.startswith(_WIDE_MARKS):
        raise Refused("not_accepted")
    is_separated = PurePosixPath(name).suffix.lower() == ".csv"
    return kinds.CSV if is_separated else kinds.TXT
