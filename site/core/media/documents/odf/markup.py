"""What is removed from the XML of an OpenDocument file, and what is a reason to refuse it."""

import re
from typing import Any

from core.media.cleaning import Refused
from core.media.documents import trees
from core.media.documents.addresses import is_plain_link
from core.media.documents.report import Report

_REFUSED = {
    "plugin": "media", "applet": "script", "floating-frame": "external", "script": "script",
    "dde-source": "external", "dde-link": "external", "dde-links": "external",
    "dde-connection-decl": "external", "dde-connection-decls": "external",
    "dde-connection": "external", "section-source": "external", "table-source": "external",
    "cell-range-source": "external", "database-display": "external", "database-next": "external",
    "database-row-select": "external", "database-name": "naming_field",
    "connection-resource": "external", "database-source-sql": "external",
    "database-source-table": "external", "database-source-query": "external",
    "binary-data": "unknown_part", "sound": "media", "execute-macro": "macros",
    "author-name": "naming_field", "author-initials": "naming_field",
    "initial-creator": "naming_field", "printed-by": "naming_field", "file-name": "naming_field",
    "template-name": "naming_field", "user-defined": "naming_field", "meta-field": "naming_field",
    "sender-firstname": "naming_field", "sender-lastname": "naming_field",
    "sender-initials": "naming_field", "sender-email": "naming_field",
    "sender-phone-private": "naming_field", "sender-phone-work": "naming_field",
    "sender-fax": "naming_field", "sender-company": "naming_field", "sender-title": "naming_field",
    "sender-position": "naming_field", "sender-street": "naming_field",
    "sender-city": "naming_field", "sender-country": "naming_field",
}  # fmt: skip
_TEXT_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_LISTENERS = "event-listener"
_SHOWS = {
    "none", "previous-page", "next-page", "first-page", "last-page", "hide", "stop", "show",
    "fade-out", "last-visited-page",
}  # fmt: skip
_ELEMENTS = {
    "creator-initials": "names", "sender-initials": "names",
}  # fmt: skip
_NAMES = re.compile(
    r"author|creator|initials|user-name|e-?mail"
)  # in attributes that are not known
_DATES = {"date", "date-string"}
_NOTES = {"annotation", "change-info"}
_COMPUTED = {"formula", "condition", "base-cell-address", "expression"}
_FUNCTIONS = re.compile(
    r"\b(WEBSERVICE|FILTERXML|DDE|INFO|CELL|CURRENT|CALL|EXEC|ORG\.[\w.]+DDE)\s*\(", re.IGNORECASE
)
_TEXT = re.compile(r'"([^"]*)"')
_OTHER_FILE = re.compile(r"'?(file|https?|ftp|smb):", re.IGNORECASE)


def clean(root: Any, report: Report) -> None:
    """Clean a part's tree in place; raises Refused."""
    for element in trees.elements(root):
        _refuse(element)
    _hide_names(root, report)
    for element in [each for each in trees.elements(root) if trees.local(each.tag) == "forms"]:
        if len(element):
            raise Refused("macros")
    _drop_dates(root, report)
    trees.drop_elements(root, _ELEMENTS, report)
    trees.drop_attributes(root, _dropped_attribute, report)
    trees.drop_paths(root, _is_description, report)
    _drop_path_texts(root, report)


def _refuse(element: Any) -> None:
    name = trees.local(element.tag)
    if name == "creator" and trees.namespace(element.tag) == _TEXT_NAMESPACE:
        raise Refused("naming_field", field=name)
    if _REFUSED.get(name):
        raise Refused(_REFUSED[name], field=name, part=name)
    if name == "scripts" and len(element):
        raise Refused("macros")
    if name == _LISTENERS:
        _check_listener(element)
    for key, value in element.attrib.items():
        if trees.local(key) in _COMPUTED and _is_active(value):
            raise Refused("formula")
        if trees.local(key) in {"macro-name", "command"} and value:
            raise Refused("macros")


def _check_listener(element: Any) -> None:
    if "script" in trees.namespace(element.tag):
        raise Refused("macros")
    for key, value in element.attrib.items():
        if trees.local(key) == "action" and value not in _SHOWS:
            raise Refused("action")


def _is_active(formula: str) -> bool:
    texts = _TEXT.findall(formula)
    if any(_OTHER_FILE.match(text) and not is_plain_link(text) for text in texts):
        return True
    bare = _TEXT.sub('""', formula)
    return bool(_FUNCTIONS.search(bare) or _OTHER_FILE.search(bare) or re.search(r"\|.*!", bare))


def _hide_names(root: Any, report: Report) -> None:
    for element in trees.elements(root):
        if trees.local(element.tag) == "creator" and element.text:
            element.text = report.alias(element.text)


def _drop_dates(root: Any, report: Report) -> None:
    """Remove when somebody commented or changed something."""
    for element in list(trees.elements(root)):
        parent = element.getparent()
        is_note = parent is not None and trees.local(parent.tag) in _NOTES
        if is_note and trees.local(element.tag) in _DATES:
            report.remove("dates")
            trees.remove(element)


def _dropped_attribute(namespace: str, name: str) -> str | None:
    if name in {"rsid", "paragraph-rsid"}:
        return "revisions"
    if _NAMES.search(name):
        return "names"
    return "application_data" if "xhtml" in namespace else None


def _is_description(tag: str, name: str) -> bool:
    return name in {"name", "title", "desc", "caption-id", "display-name"} and tag in {
        "frame", "image", "custom-shape", "rect", "g", "fill-image",
    }  # fmt: skip


def _drop_path_texts(root: Any, report: Report) -> None:
    """Empty titles and descriptions of pictures that are paths or file names."""
    for element in trees.elements(root):
        is_text = trees.local(element.tag) in {"title", "desc"} and element.text
        if is_text and trees.is_path(element.text):
            report.remove("paths")
            element.text = ""
