"""The way of a PDF through the cleaning: opened, walked, written anew."""

import io
import re
from typing import BinaryIO

import pikepdf
from pikepdf import ObjectStreamMode, Pdf

from core.media.cleaning import Refused
from core.media.documents.pdf import annotations, catalogue, objects, streams
from core.media.documents.pdf.walk import reachable
from core.media.documents.report import Report

_END = b"%%EOF"
_TAIL = 2048
_FEW_OBJECTS = 16
_OBJECT_AFTER_ANOTHER = re.compile(rb"endobj[ \t]*(?=\d{1,9} \d{1,5} obj\b)")
_SPACE = b"\0\t\n\f\r "
# What a remnant of picture or document metadata begins with, in what is not packed.
_REMNANTS = (b"Exif\0\0", b"<x:xmpmeta", b"<?xpacket", b"http://ns.adobe.com/xap/")


def clean(file: BinaryIO, output: BinaryIO, report: Report) -> None:
    """Write a PDF with only what its pages need; raises Refused."""
    has_revisions = _check_ends(file)
    if has_revisions:
        report.remove("revisions")
    file.seek(0)
    try:
        with _opened(file) as pdf:
            if pdf.is_encrypted:
                raise Refused("encrypted")
            _clean(pdf, report)
            pdf.save(
                output, object_stream_mode=_object_streams(pdf), compress_streams=True,
                deterministic_id=True, fix_metadata_version=False,
            )  # fmt: skip
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except pikepdf.PdfError as error:
        raise Refused("damaged") from error
    if report.checking:
        _check_remnants(file)


def _opened(file: BinaryIO) -> Pdf:
    """Return the PDF in a file, one without a usable table of its objects too.

    qpdf then looks for objects at the beginnings of lines, where not every program puts them.
    """
    try:
        return Pdf.open(file, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        file.seek(0)
        lines = _OBJECT_AFTER_ANOTHER.sub(b"endobj\n", file.read())
        return Pdf.open(io.BytesIO(lines), suppress_warnings=True)


def _object_streams(pdf: Pdf) -> ObjectStreamMode:
    """Return whether objects are packed: of very small files qpdf cannot read its own packing."""
    is_small = len(pdf.objects) < _FEW_OBJECTS
    return ObjectStreamMode.disable if is_small else ObjectStreamMode.generate


def _check_ends(file: BinaryIO) -> bool:
    """Return whether the file has earlier revisions; refuse what is something else as well."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0:
        raise Refused("damaged")
    if tail[at + len(_END) :].strip(_SPACE):
        raise Refused("polyglot")
    file.seek(0)
    # A file for the web has two ends from the beginning; there is no harm in reporting it.
    content = file.read()
    return content.count(_END) > 1 and b"/Linearized" not in content[:_TAIL]


def _clean(pdf: Pdf, report: Report) -> None:
    if len(pdf.pages) == 0:
        raise Refused("empty")
    if len(pdf.pages) > catalogue.MAX_PAGES:
        raise Refused("bomb")
    catalogue.clean_root(pdf, report)
    drawn = streams.Streams(pdf, report)
    for page in pdf.pages:
        annotations.clean_annotations(page.obj, report)
        catalogue.clean_page(page.obj, report)
        drawn.clean_page(page.obj)
    for value in reachable(pdf.Root):
        annotations.clean_field(value, report)
        streams.without_profiles(value, report)
        objects.clean_object(value, report)
        drawn.clean(value)


def _check_remnants(file: BinaryIO) -> None:
    file.seek(0)
    content = file.read()
    if any(remnant in content for remnant in _REMNANTS):
        raise Refused("not_proved")
