"""Numbers, times and texts as WordPress writes them."""

import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import unquote

from core.untrusted import row_id

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)")
_TAG = re.compile(r"<[^<>]*>")
# A text within PHP's serialized values; nothing is ever made of these but strings.
_SERIALIZED = re.compile(r's:\d{1,6}:"([^"]{3,300})"')
_IMAGE_META = '"image_meta"'


def number(text: str) -> int | None:
    """Return an id; None for what is none, such as a negative one.

    >>> number(" 12 "), number("-4"), number("7; DROP"), number("9" * 20)
    (12, None, None, None)
    """
    found = row_id(text.strip())
    return found or None


def moment(text: str) -> datetime | None:
    """Return a time without a zone; None for zeros and for what is no time."""
    found = _TIME.fullmatch(text.strip())
    try:
        return datetime(*map(int, found.groups())) if found else None  # type: ignore[arg-type]
    except ValueError:
        return None


def moment_utc(text: str) -> datetime | None:
    found = moment(text)
    return found.replace(tzinfo=UTC) if found else None


def slug(text: str) -> str:
    """Return a slug as people read it: WordPress stores Arabic ones percent-encoded."""
    return unquote(text.strip())


def line(text: str) -> str:
    """Return a title or name as one line of plain text.

    >>> line("Tea &amp; <i>bread</i>")
    'Tea & bread'
    """
    return " ".join(unescape(_TAG.sub("", text)).split())


def exif_texts(serialized: str) -> frozenset[str]:
    """Return the texts of a camera and its owner within the metadata of an attachment."""
    _, found, meta = serialized.partition(_IMAGE_META)
    return frozenset(_SERIALIZED.findall(meta)) if found else frozenset()
