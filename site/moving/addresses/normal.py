"""The one form of all spellings of an old address: decoded, without what changes nothing.

/archives/386/?utm_source=x      /archives/386
/index.php?p=386&preview=false   ?p=386
/?page_id=21                     ?p=21
/archives/category/news/page/2/  /archives/category/news
"""

import posixpath
import re
from unicodedata import normalize
from urllib.parse import parse_qsl, unquote

UPLOADS = "/wp-content/uploads/"
LONGEST = 500  # characters; `OldAddress.address` holds no more
LONGEST_NUMBER = 19  # digits of which a column of numbers holds any
# All mean one post by its number, whatever its type.
_NUMBERS = ("p", "page_id", "attachment_id")
_TERMS = ("cat", "tag", "category_name")
_ENDINGS = re.compile(r"/(?:page/\d+|comment-page-\d+|feed(?:/\w+)?|trackback|amp|embed)$")
_SIZED = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
_MADE = re.compile(r"(?:-scaled|-rotated|-e\d{10,16})+(?=\.\w{2,5}$)")


def normal(path: str, query: str = "") -> str:
    """Return the form of an address below its site, given its path and query as they are sent.

    What is asked for by number or name is in the query; otherwise the query means nothing.
    """
    plain = _stored(unquote(path))
    plain = posixpath.normpath("/" + plain.strip("/"))
    if plain.startswith(UPLOADS):
        return plain[:LONGEST]
    plain = plain.removeprefix("/index.php") if plain.startswith("/index.php") else plain
    if plain in {"", "/", "."}:
        return _asked_by_query(query)
    shorter = _ENDINGS.sub("", plain)
    return (shorter or plain).casefold()[:LONGEST]


def _asked_by_query(query: str) -> str:
    """Return the form of an address that is a query of the front page; "/" of the page itself."""
    values = dict(reversed(parse_qsl(query.replace("&amp;", "&"))))
    for name in _NUMBERS:
        digits = values.get(name, "").strip()
        if digits:
            number = digits.lstrip("0")
            is_number = number.isascii() and number.isdecimal() and len(number) < LONGEST_NUMBER
            return f"?p={number}" if is_number else "?p="
    for name in _TERMS:
        if values.get(name):
            return f"?{name}={_stored(values[name]).casefold()}"[:LONGEST]
    return "/"


def _stored(text: str) -> str:
    """Return text as rows hold it. PostgreSQL refuses NUL even in a query."""
    return normalize("NFC", text).replace("\x00", "\ufffd")


def upload_candidates(path: str) -> list[str]:
    """Return the files of which an upload may be a size, from the upload itself to the original.

    >>> upload_candidates("2016/03/tea-300x200.jpg")
    ['2016/03/tea-300x200.jpg', '2016/03/tea.jpg']
    """
    sized = _SIZED.sub("", path)
    return list(dict.fromkeys([path, sized, _MADE.sub("", sized)]))
