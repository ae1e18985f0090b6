"""Files that have to be accepted, and the text that people see in them afterwards."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl
import pikepdf
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from tests.pictures import drawing, saved
from tests.security.hostile import zips
from tests.security.hostile.cases import AUTHOR
from tests.security.hostile.pdf_active import TEXT, pdf

ARABIC = "نص ظاهر"


@dataclass(frozen=True)
class Honest:
    """A file, and the words that are still seen in it, read by `text_of`."""

    filename: str
    make: Callable[[], bytes]
    words: tuple[str, ...]


HONEST: dict[str, Honest] = {}


def honest(filename: str, *words: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register a function that makes a file which must be accepted."""

    def register(make: Callable[[], bytes]) -> Callable[[], bytes]:
        HONEST[make.__name__.strip("_").replace("_", "-")] = Honest(filename, make, words)
        return make

    return register


def text_of(content: bytes, kind: str) -> str:
    """The text in a file of a kind such as "docx", as far as a test needs it."""
    if kind == "pdf":
        with Pdf.open(io.BytesIO(content)) as opened:
            return "\n".join(
                pikepdf.Page(page).obj.Contents.read_bytes().decode("latin-1")
                for page in opened.pages
            )
    if kind in {"txt", "csv"}:
        return content.decode("utf-8-sig")
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
        return "\n".join(
            f"{cell.value}\n{cell.comment.text if cell.comment else ''}" for cell in cells
        )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        texts = [archive.read(name).decode() for name in archive.namelist() if "xml" in name]
    return re.sub("<[^>]+>", " ", "\n".join(texts))


@honest("plain.pdf", "Visible text")
def plain_pdf() -> bytes:
    return pdf()


@honest("web.pdf", "Visible text")
def pdf_for_the_web() -> bytes:
    return pdf(linearize=True)


@honest("packed.pdf", "Visible text")
def packed_pdf() -> bytes:
    return pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)


@honest("lost-table.pdf", "Visible text")
def pdf_without_a_table_of_its_objects() -> bytes:
    """Two objects are in one line, where those who look for lost objects do not find the second."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length 27>>stream\nBT (Visible text) Tj ET    \nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )


@honest("percent.pdf", "100% visible")
def pdf_with_per_cent() -> bytes:
    return pdf(
        lambda made, page: page.update(
            {"/Contents": made.make_stream(b"BT /F1 9 Tf (100% visible) Tj ET")}
        )
    )


@honest("form.pdf", "Visible text")
def pdf_with_links_outline_and_fields() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
            A=Dictionary(S=Name.URI, URI=String("https://example.org/a")),
        )  # fmt: skip
        field = made.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, Rect=[0, 0, 9, 9], FT=Name.Tx,
                T=String("name"), V=String("value"),
            )
        )  # fmt: skip
        page.Annots = Array([link, field])
        made.Root.AcroForm = Dictionary(Fields=Array([field]), NeedAppearances=True)
        made.Root.OpenAction = Array([page, Name.Fit])
        with made.open_outline() as outline:
            outline.root.append(OutlineItem(ARABIC, 0))

    return pdf(change)


@honest("photo.pdf", "Visible text")
def pdf_with_a_photograph() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        photo = made.make_stream(
            saved(drawing(), "JPEG", progressive=True), Type=Name.XObject, Subtype=Name.Image,
            Width=48, Height=32, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
            Filter=Name.DCTDecode,
        )  # fmt: skip
        page.Resources.XObject = Dictionary(P=photo)
        page.Contents = made.make_stream(TEXT + b" q 48 0 0 32 0 0 cm /P Do Q")

    return pdf(change)


@honest("letter.docx", "Visible text", ARABIC, "cell", "checked")
def word_with_picture_table_and_link() -> bytes:
    body = (
        "<w:p><w:r><w:t>Visible text</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{ARABIC}</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        '<w:p><w:hyperlink r:id="rId1"/><w:drawing><a:blip r:embed="rId2"/></w:drawing></w:p>'
        '<w:p><w:fldSimple w:instr=" PAGE "/></w:p>'
    )
    notes = f'<w:comments xmlns:w="{zips.W}"><w:comment w:author="{AUTHOR}" w:id="1"><w:p><w:r>'
    rows = (
        f'<Relationship Id="rId1" Type="{zips.OFFICE}/hyperlink" '
        'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"/>'
        f'<Relationship Id="rId2" Type="{zips.OFFICE}/image" Target="media/image1.png"/>'
        f'<Relationship Id="rId3" Type="{zips.OFFICE}/comments" Target="comments.xml"/>'
    )
    return zips.docx(
        body,
        parts={
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{zips.PACKAGE}/relationships">'
            f"{rows}</Relationships>",
            "word/media/image1.png": saved(drawing("RGBA"), "PNG"),
            "word/comments.xml": f"{notes}<w:t>checked</w:t></w:r></w:p></w:comment></w:comments>",
        },
        overrides={"word/comments.xml": "wordprocessingml.comments+xml"},
    )


@honest("table.xlsx", "Visible text", "=SUM(B1:B2)", "a note", "https://example.org/")
def excel_with_formula_chart_note_and_link() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "report.pdf"
    sheet["A1"] = "Visible text"
    sheet["A2"] = "https://example.org/"
    sheet["A2"].hyperlink = "https://example.org/"
    sheet["B1"], sheet["B2"], sheet["B3"] = 1, -2, "=SUM(B1:B2)"
    sheet["A1"].comment = Comment("a note", AUTHOR)
    sheet.add_image(Image(io.BytesIO(saved(drawing(), "PNG"))), "D1")
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "F1")
    book.properties.creator = AUTHOR
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@honest("slides.pptx", "Visible text")
def presentation() -> bytes:
    shape = "<p:sp><p:txBody><a:p><a:r><a:t>Visible text</a:t></a:r></a:p></p:txBody></p:sp>"
    return zips.pptx(shape)


@honest("letter.odt", "Visible text", ARABIC)
def open_document_text() -> bytes:
    return zips.odf(
        f'<office:text><text:p>Visible text</text:p><text:p><text:a xlink:href="https://example.org/">'
        f'{ARABIC}</text:a></text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/>'
        "</draw:frame></office:text>",
        parts={"Pictures/a.png": saved(drawing(), "PNG")},
    )


@honest("table.ods", "Visible text")
def open_document_sheet() -> bytes:
    cell = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"><text:p>Visible text</text:p>'
    table = (
        f"<table:table><table:table-row>{cell}</table:table-cell></table:table-row></table:table>"
    )
    return zips.odf(f"<office:spreadsheet>{table}</office:spreadsheet>", kind="spreadsheet")


@honest("slides.odp", "Visible text")
def open_document_slides() -> bytes:
    page = "<draw:page><draw:frame><draw:text-box><text:p>Visible text</text:p></draw:text-box>"
    return zips.odf(
        f"<office:presentation>{page}</draw:frame></draw:page></office:presentation>",
        kind="presentation",
    )


@honest("notes.txt", "Visible text", ARABIC)
def text() -> bytes:
    return f"Visible text\n{ARABIC}".encode()


@honest("notes.txt", ARABIC)
def text_in_wide_letters() -> bytes:
    return f"Visible text\n{ARABIC}".encode("utf-16")


@honest("notes.txt", ARABIC)
def text_in_old_arabic() -> bytes:
    return ARABIC.encode("cp1256")


@honest("values.csv", ARABIC, "-5")
def values() -> bytes:
    return f"name,amount\n{ARABIC},-5\n+964 770,@handle\n- two item(s),+964(770)\n".encode()


@honest("values.csv", "a|b")
def values_with_a_separator_of_their_own() -> bytes:
    return b"sep=|\r\na|b\r\n- one|2\r\n"


@honest("values.csv", "a;b")
def values_between_semicolons() -> bytes:
    return b"\xef\xbb\xbfa;b\r\n1;2\r\n"
