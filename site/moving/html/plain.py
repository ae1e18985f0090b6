"""The words of WordPress's HTML, quickly: enough to recognise its language, not to show it."""

import re
from html import unescape

_HIDDEN = re.compile(
    r"<(script|style)\b.*?(?:</\1>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_CODE = re.compile(r"\[/?[a-z][\w-]*(?:\s[^\[\]]*)?\]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_MEDIA = re.compile(
    r"<(?:img|iframe|embed|object|video)\b|\[(?:gallery|embed|youtube|caption)\b|https?://",
    re.IGNORECASE,
)


def plain_text(source: str) -> str:
    """Return the words of HTML, without tags, comments, codes and addresses."""
    text = _HIDDEN.sub(" ", source)
    text = _ADDRESS.sub(" ", _CODE.sub(" ", _TAG.sub(" ", text)))
    return " ".join(unescape(text).split())


def has_content(source: str, text: str) -> bool:
    """Whether there is anything to show: words, or a picture or film."""
    return any(char.isalnum() for char in text) or _MEDIA.search(source) is not None
