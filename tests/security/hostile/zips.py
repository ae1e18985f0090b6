"""Office files of as few parts as they may have; each part can be replaced or added to."""

import io
import zipfile
from typing import Any

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
OOXML = "application/vnd.openxmlformats-officedocument"
_MAIN = {
    "docx": ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}.presentationml.presentation.main+xml"),
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
    "emf": "image/x-emf", "bin": f"{OOXML}.oleObject", "mp4": "video/mp4",
    "xlsx": f"{OOXML}.spreadsheetml.sheet", "html": "text/html", "svg": "image/svg+xml",
}  # fmt: skip


def zipped(parts: dict[str, bytes | str], *, comment: bytes = b"") -> bytes:
    """A zip file of these parts, in their order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return buffer.getvalue()


def relations(*rows: tuple[str, str], external: bool = False) -> str:
    """Relationships rId1, rId2 and so on, each a kind and a target."""
    mode = ' TargetMode="External"' if external else ""
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_kind(kind)}" Target="{target}"{mode}/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _kind(kind: str) -> str:
    return kind if "://" in kind else f"{OFFICE}/{kind}"


def types(main: tuple[str, str], overrides: dict[str, str]) -> str:
    rows = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in _DEFAULTS.items()
    )
    for part, kind in {main[0]: main[1], **overrides}.items():
        full = kind if "/" in kind else f"{OOXML}.{kind}"
        rows += f'<Override PartName="/{part}" ContentType="{full}"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{rows}</Types>'


def office(
    kind: str,
    body: str,
    *,
    parts: dict[str, bytes | str] | None = None,
    overrides: dict[str, str] | None = None,
    root: tuple[tuple[str, str], ...] = (),
    main_type: str = "",
) -> dict[str, bytes | str]:
    """The parts of an office file by name; `overrides` are content types by part."""
    part, content_type = _MAIN[kind]
    main = (part, main_type or content_type)
    return {
        "[Content_Types].xml": types(main, overrides or {}),
        "_rels/.rels": relations(("officeDocument", part), *root),
        part: body,
        **(parts or {}),
    }


def docx(paragraphs: str = "<w:p><w:r><w:t>Visible text</w:t></w:r></w:p>", **more: Any) -> bytes:
    """A Word file; `paragraphs` is the XML of its body."""
    body = (
        f'<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:a="{A}" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f"<w:body>{paragraphs}</w:body></w:document>"
    )
    return zipped(office("docx", body, **more))


def xlsx(cells: str = '<c r="A1"><v>1</v></c>', *, book: str = "", **more: Any) -> bytes:
    """An Excel file with one sheet; `cells` are a row, `book` is put into the workbook."""
    workbook = (
        f'<workbook xmlns="{S}" xmlns:r="{OFFICE}">'
        f'<sheets><sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets>{book}</workbook>'
    )
    sheet = (
        f'<worksheet xmlns="{S}" xmlns:r="{OFFICE}">'
        f"<sheetData><row>{cells}</row></sheetData></worksheet>"
    )
    parts = {
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
        **more.pop("parts", {}),
    }
    overrides = {
        "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet+xml", **more.pop("overrides", {}),
    }  # fmt: skip
    return zipped(office("xlsx", workbook, parts=parts, overrides=overrides, **more))


def pptx(shapes: str = "", **more: Any) -> bytes:
    """A presentation with one slide, of which `shapes` is the XML."""
    body = (
        f'<p:presentation xmlns:p="{P}" xmlns:r="{OFFICE}">'
        '<p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>'
    )
    slide = (
        f'<p:sld xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE}"><p:cSld><p:spTree>{shapes}'
        "</p:spTree></p:cSld></p:sld>"
    )
    parts = {
        "ppt/_rels/presentation.xml.rels": relations(("slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": slide,
        **more.pop("parts", {}),
    }
    overrides = {
        "ppt/slides/slide1.xml": "presentationml.slide+xml", **more.pop("overrides", {}),
    }  # fmt: skip
    return zipped(office("pptx", body, parts=parts, overrides=overrides, **more))


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
    f'xmlns:draw="{_ODF}:drawing:1.0" xmlns:table="{_ODF}:table:1.0" '
    f'xmlns:script="{_ODF}:script:1.0" xmlns:meta="{_ODF}:meta:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def odf(
    body: str = "<office:text><text:p>Visible text</text:p></office:text>",
    *,
    kind: str = "text",
    parts: dict[str, bytes | str] | None = None,
    manifest: str = "",
    before: str = "",
) -> bytes:
    """An OpenDocument file; `body` is put into its body, `before` in front of that."""
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type=""/>'
        for part in parts or {}
    )
    return zipped(
        {
            "mimetype": media_type,
            "content.xml": f"<office:document-content {NAMESPACES}>{before}<office:body>{body}"
            "</office:body></office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media_type}"/>'
            f"{manifest}{entries}</manifest:manifest>",
            **(parts or {}),
        }
    )
