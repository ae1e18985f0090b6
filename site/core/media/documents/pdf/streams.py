"""A PDF's streams: pictures lose their metadata undecoded, drawing instructions their remarks."""

import base64
import re
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Name, Stream

from core.media.cleaning import Refused
from core.media.documents import jpeg2000, jpeg_parts
from core.media.documents.pdf.walk import is_dictionary, name_of
from core.media.documents.report import Report

MEGABYTE = 2**20
MAX_TOTAL = 600 * MEGABYTE  # unpacked, of all streams
MAX_INSTRUCTIONS = 64 * MEGABYTE  # of one stream that is read
MAX_PIXELS = 200_000_000
_CHUNK = MEGABYTE
_SPACE = b"\0\t\n\f\r "
_WITHOUT_METADATA = {
    "/DCTDecode": jpeg_parts.without_metadata,
    "/JPXDecode": jpeg2000.without_metadata,
}
# Programs accept the short names everywhere, though they are meant for pictures in instructions.
_SHORT = {
    "/AHx": "/ASCIIHexDecode", "/A85": "/ASCII85Decode", "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode", "/RL": "/RunLengthDecode", "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}  # fmt: skip
_INLINE_PICTURE = re.compile(rb"\bBI\b.*\bID\b", re.DOTALL)
_IMAGE = {
    "/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent",
    "/ImageMask", "/Mask", "/Decode", "/Interpolate", "/SMask", "/SMaskInData", "/Matte", "/Name",
    "/StructParent", "/OC", "/Length", "/Filter", "/DecodeParms",
}  # fmt: skip
_FORM = {
    "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/StructParent",
    "/StructParents", "/OC", "/Name", "/Length", "/Filter", "/DecodeParms",
}  # fmt: skip
_DEVICE = {b"GRAY": "/DeviceGray", b"RGB ": "/DeviceRGB", b"CMYK": "/DeviceCMYK"}
_REMARK_LINE = re.compile(rb"^[ \t]*%[^\r\n]*[\r\n]+", re.MULTILINE)


class Streams:
    """Cleans the streams of one file; counts what they are unpacked."""

    def __init__(self, pdf: pikepdf.Pdf, report: Report) -> None:
        self.pdf, self.report, self.total = pdf, report, 0

    def clean(self, value: Any) -> None:
        """Clean a stream, or what a dictionary draws with; raises Refused."""
        if isinstance(value, Stream):
            self._measure(value)
            self._clean_stream(value)
        if name_of(value, "/Type") == "/Font":
            self._clean_font(value)

    def clean_page(self, page: Any) -> None:
        """Clean the drawing instructions of a page."""
        contents = page.get("/Contents")
        if isinstance(contents, Array):
            pikepdf.Page(page).contents_coalesce()
        if isinstance(page.get("/Contents"), Stream):
            self._clean_instructions(page["/Contents"])

    def _clean_stream(self, stream: Any) -> None:
        kind = name_of(stream, "/Subtype")
        if kind == "/Image":
            self._leave_out(stream, _IMAGE)
        if kind == "/Form":
            self._leave_out(stream, _FORM)
        if kind == "/Form" or "/PatternType" in stream or "/BBox" in stream:
            self._clean_instructions(stream)
        filters = _filters(stream)
        if filters and filters[-1] in _WITHOUT_METADATA:
            self._clean_picture(stream, filters)

    def _leave_out(self, stream: Any, known: set[str]) -> None:
        for key in set(stream.keys()) - known:
            self.report.remove("properties" if key == "/Metadata" else "application_data")
            del stream[key]

    def _clean_picture(self, stream: Any, filters: list[str]) -> None:
        content = stream.read_raw_bytes()
        for outer in filters[:-1]:
            content = _without_filter(content, outer)
        result, changed = _WITHOUT_METADATA[filters[-1]](content)
        if changed:
            self.report.remove("picture_metadata")
        if changed or len(filters) > 1:
            last = stream.get("/DecodeParms")
            last = last[-1] if isinstance(last, Array) and len(last) else last
            has_parameters = is_dictionary(last)
            stream.write(
                result, filter=Name(filters[-1]), decode_parms=last if has_parameters else None
            )

    def _clean_font(self, font: Any) -> None:
        if isinstance(font.get("/ToUnicode"), Stream):
            self._clean_map(font["/ToUnicode"])
        drawings = font.get("/CharProcs")
        if is_dictionary(drawings):
            for _name, drawing in drawings.items():  # noqa: PERF102 - no dict has values here
                if isinstance(drawing, Stream):
                    self._clean_instructions(drawing)

    def _clean_map(self, stream: Any) -> None:
        """Remove remarks from a table of characters, in which programs name themselves."""
        content = self._instructions(stream)
        result = _REMARK_LINE.sub(b"", content)
        if result != content:
            self.report.remove("application_data")
            stream.write(result)

    def _clean_instructions(self, stream: Any) -> None:
        content = self._instructions(stream)
        has_pictures = bool(_INLINE_PICTURE.search(content))
        if b"%" not in content and not has_pictures:
            return
        try:
            parsed = pikepdf.parse_content_stream(stream)
        except pikepdf.PdfError as error:
            raise Refused("damaged") from error
        if has_pictures:
            _refuse_photographs(parsed)
        result = pikepdf.unparse_content_stream(parsed)
        if len(result.split()) < len(content.split()):
            self.report.remove("application_data")
            stream.write(result)

    def _instructions(self, stream: Any) -> bytes:
        try:
            content: bytes = stream.read_bytes()
        except pikepdf.PdfError as error:
            raise Refused("damaged") from error
        if len(content) > MAX_INSTRUCTIONS:
            raise Refused("bomb")
        return content

    def _measure(self, stream: Any) -> None:
        """Refuse what unpacks to more than a reader's telephone can hold."""
        if name_of(stream, "/Subtype") == "/Image":
            width, height = stream.get("/Width", 0), stream.get("/Height", 0)
            if int(width) * int(height) > MAX_PIXELS:
                raise Refused("bomb")
        filters = _filters(stream)
        if not filters:
            return
        if filters.count("/FlateDecode") + filters.count("/LZWDecode") > 2:
            raise Refused("bomb")
        if filters[0] == "/FlateDecode":
            self.total += _unpacked_size(stream.read_raw_bytes(), MAX_TOTAL - self.total)


def _filters(stream: Any) -> list[str]:
    held = stream.get("/Filter")
    if held is None:
        return []
    names = [str(each) for each in held] if isinstance(held, Array) else [str(held)]
    return [_SHORT.get(name, name) for name in names]


def _refuse_photographs(instructions: list[Any]) -> None:
    """Refuse photographs among the instructions: their metadata cannot be removed there."""
    for each in instructions:
        if isinstance(each, pikepdf.ContentStreamInlineImage):
            found = {str(name) for name in each.iimage.filters}
            if found & {"/DCT", *_WITHOUT_METADATA}:
                raise Refused("inline_picture")


def _unpacked_size(content: bytes, limit: int) -> int:
    """Return how large packed content is, without holding it; raises Refused above `limit`."""
    unpacker, total, waiting = zlib.decompressobj(), 0, content
    try:
        while waiting and not unpacker.eof:
            total += len(unpacker.decompress(waiting, _CHUNK))
            waiting = unpacker.unconsumed_tail
            if total > limit:
                raise Refused("bomb")
    except zlib.error:
        return total  # read as far as it goes, as programs do
    return total


def _without_filter(content: bytes, name: str) -> bytes:
    """Return a picture's content without a packing around it; raises Refused."""
    try:
        if name == "/FlateDecode":
            return _unpacked(content, MAX_INSTRUCTIONS)
        if name == "/ASCII85Decode":
            body = content.strip(_SPACE).removeprefix(b"<~")
            return base64.a85decode(body.removesuffix(b"~>"))
        if name == "/ASCIIHexDecode":
            return bytes.fromhex(content.partition(b">")[0].decode("ascii"))
    except ValueError as error:
        raise Refused("damaged") from error
    raise Refused("unknown_part", part=name)


def _unpacked(content: bytes, limit: int) -> bytes:
    if _unpacked_size(content, limit) > limit:
        raise Refused("bomb")
    try:
        return zlib.decompress(content)
    except zlib.error as error:
        raise Refused("damaged") from error


def without_profiles(value: Any, report: Report, depth: int = 4) -> None:
    """Name the device's colours where a profile describes them, which may name a computer."""
    held = list(value.items()) if is_dictionary(value) else list(enumerate(value))
    for key, each in held:
        plain = _device_of(each)
        if plain:
            report.remove("profiles")
            value[key] = Name(plain)
        elif isinstance(each, Array) and depth and not each.is_indirect:
            without_profiles(each, report, depth - 1)


def _device_of(held: Any) -> str:
    is_profile = isinstance(held, Array) and len(held) == 2 and str(held[0]) == "/ICCBased"
    if not is_profile or not isinstance(held[1], Stream):
        return ""
    try:
        header = held[1].read_bytes()[:20]
    except pikepdf.PdfError as error:
        raise Refused("damaged") from error
    return _DEVICE.get(header[16:20], "")
