"""What is removed from a PDF, or refused, in whichever dictionary it is."""

from typing import Any

from pikepdf import Stream, String

from core.media.cleaning import Refused
from core.media.documents.addresses import is_plain_link
from core.media.documents.pdf.walk import is_container, is_dictionary, name_of
from core.media.documents.report import Report
from core.media.documents.trees import is_path

# Removed wherever they are.
_REMOVED = {
    "/Metadata": "properties", "/Author": "properties", "/Creator": "properties",
    "/Producer": "properties", "/Company": "properties", "/Keywords": "properties",
    "/SourceModified": "dates", "/CreationDate": "dates", "/ModDate": "dates",
    "/LastModified": "dates", "/PieceInfo": "application_data", "/CreatorInfo": "properties",
    "/UserProperties": "application_data", "/Thumb": "thumbnails", "/AF": "attachments",
    "/EmbeddedFiles": "attachments", "/Measure": "place", "/GPTS": "place", "/PtData": "place",
    "/LGIDict": "place", "/PTEX.FileName": "paths", "/PTEX.InfoDict": "properties",
    "/PTEX.PageNumber": "application_data", "/OPI": "application_data",
    "/SeparationInfo": "application_data", "/Alternates": "application_data",
}  # fmt: skip
# Active content, or what is fetched from elsewhere.
_REFUSED = {
    "/JS": "script", "/AA": "script", "/XFA": "xfa", "/RichMediaContent": "media",
    "/RichMediaSettings": "media", "/Movie": "media", "/Sound": "media", "/3DD": "media",
    "/Rendition": "media", "/EF": "attachments", "/FFilter": "external",
}  # fmt: skip
_ACTIONS = {
    "/JavaScript": "script", "/Launch": "action", "/SubmitForm": "action", "/ImportData": "action",
    "/ResetForm": "action", "/Hide": "action", "/SetOCGState": "action", "/SetState": "action",
    "/GoToR": "external", "/GoToE": "external", "/GoToDp": "action", "/Thread": "action",
    "/Rendition": "media", "/Movie": "media", "/Sound": "media", "/GoTo3DView": "media",
    "/RichMediaExecute": "media", "/NOP": "action",
}  # fmt: skip
_HARMLESS = {"/GoTo", "/URI", "/Named"}
# Where some programs write the place of a picture's file instead of what it shows.
_DESCRIPTIONS = ("/Alt", "/TU")


def clean_object(value: Any, report: Report) -> None:
    """Remove what reveals somebody, and refuse what acts by itself; for every dictionary."""
    for key in set(value.keys()):
        if key in _REMOVED and not _is_label(value, key):
            report.remove(_REMOVED[key])
            del value[key]
        elif key in _REFUSED and not _is_label(value, key):
            raise Refused(_REFUSED[key])
    _clean_descriptions(value, report)
    _check_action(value)
    _check_file(value)


def _clean_descriptions(value: Any, report: Report) -> None:
    """Remove paths in place of descriptions, and a program's own properties of an element."""
    for key in _DESCRIPTIONS:
        if isinstance(value.get(key), String) and is_path(str(value[key])):
            report.remove("paths")
            del value[key]
    if name_of(value, "/O") == "/UserProperties" and "/P" in value:
        report.remove("application_data")
        del value["/P"]


def _is_label(value: Any, key: str) -> bool:
    """Whether an entry only has a name like ours: fonts and resources are called anything."""
    held = value.get(key)
    return is_dictionary(held) and name_of(held, "/Type") in {"/Font", "/XObject", "/ExtGState"}


def _check_action(value: Any) -> None:
    if "/PS" in {name_of(value, "/Subtype"), name_of(value, "/Subtype2")}:
        raise Refused("script")  # PostScript, which printers run
    kind = name_of(value, "/S")
    if kind in _ACTIONS:
        raise Refused(_ACTIONS[kind])
    if kind in _HARMLESS and "/Next" in value:
        raise Refused("action")
    if kind == "/URI" and not is_plain_link(_text(value, "/URI")):
        raise Refused("external")


def _check_file(value: Any) -> None:
    """Refuse references to files; a stream's own content may not be in one either."""
    kind = name_of(value, "/Type")
    if kind in {"/Filespec", "/F", "/FileSpec"} or "/UF" in value or "/DOS" in value:
        raise Refused("external")
    if isinstance(value, Stream) and "/F" in value:
        raise Refused("external")
    if is_dictionary(value.get("/Ref")):
        raise Refused("external")


def _text(value: Any, key: str) -> str:
    held = value.get(key)
    return "" if held is None or is_container(held) else str(held)
