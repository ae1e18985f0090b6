"""The formats of documents that are accepted; each is recognised by its content."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A format: what the program calls it, and its media type as it is served."""

    code: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
PDF, DOCX, XLSX, PPTX = "pdf", "docx", "xlsx", "pptx"
ODT, ODS, ODP = "odt", "ods", "odp"
TXT, CSV = "txt", "csv"
# By code, which is also the extension.
KINDS = {
    kind.code: kind
    for kind in (
        Kind(PDF, "application/pdf"),
        Kind(DOCX, f"{_OFFICE}.wordprocessingml.document"),
        Kind(XLSX, f"{_OFFICE}.spreadsheetml.sheet"),
        Kind(PPTX, f"{_OFFICE}.presentationml.presentation"),
        Kind(ODT, f"{_ODF}.text"),
        Kind(ODS, f"{_ODF}.spreadsheet"),
        Kind(ODP, f"{_ODF}.presentation"),
        Kind(TXT, "text/plain; charset=utf-8"),
        Kind(CSV, "text/csv; charset=utf-8"),
    )
}
OFFICE_KINDS = {DOCX, XLSX, PPTX}
ODF_KINDS = {KINDS[code].media_type: code for code in (ODT, ODS, ODP)}


def media_type_of(extension: str) -> str:
    """Return the media type under which a stored file is served, by its extension without dot."""
    kind = KINDS.get(extension.lower())
    return kind.media_type if kind else "application/octet-stream"
