"""Where a reprint comes from: a credit at the beginning or the end of a text."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from core.addresses.ours import as_browsers_read
from moving.addresses.sites import Sites
from moving.texts.wordlists import PRESS_HOSTS, is_credit

_BLOCK_END = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|td|tr|table|blockquote|hr|br|center)\b[^<>]*>|\r?\n|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)
_LINK = re.compile(r"""<a\b[^<>]*?\bhref\s*=\s*["']?([^\s"'<>]+)""", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_TAG = re.compile(r"<[^<>]*>")
_LONGEST = 300  # characters
_AT_ENDS = 3  # blocks


@dataclass(frozen=True, slots=True)
class Credit:
    """A credit to a source: its address, "" where none is given."""

    address: str


def credit_of(source: str, sites: Sites, site: str) -> Credit | None:
    """Return the credit of a text that seems to be reprinted; None for a text of its own."""
    parts = [part for part in _BLOCK_END.split(source) if part and _TAG.sub("", part).strip()]
    for part in dict.fromkeys((*parts[:_AT_ENDS], *parts[-_AT_ENDS:])):
        text = unescape(_TAG.sub("", part)).strip()
        if len(text) > _LONGEST:
            continue
        address = _elsewhere(part, sites, site)
        if is_credit(text) or (address and _is_press(address) and _is_link_alone(part, text)):
            return Credit(address)
    return None


def _elsewhere(part: str, sites: Sites, site: str) -> str:
    """Return the first address in a block that is not on the old sites."""
    for written in (*_LINK.findall(part), *_ADDRESS.findall(part)):
        address = as_browsers_read(unescape(written))
        try:
            is_ours = sites.place(address, site) is not None
        except ValueError:
            continue
        if not is_ours and address.startswith(("http://", "https://")):
            return address
    return ""


def _is_press(address: str) -> bool:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return any(host == name or host.endswith(f".{name}") for name in PRESS_HOSTS)


def _is_link_alone(part: str, text: str) -> bool:
    linked = "".join(re.findall(r"<a\b[^<>]*>(.*?)</a>", part, re.DOTALL | re.IGNORECASE))
    words = unescape(_TAG.sub("", linked)).strip() or text
    return len(text) - len(words) <= 12
