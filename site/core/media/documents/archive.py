"""Zip files as office programs write them: read strictly, and written anew from their parts.

Nothing of the old container remains: no comments, times, gaps, or parts behind its end.
"""

import re
import zipfile
from collections.abc import Iterable
from typing import BinaryIO

from core.media.cleaning import Refused
from core.media.documents import kinds

MEGABYTE = 2**20
MAX_PARTS = 4000
MAX_PART = 64 * MEGABYTE
MAX_TOTAL = 200 * MEGABYTE
MAX_RATIO = 1000  # honest sheets reach 100; deflate cannot exceed 1032
_SMALL = MEGABYTE  # a part up to this size may be packed as tightly as it likes
_FIRST = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_SIZE = 22
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TIME = (1980, 1, 1, 0, 0, 0)
_CHUNK = 2**16
# Names of letters, digits and a few signs, between single slashes.
_NAME = re.compile(r"(?:[^\x00-\x1f\\/:*?\"<>|]+/)*[^\x00-\x1f\\/:*?\"<>|]+")
_MACROS = re.compile(
    r"vbaproject|vbadata|(^|/)basic/|(^|/)dialogs/|(^|/)scripts/|macrosheets/", re.IGNORECASE
)


def is_zip(start: bytes) -> bool:
    return start.startswith((_FIRST, _END))


def kind_of_archive(file: BinaryIO) -> str:
    """Return which format an archive is by what is in it; raises Refused if it is none of ours."""
    with _opened(file) as archive:
        names = archive.namelist()
        if "mimetype" in names:
            kind = archive.open("mimetype").read(200).decode("ascii", "replace").strip()
            if kind not in kinds.ODF_KINDS:
                raise Refused("not_accepted")
            return kinds.ODF_KINDS[kind]
        if "[Content_Types].xml" in names:
            folders = {name.partition("/")[0] for name in names}
            for folder, code in (("word", kinds.DOCX), ("xl", kinds.XLSX), ("ppt", kinds.PPTX)):
                if folder in folders:
                    return code
    raise Refused("not_accepted")


def read(file: BinaryIO) -> dict[str, bytes]:
    """Return the parts of an archive by name.

    Raises Refused for names that leave the archive, names that are there twice, passwords, and
    more than the limits when unpacked.
    """
    with _opened(file) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_entries(entries)
        parts: dict[str, bytes] = {}
        total = 0
        for entry in entries:
            parts[entry.filename] = _unpacked(archive, entry)
            total += len(parts[entry.filename])
            if total > MAX_TOTAL:
                raise Refused("bomb")
    return parts


def write(output: BinaryIO, parts: Iterable[tuple[str, bytes]], stored: set[str]) -> None:
    """Write an archive with these parts in this order; those in `stored` are not packed."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def _opened(file: BinaryIO) -> zipfile.ZipFile:
    _check_ends(file)
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused("damaged") from error


def _check_ends(file: BinaryIO) -> None:
    """Refuse what is something else as well: data before the first part or behind the end."""
    file.seek(0)
    start = file.read(4)
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE))
    end = file.read()
    if start != _FIRST or not end.startswith(_END):
        raise Refused("polyglot")
    file.seek(0)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > MAX_PARTS:
        raise Refused("bomb")
    if len({name.lower() for name in names}) != len(names):
        raise Refused("bad_names")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise Refused("bomb")


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if not _NAME.fullmatch(entry.orig_filename) or ".." in entry.filename.split("/"):
        raise Refused("bad_names")
    if _MACROS.search(entry.filename):
        raise Refused("macros")
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("encrypted")
    if entry.compress_type not in _METHODS:
        raise Refused("damaged")
    is_packed_tightly = entry.file_size > MAX_RATIO * max(1, entry.compress_size)
    if entry.file_size > MAX_PART or (is_packed_tightly and entry.file_size > _SMALL):
        raise Refused("bomb")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part; what the archive states of its size is not believed."""
    content = bytearray()
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                content += chunk
                if len(content) > entry.file_size or len(content) > MAX_PART:
                    raise Refused("bomb")
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise Refused("damaged") from error
    return bytes(content)
