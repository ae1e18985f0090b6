"""Forums and councils in the words of schema.org, for search engines."""

from typing import Any

from core.language.isolates import isolated_text
from core.media.pictures import Picture
from core.public.metadata import PageHead
from core.public.structured import CONTEXT

_TYPES = {"forum": "NGO"}
COUNTRY = "IQ"


def group(page: Any, picture: Picture | None, governorate: str) -> dict[str, Any]:
    """Return a forum or council as an organisation: its place, and how a forum is reached."""
    head = PageHead(page, picture)
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": _TYPES.get(page.public_type, "Organization"),
        "@id": head.canonical,
        "url": head.canonical,
        "name": isolated_text(page.title, page.language.direction),
        "description": head.description,
        "image": head.image.url if head.image else "",
        "areaServed": {"@type": "AdministrativeArea", "name": governorate or page.city},
        "location": _place(page, governorate),
        "foundingDate": _day(page),
        "email": getattr(page, "email", ""),
        "telephone": getattr(page, "phone", ""),
        "sameAs": _elsewhere(page),
    }
    return {name: value for name, value in found.items() if value}


def _place(page: Any, governorate: str) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": page.city,
        "addressRegion": governorate,
        "addressCountry": COUNTRY,
    }
    place: dict[str, Any] = {"@type": "Place", "name": page.city}
    place["address"] = {name: value for name, value in address.items() if value}
    return place


def _day(page: Any) -> str:
    day = getattr(page, "founded", None) or getattr(page, "established", None)
    return day.isoformat() if day else ""


def _elsewhere(page: Any) -> list[str]:
    networks = [address for _network, address in getattr(page, "social_addresses", [])]
    return [address for address in (getattr(page, "website_url", ""), *networks) if address]
