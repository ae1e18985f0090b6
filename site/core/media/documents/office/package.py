"""How the parts of an office file belong together: content types and relationships."""

import posixpath
from typing import Any, NamedTuple
from xml.sax.saxutils import quoteattr

from core.media.cleaning import Refused
from core.media.documents import trees
from core.media.documents.report import Report

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Relationship(NamedTuple):
    """That one part needs another; `target` is a part's name, or an address if `is_external`."""

    key: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of its type, such as "hyperlink"."""
        return self.type.rpartition("/")[2]


class Types:
    """The content type of each part, as the file states it."""

    def __init__(self, content: bytes, report: Report) -> None:
        self.defaults: dict[str, str] = {}
        self.overrides: dict[str, str] = {}
        for element in trees.elements(trees.parsed(content, report)):
            kind = element.get("ContentType", "").strip()
            if trees.local(element.tag) == "Default":
                self.defaults[element.get("Extension", "").lower()] = kind
            elif trees.local(element.tag) == "Override":
                self.overrides[element.get("PartName", "").lstrip("/").lower()] = kind

    def of(self, part: str) -> str:
        """Return a part's type in lower case, as the lists of types have it."""
        return self.written(part).lower()

    def written(self, part: str) -> str:
        """Return a part's type as the file has it; "" if it states none."""
        found = self.overrides.get(part.lower())
        return found or self.defaults.get(part.rpartition(".")[2].lower(), "")


def source_of(part: str) -> str:
    """Return whose relationships a part holds: a part's name, or "" for the whole file's."""
    folder, name = posixpath.split(part)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def relationships_of(source: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relationships(content: bytes, source: str, report: Report) -> list[Relationship]:
    """Return a part's relationships; raises Refused for one that leaves the file's folders."""
    found = []
    for element in trees.elements(trees.parsed(content, report)):
        if trees.local(element.tag) != "Relationship":
            continue
        is_external = element.get("TargetMode", "").lower() == "external"
        target = element.get("Target", "")
        target = target if is_external else _resolved(source, target)
        key, kind = element.get("Id", ""), element.get("Type", "")
        found.append(Relationship(key, kind, target, is_external))
    return found


def _resolved(source: str, target: str) -> str:
    """Return the part that a relative address means; "" for a place in the same file."""
    path = target.partition("#")[0]
    if not path:
        return ""
    if "://" in path or "\\" in path:
        raise Refused("external")
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), path))
    return joined.lstrip("/")


def written_relationships(relationships: list[Relationship]) -> bytes:
    """Return the part that holds relationships."""
    rows = []
    for each in relationships:
        target = each.target if each.is_external else _address(each.target)
        mode = ' TargetMode="External"' if each.is_external else ""
        rows.append(
            f"<Relationship Id={quoteattr(each.key)} Type={quoteattr(each.type)} "
            f"Target={quoteattr(target)}{mode}/>"
        )
    return (
        f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(rows)}</Relationships>'
    ).encode()


def _address(part: str) -> str:
    return f"/{part}" if part else "#"


def written_types(types: dict[str, str]) -> bytes:
    """Return the part that states the content type of each part by its name."""
    rows: list[Any] = [
        f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}/>"
        for part, kind in types.items()
    ]
    default = f'<Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
    default += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{_DECLARATION}<Types xmlns="{_TYPES}">{default}{"".join(rows)}</Types>'.encode()
