"""XML of a document's parts: no entities, no comments, no instructions to programs."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from core.media.cleaning import Refused
from core.media.documents.report import Report

_DECLARES = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# A path or the name of a picture's file, which some programs write where a description belongs.
_PATH = re.compile(
    r"([A-Za-z]:[\\/]|\\\\|file:|/(home|Users|media|mnt|private|storage|tmp|var)/)"
    r"|\.(jpe?g|png|gif|bmp|tiff?|heic|webp|svg|emf|wmf|docx?|xlsx?|pptx?|pdf|mp4|mov)\s*$",
    re.IGNORECASE,
)


def parsed(content: bytes, report: Report) -> Any:
    """Return the root of a part; raises Refused for a document type, or XML that is broken."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False,
    )  # fmt: skip
    if _declares_type(content):
        raise Refused("entities")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("damaged") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("entities")
    remarks = [each for each in root.iter() if not isinstance(each.tag, str)]
    if remarks or root.getprevious() is not None or root.getnext() is not None:
        report.remove("application_data")
    for remark in remarks:
        remove(remark)
    return root


def _declares_type(content: bytes) -> bool:
    start = content[:4]
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(start[:2])
    if wide is None and b"\0" in start:
        raise Refused("damaged")  # UTF-32, or UTF-16 without its mark: no program writes it
    text = content.decode(wide or "latin-1", "replace")
    return bool(_DECLARES.search(text))


def written(root: Any) -> bytes:
    """Return a part as bytes, in one encoding."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def local(name: Any) -> str:
    """Return a tag's or an attribute's name without its namespace."""
    text = str(name)
    return text.rpartition("}")[2]


def namespace(name: Any) -> str:
    return str(name)[1:].partition("}")[0] if str(name).startswith("{") else ""


def elements(root: Any) -> Iterator[Any]:
    """Yield the elements of a tree."""
    return (each for each in root.iter() if isinstance(each.tag, str))


def remove(element: Any) -> None:
    """Remove an element with what is in it; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        raise Refused("damaged")
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def drop_elements(root: Any, codes: dict[str, str], report: Report) -> None:
    """Remove elements by their local names; `codes` has what each is reported as."""
    for element in [each for each in elements(root) if local(each.tag) in codes]:
        if element is not root:
            report.remove(codes[local(element.tag)])
            remove(element)


def drop_attributes(
    root: Any, is_dropped: Callable[[str, str], str | None], report: Report
) -> None:
    """Remove the attributes for whose namespace and local name `is_dropped` has a code."""
    for element in elements(root):
        for name in list(element.attrib):
            code = is_dropped(namespace(name), local(name))
            if code:
                report.remove(code)
                del element.attrib[name]


def is_path(text: str) -> bool:
    """Whether a description is a place on somebody's computer."""
    return bool(_PATH.search(text))


def drop_paths(root: Any, is_description: Callable[[str, str], bool], report: Report) -> None:
    """Empty descriptions that are paths or file names.

    `is_description` gets the local names of an element and of its attribute.
    """
    for element in elements(root):
        for name, value in element.attrib.items():
            if is_description(local(element.tag), local(name)) and is_path(value):
                report.remove("paths")
                element.set(name, "")
