"""Where a word may hide in a file: in its parts, packed or not, in each usual encoding."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf

_STREAM = re.compile(rb"stream\r?\n")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def contains(content: bytes, word: str) -> bool:
    """Whether a word is anywhere in a file, whatever the file is."""
    forms = {word.lower().encode(encoding) for encoding in _ENCODINGS}
    forms |= {form.hex().encode() for form in set(forms)}
    return any(form in part.lower() for part in parts(content) for form in forms)


def parts(content: bytes) -> Iterator[bytes]:
    """Yield a file as it is, and everything that is packed in it."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                yield entry.filename.encode() + entry.comment + entry.extra
                yield from parts(archive.read(entry))
    if content.startswith(b"%PDF"):
        yield from _unpacked(content)
        with pikepdf.Pdf.open(io.BytesIO(content)) as pdf:
            for item in pdf.objects:
                yield item.unparse(resolved=True)
                if isinstance(item, pikepdf.Stream):
                    yield from _streams(item)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what can be unpacked in a file, also if nothing refers to it any more."""
    for found in _STREAM.finditer(content):
        try:
            yield zlib.decompressobj().decompress(content[found.end() :])
        except zlib.error:
            continue


def _streams(item: pikepdf.Stream) -> Iterator[bytes]:
    yield item.read_raw_bytes()
    try:
        yield item.read_bytes()
    except pikepdf.PdfError:
        return
