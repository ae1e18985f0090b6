"""What word processors and WordPress left in HTML."""

import re

from bs4 import BeautifulSoup

_LIST_CLASS = re.compile(r"^MsoListParagraph")
_LIST_STYLE = re.compile(r"mso-list\s*:\s*l\d+", re.IGNORECASE)
_SIGN = re.compile(r"font(?:-family)?\s*:\s*['\"]?(?:Symbol|Wingdings|Courier New)", re.IGNORECASE)
_SIGNS = re.compile(r"^[\s·•§o*–—-]{1,8}$")


def remove_noise(soup: BeautifulSoup) -> None:
    """Remove what nobody saw, and mark the signs that Word put in front of a list's entries."""
    for tag in soup.find_all(["script", "style", "noscript"]):
        tag.decompose()
    for entry in soup.find_all("p", class_=_LIST_CLASS):
        if _LIST_STYLE.search(str(entry.get("style") or "")):
            for span in entry.find_all("span", limit=3):
                is_sign = _SIGN.search(str(span.get("style") or ""))
                if is_sign and _SIGNS.match(span.get_text()):
                    span["style"] = "mso-list:ignore"
                    break
