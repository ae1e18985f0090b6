"""A page's annotations: comments without names, links, form fields without signatures."""

from typing import Any

from pikepdf import Array, String

from core.media.cleaning import Refused
from core.media.documents.pdf.walk import is_dictionary, name_of
from core.media.documents.report import Report

_WIDGET = "/Widget"
_COMMENTS = {
    "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup",
}  # fmt: skip
_DROPPED = {"/FileAttachment": "attachments", "/PrinterMark": "printing", "/TrapNet": "printing"}
_REFUSED = {
    "/RichMedia": "media", "/3D": "media", "/Movie": "media", "/Sound": "media",
    "/Screen": "media", "/Redact": "redaction",
}  # fmt: skip
_KNOWN = {
    "/Type", "/Subtype", "/Rect", "/Contents", "/P", "/F", "/AP", "/AS", "/Border", "/C",
    "/StructParent", "/OC", "/BM", "/ca", "/CA", "/A", "/Dest", "/H", "/PA", "/QuadPoints", "/BS",
    "/IC", "/LE", "/L", "/LL", "/LLE", "/LLO", "/Cap", "/IT", "/CO", "/CP", "/Vertices", "/CL",
    "/DS", "/DA", "/Q", "/RD", "/BE", "/Sy", "/Name", "/InkList", "/Popup", "/Open", "/Parent",
    "/RT", "/IRT", "/State", "/StateModel", "/Lang", "/FT", "/TU", "/TM", "/Ff", "/V", "/DV",
    "/Kids", "/Opt", "/TI", "/I", "/MaxLen", "/MK", "/AA", "/T",
}  # fmt: skip
_REPORTED = {"/M": "dates", "/CreationDate": "dates", "/NM": "identifiers", "/T": "names"}


def clean_annotations(page: Any, report: Report) -> None:
    """Clean a page's annotations in place; raises Refused for media and unfinished redactions."""
    listed = page.get("/Annots")
    if listed is None:
        return
    if not isinstance(listed, Array):
        raise Refused("damaged")
    page["/Annots"] = Array([each for each in listed if _is_left(each, report)])


def _is_left(annotation: Any, report: Report) -> bool:
    if not is_dictionary(annotation):
        return False
    kind = name_of(annotation, "/Subtype")
    if kind in _REFUSED:
        raise Refused(_REFUSED[kind])
    if kind in _DROPPED:
        report.remove(_DROPPED[kind])
        return False
    if kind not in _COMMENTS | {"/Link", _WIDGET}:
        raise Refused("unknown_part", part=kind)
    _clean_entries(annotation, kind, report)
    return True


def _clean_entries(annotation: Any, kind: str, report: Report) -> None:
    for key in set(annotation.keys()) - _KNOWN:
        report.remove(_REPORTED.get(key, "application_data"))
        del annotation[key]
    if kind == _WIDGET or "/T" not in annotation:
        return
    name = str(annotation["/T"])
    if kind in _COMMENTS and report.alias(name) != name:
        annotation["/T"] = String(report.alias(name))
    elif kind not in _COMMENTS:
        del annotation["/T"]
        report.remove("names")


def clean_field(value: Any, report: Report) -> None:
    """Remove a signature from a form field: it names who signed, and is not valid any more."""
    if name_of(value, "/FT") == "/Sig":
        for key in ("/V", "/Lock", "/SV", "/DV"):
            if key in value:
                report.remove("signatures")
                del value[key]
    if name_of(value, "/Type") in {"/Sig", "/DocTimeStamp"} or "/ByteRange" in value:
        raise Refused("damaged")  # a signature where none belongs
