"""The records of one export, in its order."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import ParseError, iterparse  # type: ignore[import-untyped]

from moving.reading.errors import ExportError
from moving.reading.records import Author, BadItem, Channel, Post, Record, Term
from moving.reading.stream import CleanXml
from moving.reading.values import exif_texts, line, number, slug

# Of the standard library, which is not imported: only defusedxml makes them.
Element = Any
_VERSIONS = re.compile(r"1\.[0-2]")
_NAMESPACE = re.compile(r"\{([^}]*)\}")
_EXPORT = "http://wordpress.org/export/"
_OTHERS = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_DEEPEST = 40
_ITEM_DEPTH = 3
# Emptied as soon as they are read: nothing of them is imported, and there may be thousands.
_IGNORED = {"wp:comment"}
_META = {
    "_thumbnail_id", "_wp_attached_file", "_wp_attachment_image_alt", "_wp_attachment_metadata",
    "footnotes",
}  # fmt: skip
_REPLACED = "\ufffd"  # what a decoder makes of bytes that are no character


def read_export(path: Path) -> Iterator[Record]:
    """Yield what is in a file, one record after the other.

    Raises ExportError where the rest cannot be read; what was yielded before is whole.
    """
    with closing(CleanXml(path)) as source:
        try:
            yield from _Reader(source).records()
        except ParseError as error:
            where = "line {}, column {}".format(*error.position)
            raise ExportError(f"it is cut off or not well-formed at {where}") from error
        except DefusedXmlException as error:
            raise ExportError("it has a document type or entities, which are refused") from error
        except (RecursionError, ValueError, LookupError) as error:
            raise ExportError(f"it cannot be read: {type(error).__name__}") from error


class _Reader:
    """Reads the elements of a channel; each is forgotten when its record has been yielded."""

    def __init__(self, source: CleanXml) -> None:
        self.source = source
        self.base = ""
        self.is_export = False
        self.items = 0
        self.depth = 0
        self.channel: Element | None = None

    def records(self) -> Iterator[Record]:
        events = iterparse(self.source, events=("start", "end"), forbid_dtd=True)
        for event, element in events:
            if event == "start":
                self._enter(element)
                continue
            self.source.element_ended()
            self.depth -= 1
            if self.depth == _ITEM_DEPTH - 1:
                yield from self._record(element)
                self._forget()
            elif _name(element) in _IGNORED:
                element.clear()
        if not self.is_export:
            raise ExportError("it is XML, but no export of WordPress")

    def _enter(self, element: Element) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExportError(f"its elements are nested more than {_DEEPEST} deep")
        if self.depth == _ITEM_DEPTH - 1:
            self.channel = element

    def _forget(self) -> None:
        if self.channel is not None:
            self.channel.clear()

    def _record(self, element: Element) -> Iterator[Record]:
        name = _name(element)
        if name == "wp:wxr_version":
            self.is_export = _VERSIONS.fullmatch((element.text or "").strip()) is not None
            if not self.is_export:
                raise ExportError(f"its version “{(element.text or '')[:20]}” is not 1.0 to 1.2")
        elif name in _CHANNELS:
            yield Channel((element.text or "").strip().rstrip("/"))
        elif name in _READERS:
            yield from _READERS[name](_texts(element))
        elif name == "item":
            yield self._item(element)

    def _item(self, element: Element) -> Record:
        self.items += 1
        if not self.is_export:
            raise ExportError("it is XML, but no export of WordPress")
        return _post(element, self.items)


def _name(element: Element) -> str:
    """Return the name of an element with its usual prefix, whatever version its namespace is of."""
    found = _NAMESPACE.match(element.tag)
    if found is None:
        return str(element.tag)
    local, uri = element.tag[found.end() :], found[1]
    if uri.startswith(_EXPORT):
        return ("excerpt:" if uri.endswith("/excerpt/") else "wp:") + local
    return _OTHERS.get(uri, "?:") + local


def _texts(element: Element) -> dict[str, str]:
    """Return the texts of what is in an element; of two of one name the first."""
    texts: dict[str, str] = {}
    for child in element:
        texts.setdefault(_name(child), child.text or "")
    return texts


def _author(texts: dict[str, str]) -> Iterator[Record]:
    author_id = number(texts.get("wp:author_id", ""))
    if author_id:
        name = line(texts.get("wp:author_display_name", ""))
        yield Author(author_id, texts.get("wp:author_login", "").strip(), name)


def _category(texts: dict[str, str]) -> Iterator[Record]:
    yield from _term(texts, "category", "category_nicename", "cat_name", "category_parent")


def _tag(texts: dict[str, str]) -> Iterator[Record]:
    yield from _term(texts, "post_tag", "tag_slug", "tag_name", "")


def _any_term(texts: dict[str, str]) -> Iterator[Record]:
    taxonomy = texts.get("wp:term_taxonomy", "")
    if taxonomy not in {"category", "post_tag"}:  # these have elements of their own
        yield from _term(texts, taxonomy, "term_slug", "term_name", "term_parent")


def _term(
    texts: dict[str, str], taxonomy: str, slug_key: str, name: str, parent: str
) -> Iterator[Record]:
    own = slug(texts.get(f"wp:{slug_key}", ""))
    if own:
        term_id = number(texts.get("wp:term_id", "")) or 0
        above = slug(texts.get(f"wp:{parent}", "")) if parent else ""
        yield Term(taxonomy, own, line(texts.get(f"wp:{name}", "")) or own, term_id, above)


_CHANNELS = {"link", "wp:base_site_url", "wp:base_blog_url"}
_READERS: dict[str, Any] = {
    "wp:author": _author,
    "wp:category": _category,
    "wp:tag": _tag,
    "wp:term": _any_term,
}


_TEXTS = {"title": "title", "content": "content:encoded", "excerpt": "excerpt:encoded"}
_CODES = {
    "type": "wp:post_type",
    "status": "wp:status",
    "link": "link",
    "date": "wp:post_date",
    "date_gmt": "wp:post_date_gmt",
    "author": "dc:creator",
    "attachment_url": "wp:attachment_url",
}


def _post(element: Element, item: int) -> Record:
    texts = _texts(element)
    post_id = number(texts.get("wp:post_id", ""))
    if post_id is None:
        given = texts.get("wp:post_id", "").strip()
        return BadItem(item, f"its number “{given[:40]}” is none" if given else "it has no number")
    written = {field: texts.get(key, "") for field, key in _TEXTS.items()}
    unreadable = sum(each.count(_REPLACED) for each in written.values())
    meta = _meta(element)
    return Post(
        post_id=post_id,
        name=slug(texts.get("wp:post_name", "")),
        parent=number(texts.get("wp:post_parent", "")) or 0,
        password=texts.get("wp:post_password", ""),
        terms=_terms(element),
        thumbnail=number(meta.get("_thumbnail_id", "")) or 0,
        attached_file=meta.get("_wp_attached_file", "").strip(),
        alt=meta.get("_wp_attachment_image_alt", ""),
        footnotes=meta.get("footnotes", ""),
        exif=exif_texts(meta.get("_wp_attachment_metadata", "")),
        unreadable=unreadable,
        **{field: each.replace(_REPLACED, "") for field, each in written.items()},
        **{field: texts.get(key, "").strip() for field, key in _CODES.items()},
    )


def _terms(element: Element) -> list[tuple[str, str]]:
    found = []
    for child in element.iter("category"):
        domain, nicename = child.get("domain", ""), slug(child.get("nicename", ""))
        if domain and nicename:
            found.append((domain, nicename))
    return found


def _meta(element: Element) -> dict[str, str]:
    """Return the few metadata that are of use; all others are private."""
    found: dict[str, str] = {}
    for child in element:
        if _name(child) == "wp:postmeta":
            texts = _texts(child)
            key = texts.get("wp:meta_key", "").strip()
            if key in _META:
                found.setdefault(key, texts.get("wp:meta_value", ""))
    return found
