"""A file's XML as clean UTF-8: unpacked, decoded, and without what no XML may hold.

WordPress exports are often not well-formed: warnings of PHP precede the XML, and texts hold the
control characters of old word processors. These are removed and counted. An element that grows
without end is refused, so that memory stays bounded whatever the file is.
"""

import codecs
import gzip
import re
import zlib
from io import BufferedReader
from pathlib import Path

from moving.reading.errors import ExportError

_GZIP = b"\x1f\x8b"
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Where the XML must have begun, in bytes: warnings of PHP are some lines.
_HEAD = 2**18
_START = re.compile(r"<\?xml[\s?]|<rss[\s>]")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}?\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([\w.-]{1,40})["']""")
# What XML cannot hold, and noncharacters, of which one is our placeholder for the site's address.
_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_LONGEST_REFERENCE = 12
# Of one element, in bytes; the longest texts of real sites have some hundred thousand.
ELEMENT_LIMIT = 8 * 2**20
# A parser reads what is unfinished again with each part; of few parts that costs little.
_PART = 2**18


class CleanXml:
    """The XML of an export, for a parser to `read`; `removed` counts what was removed.

    Raises ExportError where there is no XML, or no end to an element: whoever parses calls
    `element_ended` when one has been read.
    """

    def __init__(self, path: Path) -> None:
        self._file = _opened(path)
        self.removed = 0
        self._unended = 0
        self._rest = ""
        self._failure: ExportError | None = None
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._file.close()

    def element_ended(self) -> None:
        self._unended = 0

    def read(self, size: int = -1) -> bytes:
        """Return a part, whatever its size; nothing at the end."""
        size = max(size, _PART)
        text = self._rest
        ended = False
        while not ended and len(text) <= _LONGEST_REFERENCE:
            content = self._content(size)
            ended = not content
            text += self._decoder.decode(content, final=ended)
        self._rest = "" if ended else text[_cut(text) :]
        clean = self._clean(text if ended else text[: _cut(text)]).encode()
        self._unended += len(clean)
        if self._unended > ELEMENT_LIMIT:
            raise ExportError(f"an element is longer than {ELEMENT_LIMIT // 2**20} MB")
        return clean

    def _begin(self) -> None:
        head = self._head()
        encoding = next((name for bom, name in _BOMS.items() if head.startswith(bom)), None)
        text = head.decode(encoding or "latin-1", errors="replace")
        start = _START.search(text)
        if start is None:
            empty = "" if head else "it is empty"
            raise ExportError(empty or "it is no export of WordPress: it has no XML")
        declaration = _DECLARATION.match(text, start.start())
        if encoding is None:
            named = _ENCODING.search(declaration[0]) if declaration else None
            encoding = _codec(named[1] if named else "utf-8")
            head, begins = head[declaration.end() if declaration else start.start() :], 0
        else:
            begins = declaration.end() if declaration else start.start()
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._rest = self._decoder.decode(head)[begins:]

    def _head(self) -> bytes:
        """Return the beginning; if the file is cut off within it, the next reading fails."""
        head = b""
        try:
            while len(head) < _HEAD and (more := self._content(_HEAD)):
                head += more
        except ExportError as error:
            if not head:
                raise
            self._failure = error
        return head

    def _content(self, size: int) -> bytes:
        if self._failure is not None:
            raise self._failure
        try:
            # What is there is returned, before what is missing behind it is a failure.
            return self._file.read1(size)
        except (OSError, EOFError, zlib.error) as error:
            raise ExportError(f"it cannot be unpacked: {error}") from error

    def _clean(self, text: str) -> str:
        text, unusable = _UNUSABLE.subn("", text)
        self.removed += unusable
        return _REFERENCE.sub(self._reference, text)

    def _reference(self, found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        if code > 0x10FFFF or _UNUSABLE.match(chr(code)):
            self.removed += 1
            return ""
        return found[0]


def _opened(path: Path) -> BufferedReader | gzip.GzipFile:
    try:
        file = path.open("rb")
    except OSError as error:
        raise ExportError(f"it cannot be read: {error.strerror}") from error
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if is_packed else file


def _codec(name: str) -> str:
    """Return the name of a text encoding; latin-1 in files means what Windows makes of it."""
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)
    except LookupError as error:
        raise ExportError(f"its encoding “{name}” is unknown") from error
    return "cp1252" if codec.name == "iso8859-1" else codec.name


def _cut(text: str) -> int:
    """Return where a text may be cut without dividing a reference such as “&#10;”."""
    start = text.rfind("&", -_LONGEST_REFERENCE)
    return len(text) if start < 0 else start
