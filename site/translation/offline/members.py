"""The files in an upload: read in memory, never written to a disk, within limits.

What an archive says of itself is not believed: each limit counts what is really read.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from core.refusals import RefusedError

LARGEST = 5 * 1024 * 1024  # bytes of an upload, and of one file in it
MOST = 500  # files in an archive
LARGEST_TOTAL = 40 * 1024 * 1024  # bytes of all files of an archive together
# Each entry of an archive's directory begins so; archivers add folders and files of their own.
_ENTRY = b"PK\x01\x02"
_MOST_ENTRIES = 3 * MOST
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_NAMED_IN_UTF8 = 0x800
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    OverflowError,  # a place in the file beyond all files
    RuntimeError,
    ValueError,
)
_SYSTEM_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Member:
    """One file of an upload: its name, and its bytes or why it is not read."""

    name: str
    data: bytes = b""
    fault: str = ""


def members_of(name: str, data: bytes) -> list[Member]:
    """Return the files in an upload, a PO file or an archive of them, in its order.

    Raises RefusedError, for people, if the whole upload cannot be used.
    """
    if len(data) > LARGEST:
        raise RefusedError(_larger())
    if not data:
        raise RefusedError(_("The file is empty."))
    if data.startswith(_ARCHIVES):
        return _unpacked(data)
    if name.lower().endswith(".zip"):
        raise RefusedError(_damaged())
    if not name.lower().endswith(".po"):
        raise RefusedError(_("Choose a file whose name ends in .po or .zip."))
    return [Member(_shown(name), data)]


def _damaged() -> str:
    return _("This is not a zip file, or it is damaged.")


def _shown(name: str) -> str:
    """Return a name as it can be shown and stored: on one line, and not endless."""
    return "".join(each if each.isprintable() else "\ufffd" for each in name)[:150]


def _unpacked(data: bytes) -> list[Member]:
    too_many = _("The zip file holds more than %(count)d files.") % {"count": MOST}
    if data.count(_ENTRY) > _MOST_ENTRIES:  # counted without reading the directory
        raise RefusedError(too_many)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
        raise RefusedError(_damaged()) from error
    infos = [info for info in archive.infolist() if not _is_noise(info)]
    if len(infos) > MOST:
        raise RefusedError(too_many)
    if sum(info.file_size for info in infos) > LARGEST_TOTAL:
        raise RefusedError(_too_large_together())
    if not infos:
        raise RefusedError(_("The zip file holds no PO files."))
    return list(_read_all(archive, infos))


def _too_large_together() -> str:
    return _("The files in the zip file are larger than %(limit)d MB together.") % {
        "limit": LARGEST_TOTAL // 1024 // 1024
    }


def _is_noise(info: zipfile.ZipInfo) -> bool:
    """Whether an archiver added this by itself: folders, and what systems keep in them."""
    last = PurePosixPath(info.filename).name
    is_system = last in _SYSTEM_FILES or last.startswith("._")
    is_folder = info.filename.endswith("/")
    return is_folder or info.filename.startswith("__MACOSX/") or is_system


def _read_all(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    names: set[str] = set()
    total = 0
    for info in infos:
        name = _name_of(info)
        fault = _fault_of(info, name)
        if not fault and name in names:
            fault = _("The zip file holds two files of this name; only the first is read.")
        names.add(name)
        member = Member(_shown(name), fault=fault) if fault else _read(archive, info, name)
        total += len(member.data)
        if total > LARGEST_TOTAL:
            raise RefusedError(_too_large_together())
        yield member


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return a name; some archivers write UTF-8 without saying so."""
    if info.flag_bits & _NAMED_IN_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _fault_of(info: zipfile.ZipInfo, name: str) -> str:
    """Return why a member is not read, or "" if it may be."""
    # zipfile turns backslashes and cuts at a NUL on some systems: the name as it was counts.
    written = info.orig_filename
    parts = PurePosixPath(name).parts
    if "\\" in written or "\x00" in written or name.startswith("/") or ".." in parts:
        return _("The name leads out of the zip file, so this file is not read.")
    if stat.S_ISLNK(info.external_attr >> 16):
        return _("This is a link to another file and not a file.")
    if name.lower().endswith(".zip"):
        return _("Zip files inside a zip file are not read.")
    if not name.lower().endswith(".po"):
        return _("Only files whose names end in .po are read.")
    if info.flag_bits & _ENCRYPTED:
        return _("The file is protected by a password. Pack it without one.")
    if info.compress_type not in _METHODS:
        return _("The file is packed in an unusual way. Pack it as an ordinary zip file.")
    return _larger() if info.file_size > LARGEST else ""


def _larger() -> str:
    return _("The file is larger than 5 MB.")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Member:
    try:
        with archive.open(info) as packed:
            data = packed.read(LARGEST + 1)
    except _UNREADABLE:
        return Member(_shown(name), fault=_("The file is damaged in the zip file."))
    return (
        Member(_shown(name), fault=_larger()) if len(data) > LARGEST else Member(_shown(name), data)
    )
