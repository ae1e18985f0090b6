"""The stylesheet and the script of embed pages, and the content policy that allows them.

Both are in the page itself, so that a card is one request. The policy names their digests; nothing
else runs in a card or styles it, wherever it is shown.
"""

import base64
import hashlib
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from core.addresses.hosts import read_origin

_FOLDER = Path(__file__).parent
_TEMPLATES = _FOLDER.parent.parent / "templates"
TEMPLATE = "embeds/card.html"


@cache
def stylesheet() -> SafeString:
    return _text("card.css")


@cache
def script() -> SafeString:
    return _text("card.js")


def _text(name: str) -> SafeString:
    return mark_safe((_FOLDER / name).read_text("utf-8"))  # noqa: S308 - a file of this package


@cache
def revision() -> str:
    """Return a digest of everything that a card has beside its item."""
    template = (_TEMPLATES / TEMPLATE).read_text("utf-8")
    text = template + stylesheet() + script()
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def page_policy() -> str:
    """Return the content policy of embed pages: their own parts and pictures of this site.

    The address of the site is named because a sandbox, such as that of WordPress, leaves a page
    without an origin that 'self' could mean.
    """
    return _policy(settings.BASE_URL)


@lru_cache(maxsize=4)
def _policy(base: str) -> str:
    parts = {
        "default-src": "'none'",
        "style-src": _digest(stylesheet()),
        "script-src": _digest(script()),
        "img-src": read_origin(base),
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
