"""A PDF's root and pages: entries that are not known to be harmless are left out."""

from typing import Any

from pikepdf import Array, Name, Pdf

from core.media.cleaning import Refused
from core.media.documents.pdf.walk import entry, is_dictionary, name_of
from core.media.documents.report import Report

_ROOT = {
    "/Type", "/Version", "/Pages", "/PageLabels", "/Names", "/Dests", "/Outlines", "/PageMode",
    "/PageLayout", "/ViewerPreferences", "/MarkInfo", "/StructTreeRoot", "/Lang", "/OCProperties",
    "/AcroForm", "/OpenAction", "/Extensions",
}  # fmt: skip
_PAGE = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/BoxColorInfo", "/Contents", "/Rotate", "/Group", "/Annots", "/Dur", "/Trans", "/Tabs",
    "/StructParents", "/UserUnit",
}  # fmt: skip
# What an entry that is left out is reported as; the others are data of some program.
_REPORTED = {
    "/Metadata": "properties", "/PieceInfo": "application_data", "/LastModified": "dates",
    "/Thumb": "thumbnails", "/AF": "attachments", "/Collection": "attachments",
    "/Perms": "signatures", "/DSS": "signatures", "/VP": "place",
}  # fmt: skip
_PLACES = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}  # others print, save or close
MAX_PAGES = 5000


def clean_root(pdf: Pdf, report: Report) -> None:
    """Leave out what the file as a whole has beside its pages; refuse active content."""
    root = pdf.Root
    _refuse_active(root)
    names = entry(root, "/Names")
    if is_dictionary(names):
        _clean_names(names, report)
    _leave_out(root, _ROOT, report)
    if "/Info" in pdf.trailer:
        report.remove("properties")
        del pdf.trailer["/Info"]
    if "/ID" in pdf.trailer:  # a new one is made of the content
        del pdf.trailer["/ID"]
    form = entry(root, "/AcroForm")
    if is_dictionary(form):
        _clean_form(form, report)


def _refuse_active(root: Any) -> None:
    if "/AA" in root:
        raise Refused("script")
    if "/Encrypt" in root:
        raise Refused("encrypted")
    action = entry(root, "/OpenAction")
    if action is None or isinstance(action, Array):
        return
    kind = name_of(action, "/S")
    if kind != "/GoTo" and not (kind == "/Named" and name_of(action, "/N") in _PLACES):
        raise Refused("action")


def _clean_names(names: Any, report: Report) -> None:
    if "/JavaScript" in names:
        raise Refused("script")
    for key in set(names.keys()) - {"/Dests"}:
        report.remove("attachments" if key == "/EmbeddedFiles" else "application_data")
        del names[key]


def _clean_form(form: Any, report: Report) -> None:
    if "/XFA" in form:
        raise Refused("xfa")
    if "/SigFlags" in form:
        report.remove("signatures")
        del form["/SigFlags"]
    if "/CO" in form:  # the order in which scripts compute the fields
        del form["/CO"]


def clean_page(page: Any, report: Report) -> None:
    """Leave out what a page has beside its content."""
    if "/AA" in page:
        raise Refused("script")
    _leave_out(page, _PAGE, report)


def is_page(value: Any) -> bool:
    return name_of(value, "/Type") == Name.Page


def _leave_out(value: Any, known: set[str], report: Report) -> None:
    for key in set(value.keys()) - known:
        report.remove(_REPORTED.get(key, "application_data"))
        del value[key]
