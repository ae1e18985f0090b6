"""The frame in which other sites show a page's card: its address for ever, and its HTML.

Where nobody else restricts it, a link in it opens the page, and nothing runs outside of it.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.addresses.base import absolute

WIDTH, HEIGHT = 600, 300
_UNSCROLLED = SafeString(' scrolling="no"')
_SANDBOX = "allow-scripts allow-popups allow-top-navigation-by-user-activation"


def embed_path(work: object, lang: str) -> str:
    """Return the root-relative address of an item's card.

    >>> embed_path("c7b1…", "ar")
    '/embed/v1/c7b1…/ar/'
    """
    return f"/embed/v1/{work}/{lang}/"


def frame_html(
    work: object, lang: str, name: str, *, height: int = HEIGHT, is_fitted: bool = False
) -> SafeString:
    """Return the frame with an item's card; `name` is what it is called for those who hear it.

    A card that is higher than its frame scrolls, unless the site fits the frame to it. Without
    `frameborder`, WordPress counts four pixels too few.
    """
    return format_html(
        '<iframe src="{source}" title="{name}" width="100%" height="{height}" '
        'frameborder="0"{scrolling} marginwidth="0" marginheight="0" '
        'sandbox="{sandbox}" loading="lazy" referrerpolicy="no-referrer"></iframe>',
        source=absolute(embed_path(work, lang)),
        name=name,
        height=height,
        scrolling=_UNSCROLLED if is_fitted else "",
        sandbox=_SANDBOX,
    )
