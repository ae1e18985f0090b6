"""What is removed from the XML of any part of an office file."""

import re
from typing import Any

from core.media.cleaning import Refused
from core.media.documents import trees
from core.media.documents.report import Report

# By local names, because two generations of the format differ in their namespaces.
_ELEMENTS = {
    "rsids": "revisions", "docVars": "application_data", "docId": "identifiers",
    "dataBinding": "application_data", "absPath": "paths", "revisionPtr": "revisions",
    "fileSharing": "names", "customWorkbookViews": "names", "customSheetViews": "application_data",
    "custDataLst": "application_data", "externalData": "objects", "embeddedFontLst": "fonts",
    "embedRegular": "fonts", "embedBold": "fonts", "embedItalic": "fonts",
    "embedBoldItalic": "fonts", "svgBlip": "drawings", "imgProps": "application_data",
    "printSettings": "printing", "htmlPubPr": "paths", "oleObjects": "objects",
    "OLEObject": "objects", "fileRecoveryPr": "application_data", "smartTags": "application_data",
    "customProperties": "application_data", "slicerList": "application_data",
}  # fmt: skip
_REFUSED = {
    "mailMerge": "external", "attachedTemplate": "external", "altChunk": "external",
    "subDoc": "external", "control": "macros", "controls": "macros", "ddeLink": "external",
    "webPublishItems": "external", "externalReferences": "external", "audioFile": "media",
    "videoFile": "media", "wavAudioFile": "media", "quickTimeFile": "media", "snd": "media",
    "audioCd": "media", "frameset": "external", "connection": "external", "macro": "macros",
}  # fmt: skip
# Attributes by local name: identifiers of one computer's or one session's work.
_ATTRIBUTES = {
    "gfxdata": "application_data", "codeName": "application_data", "uid": "identifiers",
    "refreshedBy": "names", "refreshedDate": "dates", "createdBy": "names",
    "modifiedBy": "names", "lastModifiedBy": "names", "userId": "identifiers",
    "providerId": "identifiers", "dateUtc": "dates", "dT": "dates", "dt": "dates",
    "created": "dates", "modified": "dates",
}  # fmt: skip
_REVISION_IDS = "rsid"
# Somebody's name in an attribute that is not known; `author` itself gets another name elsewhere.
_NAMES = re.compile(r"\w+author|\w*(username|creator|editor|company|manager|e?mail)", re.IGNORECASE)
_DESCRIBING = {"descr", "title", "alt"}
_NAMED_SHAPES = {"cNvPr", "docPr"}  # of these, `name` may be a picture's file
_RELATION = "relationships"
_ON_ANOTHER_PART = {"pageSetup"}  # elements that remain when what they refer to goes
_FRAMES = {"graphicFrame"}


def clean(root: Any, dropped: set[str], report: Report) -> None:
    """Clean a part's tree in place.

    `dropped` has the keys of relationships that are not in the file any more. Raises Refused.
    """
    for element in trees.elements(root):
        name = trees.local(element.tag)
        if _REFUSED.get(name) and element is not root:
            raise Refused(_REFUSED[name])
    _drop_objects(root, report)
    trees.drop_elements(root, _ELEMENTS, report)
    trees.drop_attributes(root, _dropped_attribute, report)
    trees.drop_paths(root, _is_description, report)
    _drop_references(root, dropped)


def _is_description(tag: str, name: str) -> bool:
    return name in _DESCRIBING or (name == "name" and tag in _NAMED_SHAPES)


def _dropped_attribute(namespace: str, name: str) -> str | None:
    if name.lower().startswith(_REVISION_IDS):
        return "revisions"
    if name == "title" and "office:office" in namespace:
        return "paths"  # VML has the file name of a picture here
    return _ATTRIBUTES.get(name) or ("names" if _NAMES.fullmatch(name) else None)


def _drop_objects(root: Any, report: Report) -> None:
    """Remove the frames of embedded objects on slides; what is in a frame alone cannot remain."""
    for element in [each for each in trees.elements(root) if trees.local(each.tag) == "oleObj"]:
        frame = element
        while frame is not None and trees.local(frame.tag) not in _FRAMES:
            frame = frame.getparent()
        report.remove("objects")
        if frame is not None and frame.getparent() is not None:
            trees.remove(frame)
        elif element.getparent() is not None:
            trees.remove(element)


def _drop_references(root: Any, dropped: set[str]) -> None:
    """Remove what refers to a relationship that has gone."""
    for element in list(trees.elements(root)):
        for name, value in list(element.attrib.items()):
            if value not in dropped or _RELATION not in trees.namespace(name).lower():
                continue
            is_needless = trees.local(element.tag) in _ON_ANOTHER_PART
            if is_needless or element.getparent() is None:
                del element.attrib[name]
            else:
                trees.remove(element)
                break
