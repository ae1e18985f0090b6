"""Pictures and galleries: each file of the uploads once, in its original size."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from bs4 import BeautifulSoup
from bs4.element import Tag

from core.untrusted import row_id
from moving.html.codes import GALLERY
from moving.html.context import Context
from moving.html.references import Gallery, Photo
from moving.survey.briefs import Attachment

PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".bmp", ".tif", ".tiff"}
_GALLERIES = re.compile(r"^(?:wp-block-gallery|gallery|tiled-gallery|wp-block-jetpack-\S*gallery)$")
_ID_CLASS = re.compile(r"\bwp-image-(\d{1,18})\b")
_EMOJI_FROM = "\u203c"
_MOST_PHOTOS = 24  # of a gallery block


def is_picture(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in PICTURES


def read_pictures(soup: BeautifulSoup, context: Context) -> None:
    """Replace galleries, then the pictures outside of them."""
    for code in soup.find_all(GALLERY):
        _replace_gallery(soup, context, code, list(_photos_of_code(context, code)))
    for tag in soup.find_all(["figure", "div", "ul"], class_=_GALLERIES):
        if not tag.decomposed and tag.find("img"):
            _replace_gallery(soup, context, tag, list(_photos_of_tag(context, tag)))
    before = ""
    for picture in soup.find_all("img"):
        before = _read_picture(context, picture, before)


def _replace_gallery(soup: BeautifulSoup, context: Context, tag: Tag, photos: list[Photo]) -> None:
    """Put one block or several in the place of a gallery: none may have more than 24 pictures."""
    place = soup.new_tag("div")
    for start in range(0, len(photos), _MOST_PHOTOS):
        some = tuple(photos[start : start + _MOST_PHOTOS])
        place.append(context.block(soup, Gallery(some) if len(some) > 1 else some[0]))
    for caption in tag.find_all("figcaption", recursive=False):  # of the gallery itself
        caption.name = "p"
        place.append(caption.extract())
    tag.replace_with(place)
    tag.decompose()


def _photos_of_code(context: Context, code: Tag) -> Iterator[Photo]:
    written = str(code.get("ids") or "")
    ids = [number for each in written.split(",") if (number := row_id(each.strip()))]
    for post_id in ids or context.index.attached_to(context.key):
        attachment = context.index.attachments.get((context.site, post_id))
        if attachment is None:
            context.note("file-missing", f"#{post_id}")
        elif is_picture(attachment.path) and _is_here(context, attachment.path):
            yield photo_of(attachment, context.site)


def _photos_of_tag(context: Context, tag: Tag) -> Iterator[Photo]:
    for picture in tag.find_all("img"):
        photo = _photo(context, picture)
        if photo is None:
            continue
        item = picture.find_parent(["figure", "li", "dl"])
        caption = item.find(["figcaption", "dd"]) if item and item is not tag else None
        words = caption.get_text(" ", strip=True) if caption else photo.caption
        yield replace(photo, caption=words)


def _read_picture(context: Context, picture: Tag, before: str) -> str:
    """Have a picture represent its file; return the file, so that its next size is left out."""
    address = str(picture.get("src") or "")
    if context.references.at(address) or _is_emoji(picture):
        return ""
    if "wp-smiley" in (picture.get("class") or ()):
        picture.replace_with(str(picture.get("alt") or ""))
        return before
    photo = _photo(context, picture)
    if photo is None or photo.path == before:
        picture.decompose()
        return before
    for name in list(picture.attrs):
        del picture[name]
    picture["src"] = context.references.add(photo)
    return photo.path


def _photo(context: Context, picture: Tag) -> Photo | None:
    """Return the file of an <img>; None if it is in no uploads, which is noted.

    Its address comes first: the number of a picture that was copied from the other site means
    another one here.
    """
    alt = " ".join(str(picture.get("alt") or "").split())
    address = _address(picture)
    place = context.place(address) if address and not address.startswith("data:") else None
    found = context.index.file_at(place) if place else None
    if place and found and context.index.is_there(place.site, found[0]):
        path, own = found
        texts = (own.alt, own.title) if own else ("", "")
        return Photo(path, place.site, context.site, alt or texts[0], "", texts[1])
    numbered = _numbered(context, picture)
    if numbered:
        attachment = context.index.attachments[context.site, numbered]
        if _is_here(context, attachment.path):
            return replace(
                photo_of(attachment, context.site), alt=alt or attachment.alt, caption=""
            )
        return None
    _note_missing(context, picture, address, found[0] if found else "")
    return None


def _note_missing(context: Context, picture: Tag, address: str, path: str) -> None:
    if path:
        context.note("file-missing", path)
    elif address.startswith("data:"):
        context.note("left-out", "data:")
    elif not _is_pixel(picture):
        context.note("remote-picture", address.partition("?")[0][:200])


def _numbered(context: Context, picture: Tag) -> int:
    """Return the number of a picture's attachment, which its class or data names; 0 without."""
    found = _ID_CLASS.search(" ".join(picture.get("class") or ()))
    number = row_id(found[1] if found else str(picture.get("data-id") or "")) or 0
    return number if (context.site, number) in context.index.attachments else 0


def _address(picture: Tag) -> str:
    """Return where a picture is; scripts of old sites put it elsewhere until it is seen."""
    for name in ("data-orig-file", "data-lazy-src", "data-src", "src"):
        address = str(picture.get(name) or "").strip()
        if address and not address.startswith("data:"):
            return address
    return str(picture.get("src") or "")


def photo_of(attachment: Attachment, site: str) -> Photo:
    """Return the picture of an attachment of a site, with its own texts."""
    texts = (attachment.alt, attachment.caption, attachment.title)
    return Photo(attachment.path, site, site, *texts)


def _is_here(context: Context, path: str) -> bool:
    if context.index.is_there(context.site, path):
        return True
    context.note("file-missing", path)
    return False


def _is_pixel(picture: Tag) -> bool:
    sizes = {str(picture.get(name) or "") for name in ("width", "height")}
    return bool(sizes) and sizes <= {"0", "1"}


def _is_emoji(picture: Tag) -> bool:
    text = str(picture.get("alt") or "")
    return bool(text) and len(text) <= 16 and all(char >= _EMOJI_FROM for char in text)
