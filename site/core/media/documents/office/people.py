"""Names of those who changed and commented: each becomes "Author 1", "Author 2" and so on."""

from typing import Any

from core.media.documents import trees
from core.media.documents.report import Report

_AUTHOR, _INITIALS, _DATE = "author", "initials", "date"
# Elements whose attribute `name` is somebody's: in comments of presentations.
_PEOPLE = {"cmAuthor", "author"}
_PERSON = "person"
_SHORTEST_NAME = 3  # letters; a shorter one may be part of any word


def hide_names(root: Any, report: Report) -> None:
    """Replace the names of authors in a part's tree, in place."""
    for element in trees.elements(root):
        tag = trees.local(element.tag)
        for key, value in list(element.attrib.items()):
            if _is_name(tag, trees.local(key)):
                element.set(key, report.alias(value))
                _drop_date(element, report)
            elif trees.local(key) == _INITIALS:
                element.set(key, report.initials(value))
        if tag == _AUTHOR and element.text and element.text.strip():
            element.text = report.alias(element.text)
    if trees.local(root.tag) == "comments":
        _hide_in_texts(root, report)


def _is_name(tag: str, attribute: str) -> bool:
    """Whether an attribute of an element is somebody's name; both by their local names."""
    is_person = attribute == "displayName" and tag == _PERSON
    return attribute == _AUTHOR or is_person or (attribute == "name" and tag in _PEOPLE)


def _drop_date(element: Any, report: Report) -> None:
    for key in list(element.attrib):
        if trees.local(key) == _DATE:
            report.remove("dates")
            del element.attrib[key]


def _hide_in_texts(root: Any, report: Report) -> None:
    """Replace the names that Excel writes at the beginning of each comment."""
    names = sorted(report.names, key=len, reverse=True)
    for element in trees.elements(root):
        if trees.local(element.tag) == "t" and element.text:
            for name in names:
                if len(name) >= _SHORTEST_NAME and name in element.text:
                    element.text = element.text.replace(name, report.alias(name))
