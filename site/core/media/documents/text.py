"""Plain text and comma-separated values: stored as UTF-8, without anything that is computed."""

import codecs
import csv
import io
import re
from typing import BinaryIO

from core.media.cleaning import Refused
from core.media.documents import kinds
from core.media.documents.report import Report

# What Excel wrote in Arabic before it wrote UTF-8; each of its 256 bytes is a letter.
_OLD_ARABIC = "cp1256"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"<\s*(script|iframe|object|embed|svg|html)\b", re.IGNORECASE)
# How a cell begins that a program may compute; with "=" it always does.
_EQUALS, _SIGNS = ("=", "＝"), ("+", "-", "@", "＋", "－", "＠")
# What is computed behind a sign: a function, at the beginning or within; one that fetches,
# wherever it is; a cell of another file. A remark such as "- two item(s)" is none of them.
_FUNCTION = re.compile(r"(?:^.|[-+*/&^(,;=<>:{＋－＝])\s*[A-Za-z_.]\w*\s*\(")
_FETCHING = re.compile(
    r"\b(?:call|dde|exec|filterxml|hyperlink|image|import\w+|register|rtd|webservice)\s*\(",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"['\]\w]!\$?[A-Za-z]")
# With such a first line a file itself sets by what its values are separated.
_OWN_SEPARATOR = re.compile(r"\s*\"?sep=([^\s\"])", re.IGNORECASE)
_LONGEST_CELL = 1_000_000
_SEPARATORS = (",", ";", "\t")


def clean(file: BinaryIO, output: BinaryIO, report: Report, kind: str) -> None:
    """Write the text as UTF-8; raises Refused for what is no text, and for computed cells."""
    content = _decoded(file.read())
    if _CONTROLS.search(content):
        raise Refused("not_accepted")
    if _MARKUP.search(content):
        raise Refused("script")
    if kind == kinds.CSV:
        _refuse_computed(content)
    # Excel takes separated values without the mark for Latin letters.
    mark = codecs.BOM_UTF8 if kind == kinds.CSV else b""
    output.write(mark + content.encode("utf-8"))


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", _OLD_ARABIC]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("not_accepted")


def _refuse_computed(content: str) -> None:
    """Refuse cells that a program would compute, whichever of the usual separators is meant."""
    csv.field_size_limit(_LONGEST_CELL)
    own = _OWN_SEPARATOR.match(content)
    for separator in {*_SEPARATORS, *(own.groups() if own else ())}:
        try:
            rows = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
            if any(_is_computed(cell) for row in rows for cell in row):
                raise Refused("formula")
        except csv.Error as error:
            raise Refused("damaged") from error


def _is_computed(cell: str) -> bool:
    cell = cell.lstrip()
    if not cell.startswith(_SIGNS):
        return cell.startswith(_EQUALS)
    is_command = "!" in cell.partition("|")[2]
    return is_command or any(each.search(cell) for each in (_FUNCTION, _FETCHING, _ELSEWHERE))
