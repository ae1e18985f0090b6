"""The pictures, videos and documents of a body as data, for those who show them otherwise.

What is here is what the body shows: no picture whose file is lost, no document behind a sign-in,
no video of a provider that is not allowed.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wagtail.blocks import StreamValue

from core.addresses.base import BASE
from core.body.videos import video_provider
from core.language.isolates import isolated_text
from core.language.languages import LANGUAGES
from core.media.pictures import Picture
from core.models import SiteDocument
from core.publication.records import Medium


def media_of(
    body: StreamValue,
    lang: str,
    picture: Callable[[Any], Picture | None],
    documents: Mapping[int, SiteDocument],
) -> Iterator[Medium]:
    """Yield the media of a body in its order, with `BASE` in addresses of this site.

    `picture` finds the public form of an image; `documents` are those that readers may have, by id.
    """
    for child in body:
        value = child.value
        if child.block_type == "photo":
            yield from _image(value, lang, picture)
        elif child.block_type == "gallery":
            for photo in value["photos"]:
                yield from _image(photo, lang, picture)
        elif child.block_type == "document" and value.get("document"):
            if document := documents.get(value["document"].pk):
                title = value.get("text") or document.title
                yield _linked("document", f"{BASE}{document.url}", title, lang)
        elif child.block_type == "video" and video_provider(value.get("address") or ""):
            yield _linked("video", value["address"], value["title"], lang)


def _image(
    value: Mapping[str, Any], lang: str, picture: Callable[[Any], Picture | None]
) -> Iterator[Medium]:
    if found := picture(value.get("image")):
        own = isolated_text(value.get("credit") or "", LANGUAGES[lang].direction)
        yield Medium(
            kind="image", url=found.url, title=None, alt=found.alt, credit=own or found.credit,
            width=found.width, height=found.height, renditions=found.renditions,
        )  # fmt: skip


def _linked(kind: str, url: str, title: str, lang: str) -> Medium:
    title = isolated_text(title, LANGUAGES[lang].direction)
    return Medium(
        kind=kind, url=url, title=title, alt=None, credit=None, width=None, height=None,
        renditions=None,
    )  # fmt: skip
