"""PO files as translators send them: their headers and entries, in whatever encoding."""

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

import polib
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from core.language.characters import ARABIC_LETTERS
from core.refusals import RefusedError

# Headers of our files, which PO editors preserve.
WORK = "X-ICSSI-Work"
SOURCE_LANG = "X-Source-Language"  # which Poedit reads; without it, it guesses
EXPORTED_AT = "X-ICSSI-Exported-At"
SOURCE_DIGEST = "X-ICSSI-Source-Digest"
# Also in files that wagtail-localize wrote.
TRANSLATION = "X-WagtailLocalize-TranslationID"
LANGUAGE = "Language"
CREATED = "POT-Creation-Date"

# Stands for a text of a page and for what was online at the export. Other tools move it: into the
# context, a comment, or the entry of another text with the same words.
_MARK = re.compile(r"icssi-(?:at-([0-9a-f]{12})-)?was-([0-9a-f]{12})")

MOST_ENTRIES = 5000
# Characters from one text of a file to the next: polib's time grows with the square of them.
_LONGEST_ENTRY = 100_000
_ENTRY = re.compile(r"^[ \t]*(?:#~[ \t]*)?msgid\b", re.MULTILINE)
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_WINDOWS_ARABIC = {"windows-1256", "cp1256", "cp-1256", "x-cp1256"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Letters, marks, digits and punctuation: UTF-8 that is read as windows-1256 has other signs, too.
_OF_ARABIC_TEXT = re.compile("[\u0600-\u06ff\u200c-\u200f]")
_ARABIC_WORD = re.compile(f"[{ARABIC_LETTERS}]{{3}}")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# If no encoding is named, this share of the characters beyond ASCII must be Arabic.
_PLAUSIBLE = 0.8
# Line ends for Python but not for PO files: replaced for polib by what occurs in no text.
_LINE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HIDDEN = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7"
_HIDE = str.maketrans(_LINE_ENDS, _HIDDEN)
_SHOW = str.maketrans(_HIDDEN, _LINE_ENDS)
# polib takes a string that is a file's name for that file; no name holds a NUL.
_NO_NAME = "# \x00\n"


@dataclass(frozen=True)
class Mark:
    """A text of a page, by the digest of its path, and the digest of what was online, or ""."""

    place: str
    was: str


@dataclass(frozen=True)
class FileText:
    """An entry of a file, with its marks; one that has none is marked by its context."""

    entry: polib.POEntry
    marks: list[Mark]


@dataclass(frozen=True)
class ParsedFile:
    """The headers and texts of a PO file, when it was exported, and notes for its reader.

    `exported_at` is None if the file names no time or a future one.
    """

    metadata: dict[str, str]
    texts: list[FileText]
    exported_at: datetime | None = None
    notes: list[str] = field(default_factory=list)


def digest(text: str) -> str:
    return hashlib.sha256(text.strip().encode()).hexdigest()[:12]


def mark(path: str, online: str) -> str:
    """Return the reference of an entry: which text of the page it is, and what is `online` now."""
    return f"icssi-at-{digest(path)}-was-{digest(online)}"


def marks(entry: polib.POEntry) -> list[Mark]:
    """Return the marks of an entry, wherever a tool has put them; several if it joined entries.

    In older files a mark has no place, which is the context there.
    """
    references = [place for place, _line in entry.occurrences]
    written = "\n".join([*references, entry.msgctxt or "", entry.comment, entry.tcomment])
    context = digest(entry.msgctxt or "")
    found = dict.fromkeys(_MARK.findall(written)) or {("", ""): None}
    return [Mark(place or context, was) for place, was in found]


def parse(data: bytes) -> ParsedFile:
    """Return the content of a PO file; raises RefusedError if it is not one."""
    if not data.strip():
        raise RefusedError(_("The file is empty."))
    text, note = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_HIDE)
    _check_size(text)
    try:
        po = polib.pofile(_NO_NAME + text, encoding="utf-8")
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        raise RefusedError(_not_po()) from error
    if not po.metadata and not po:
        raise RefusedError(_not_po())
    for entry in po:
        _show(entry)
    texts = [FileText(entry, marks(entry)) for entry in po if not entry.obsolete]
    return ParsedFile(po.metadata, texts, _exported_at(po.metadata), [note] if note else [])


def _exported_at(metadata: dict[str, str]) -> datetime | None:
    for name in (EXPORTED_AT, CREATED):
        try:
            moment = parse_datetime(metadata.get(name, ""))
        except ValueError:
            continue
        if moment is not None and timezone.is_aware(moment) and moment <= timezone.now():
            return moment
    return None


def _not_po() -> str:
    return _("This is not a PO file, or it is damaged.")


def _check_size(text: str) -> None:
    """Refuse what would take the parser minutes, before it begins."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    if len(starts) > MOST_ENTRIES + 1:  # the header is one of them
        raise RefusedError(_("The file holds more than %(count)d texts.") % {"count": MOST_ENTRIES})
    places = [0, *starts, len(text)]
    if max(after - before for before, after in pairwise(places)) > _LONGEST_ENTRY:
        raise RefusedError(_not_po())


def _show(entry: polib.POEntry) -> None:
    entry.msgid, entry.msgstr = entry.msgid.translate(_SHOW), entry.msgstr.translate(_SHOW)
    if entry.msgctxt is not None:
        entry.msgctxt = entry.msgctxt.translate(_SHOW)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return the text, and a note if it was not in UTF-8."""
    if data.startswith(_UTF16):
        return _utf16(data)
    if b"\x00" in data:
        raise RefusedError(_not_po())
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _windows_arabic(data)


def _utf16(data: bytes) -> tuple[str, str]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise RefusedError(_not_po()) from error
    if "\x00" in text:
        raise RefusedError(_not_po())
    return text, _note("UTF-16")


def _windows_arabic(data: bytes) -> tuple[str, str]:
    """Decode what old Arabic editors write, if the file names that encoding or reads as Arabic."""
    if b"msgid" not in data:
        raise RefusedError(_not_po())
    found = _CHARSET.search(data)
    charset = found[1].decode().lower() if found else ""
    text = data.decode("cp1256")
    if charset in _WINDOWS_ARABIC or (charset in {"", "utf-8", "charset"} and _is_arabic(text)):
        return text, _note("windows-1256")
    raise RefusedError(
        _("The letters of the file cannot be read: save it in UTF-8 and upload it again.")
    )


def _is_arabic(text: str) -> bool:
    foreign = len(_BEYOND_ASCII.findall(text))
    is_mostly = len(_OF_ARABIC_TEXT.findall(text)) >= _PLAUSIBLE * foreign
    return is_mostly and _ARABIC_WORD.search(text) is not None


def _note(encoding: str) -> str:
    return _(
        "The file is in %(encoding)s instead of UTF-8. Look whether all letters are right."
    ) % {"encoding": encoding}
