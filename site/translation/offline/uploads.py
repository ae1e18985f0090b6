"""Uploads of translations: held in memory, never written to a disk, within limits.

The sizes that an archive's directory names are not trusted: each limit counts what is really read.
"""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusals import RefusedError

LARGEST = 5 * 1024 * 1024  # bytes of an upload, and of one file in it
MOST = 500  # files in an archive
LARGEST_TOTAL = 40 * 1024 * 1024  # bytes of all files of an archive together
_LONGEST_NAME = 200
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
    OverflowError,  # an offset beyond any file
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


class UploadForm(forms.Form):
    """Asks for a PO file, or a zip file of PO files, within the limits."""

    file = forms.FileField(
        label=gettext_lazy("PO file, or zip file of PO files"),
        help_text=gettext_lazy("At most 5 MB, and at most 500 files in a zip file."),
        error_messages={
            "required": gettext_lazy("Choose a PO file or a zip file first."),
            "empty": gettext_lazy("The file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".po,.zip"}),
        max_length=_LONGEST_NAME,
    )

    def clean(self) -> dict[str, Any]:
        """Read the upload: its bytes are then in `content`, and its files in `members`."""
        file = self.cleaned_data.get("file")
        self.members: list[Member] = []
        if file is None:
            return self.cleaned_data
        try:
            self.content: bytes = file.read(LARGEST + 1)
            self.members = members_of(file.name, self.content)
        except RefusedError as error:
            self.add_error("file", str(error))
        return self.cleaned_data


def held_in_memory(view: Callable[..., Any]) -> Callable[..., Any]:
    """Have uploads to `view` held in memory alone; one that is too large arrives cut."""
    view.held_in_memory = True  # type: ignore[attr-defined]
    return view


class MemoryHandler(FileUploadHandler):
    """Holds files for views that are `held_in_memory`; others are left to the next handler.

    Django's own handler writes larger files to a disk before a view can refuse them. Of a request
    one byte more than the limit is read, which is enough for the form to refuse it.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._room = LARGEST + 1
        self._file: BytesIO | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        match = self.request.resolver_match if self.request else None
        if match and hasattr(match.func, "held_in_memory"):
            self._file = BytesIO()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self._file is None:
            return raw_data
        self._room -= self._file.write(raw_data[: self._room])
        return None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self._file is None:
            return None
        size = self._file.tell()
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )


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
    """Return a name as it can be shown and stored: printable and short."""
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
    """Whether an archiver added this by itself: a folder, or a file that systems put into it."""
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
    """Return a name; some archivers write UTF-8 without the flag for it."""
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
