"""Pages in the words of schema.org, for search engines: the initiative, and the way to a page.

What each type of page is about, its own app adds.
"""

from collections.abc import Sequence
from typing import Any

from django.templatetags.static import static

from core.addresses.base import absolute
from core.language.isolates import isolated_text
from core.language.languages import other_language
from core.models import BasePage
from core.public.chrome import Chrome
from core.public.metadata import PageHead

CONTEXT = "https://schema.org"
LOGO, LOGO_SIZE = "icons/512.png", 512


def organisation(chrome: Chrome) -> dict[str, Any]:
    """Return the initiative, as publisher and of itself."""
    home = absolute(chrome.home)
    return {
        "@type": "Organization",
        "@id": f"{home}#organisation",
        "name": chrome.name,
        "url": home,
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static(LOGO)),
            "width": LOGO_SIZE,
            "height": LOGO_SIZE,
        },
    }


def website(chrome: Chrome, head: PageHead) -> dict[str, Any]:
    """Return the site and the initiative, for the front page with this head."""
    home, settings = absolute(chrome.home), chrome.settings
    name = settings.in_language("name", other_language(chrome.lang))
    initiative = organisation(chrome) | {"alternateName": name, "description": head.description}
    if settings.contact_email:
        initiative["email"] = settings.contact_email
    if addresses := [address for _network, address in settings.social_addresses]:
        initiative["sameAs"] = addresses
    site = {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "url": home,
        "name": chrome.name,
        "alternateName": name,
        "inLanguage": chrome.lang,
        "publisher": {"@id": initiative["@id"]},
    }
    return {"@context": CONTEXT, "@graph": [site, initiative]}


def breadcrumbs(page: BasePage) -> dict[str, Any] | None:
    """Return the way to a page from the front page; None for that page and for drafts."""
    own = page.published_item
    if own is None or not page.trail:
        return None
    steps = [(item.title, item.path) for item in [*page.trail, own]]
    return breadcrumb_list(steps, page.language.direction)


def breadcrumb_list(steps: Sequence[tuple[str, str]], direction: str) -> dict[str, Any]:
    """Return the way along pages, given as (title, path) from the front page on."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": isolated_text(title, direction),
                "item": absolute(path),
            }
            for position, (title, path) in enumerate(steps, 1)
        ],
    }
