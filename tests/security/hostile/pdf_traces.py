"""PDF that reveals who made it, where and with what."""

import io
import zlib
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.security.hostile.cases import AUTHOR, CANARY, COMPANY, PATH, cleaned
from tests.security.hostile.pdf_active import TEXT, annotated, in_root, pdf
from tests.security.hostile.pictures import photograph

XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    f'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="{AUTHOR}"/></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="w"?>'
).encode()


def metadata(made: Pdf) -> Any:
    return made.make_stream(XMP, Type=Name.Metadata, Subtype=Name.XML)


def with_picture(content: bytes, **more: Any) -> bytes:
    """A PDF that shows a picture which is stored as it is."""

    def change(made: Pdf, page: Any) -> None:
        picture = made.make_stream(
            content, Type=Name.XObject, Subtype=Name.Image, Width=48, Height=32,
            ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )  # fmt: skip
        given = {key: value(made) if callable(value) else value for key, value in more.items()}
        picture.stream_dict.update({f"/{key}": value for key, value in given.items()})
        page.Resources.XObject = Dictionary(X=picture)
        page.Contents = made.make_stream(TEXT + b" q 48 0 0 32 0 0 cm /X Do Q")

    return pdf(change, compress_streams=False)


@cleaned("report.pdf")
def information() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        made.docinfo.update({"/Author": AUTHOR, "/Company": COMPANY, "/Title": PATH})

    return pdf(change)


@cleaned("report.pdf")
def metadata_of_the_file() -> bytes:
    return pdf(lambda made, page: made.Root.update({"/Metadata": metadata(made)}))


@cleaned("report.pdf")
def metadata_of_a_page() -> bytes:
    return pdf(lambda made, page: page.update({"/Metadata": metadata(made)}))


@cleaned("report.pdf")
def metadata_of_a_picture() -> bytes:
    return with_picture(photograph(), Filter=Name.DCTDecode, Metadata=metadata)


@cleaned("report.pdf")
def metadata_of_a_font() -> bytes:
    return pdf(lambda made, page: page.Resources.Font.F1.update({"/Metadata": metadata(made)}))


@cleaned("report.pdf")
def camera_data_of_a_picture() -> bytes:
    return with_picture(photograph(), Filter=Name.DCTDecode)


@cleaned("report.pdf")
def camera_data_behind_a_second_packing() -> bytes:
    return with_picture(
        zlib.compress(photograph()), Filter=Array([Name.FlateDecode, Name.DCTDecode])
    )


@cleaned("report.pdf")
def words_behind_a_picture() -> bytes:
    return with_picture(photograph() + CANARY.encode(), Filter=Name.DCTDecode)


@cleaned("report.pdf")
def attached_file() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        made.attachments["notes.txt"] = f"Met {AUTHOR} in Hit".encode()

    return pdf(change)


@cleaned("report.pdf")
def attached_to_a_place() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        file = made.make_stream(CANARY.encode(), Type=Name.EmbeddedFile)
        spec = Dictionary(Type=Name.Filespec, F=String("a"), EF=Dictionary(F=file))
        note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec)
        page.Annots = Array([note])
        page.AF = Array([spec])

    return pdf(change)


@cleaned("report.pdf")
def earlier_revision() -> bytes:
    """What was in the file before is still there, and a later part of the file hides it."""
    first = pdf(lambda made, page: made.docinfo.update({"/Author": AUTHOR}))
    with Pdf.open(io.BytesIO(first)) as opened:
        number = opened.docinfo.objgen[0]
        size = int(opened.trailer.Size)
        root = opened.Root.objgen[0]
    start = first.rindex(b"startxref")
    before = int(first[start:].split()[1])
    place = len(first)
    body = f"{number} 0 obj\n<< /Title (Report) >>\nendobj\n".encode()
    table = place + len(body)
    update = (
        f"xref\n{number} 1\n{place:010d} 00000 n \ntrailer\n"
        f"<< /Size {size} /Root {root} 0 R /Info {number} 0 R /Prev {before} >>\n"
        f"startxref\n{table}\n%%EOF\n"
    ).encode()
    return first + body + update


@cleaned("report.pdf")
def commenter() -> bytes:
    return annotated(
        "/Text", Contents=String("Please check"), T=String(AUTHOR), M=String("D:20240101"),
        NM=String(CANARY), RC=String(f"<p>{CANARY}</p>"), Subj=String(CANARY),
    )  # fmt: skip


@cleaned("report.pdf")
def signature() -> bytes:
    held = Dictionary(
        Type=Name.Sig, Name=String(AUTHOR), Location=String(CANARY), ByteRange=Array([0, 1, 2, 3]),
        Contents=String(CANARY),
    )  # fmt: skip
    return annotated("/Widget", FT=Name.Sig, T=String("Signature"), V=held)


@cleaned("report.pdf")
def data_of_a_program() -> bytes:
    private = Dictionary(Illustrator=Dictionary(Private=String(PATH)))
    return pdf(lambda made, page: page.update({"/PieceInfo": private}))


@cleaned("report.pdf")
def preview() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        page.Thumb = made.make_stream(photograph(), Width=48, Height=32, Filter=Name.DCTDecode)

    return pdf(change, compress_streams=False)


@cleaned("report.pdf")
def threads() -> bytes:
    return in_root("/Threads", lambda: Array([Dictionary(I=Dictionary(Author=String(AUTHOR)))]))


@cleaned("report.pdf")
def maker_of_a_layer() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        layer = made.make_indirect(
            Dictionary(
                Type=Name.OCG, Name=String("Layer"),
                Usage=Dictionary(CreatorInfo=Dictionary(Creator=String(AUTHOR))),
            )
        )  # fmt: skip
        made.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())

    return pdf(change)


@cleaned("map.pdf")
def position_of_a_map() -> bytes:
    measure = Dictionary(Type=Name.Measure, Subtype=Name.GEO, GPTS=Array([33, 42]), X=CANARY)
    view = Dictionary(Type=Name.Viewport, BBox=[0, 0, 9, 9], Measure=measure)
    return pdf(lambda made, page: page.update({"/VP": Array([view])}))


@cleaned("report.pdf")
def remark_in_instructions() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        page.Contents = made.make_stream(b"% made by " + CANARY.encode() + b"\n" + TEXT)

    return pdf(change)


@cleaned("report.pdf")
def remark_in_a_table_of_letters() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        table = f"%%Title: {PATH}\n/CIDInit /ProcSet findresource begin\nend\n".encode()
        page.Resources.Font.F1.ToUnicode = made.make_stream(table)

    return pdf(change)


@cleaned("report.pdf")
def file_of_a_drawing() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        form = made.make_stream(b"0 0 m", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        form["/PTEX.FileName"] = String(PATH)
        form["/PTEX.InfoDict"] = Dictionary(Author=String(AUTHOR))
        page.Resources.XObject = Dictionary(X=form)

    return pdf(change)


@cleaned("report.pdf")
def unknown_entries() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        made.Root["/ACME_Owner"] = String(AUTHOR)
        page["/ACME_Owner"] = String(AUTHOR)

    return pdf(change)


@cleaned("report.pdf")
def colours_of_a_screen() -> bytes:
    def change(made: Pdf, page: Any) -> None:
        profile = b"\0" * 16 + b"RGB " + b"\0" * 108 + f"Screen of {CANARY}".encode()
        stream = made.make_stream(profile, N=3)
        space = Array([Name.ICCBased, stream])
        page.Resources.ColorSpace = Dictionary(C=space, I=Array([Name.Indexed, space, 0, b"abc"]))

    return pdf(change)


@cleaned("report.pdf")
def remark_between_objects() -> bytes:
    return pdf().replace(b"endobj", b"endobj\n% " + CANARY.encode(), 1)


@cleaned("report.pdf")
def object_that_nothing_refers_to() -> bytes:
    made = pdf(lambda opened, page: page.update({"/Unused": opened.make_stream(CANARY.encode())}))
    return made.replace(b"/Unused", b"/Unusee")


@cleaned("report.pdf")
def portfolio() -> bytes:
    return in_root("/Collection", Dictionary(Schema=Dictionary(A=Dictionary(N=String(CANARY)))))


@cleaned("report.pdf")
def output_intent() -> bytes:
    return in_root("/OutputIntents", Array([Dictionary(Info=String(CANARY))]))


@cleaned("report.pdf")
def identifier() -> bytes:
    made = pdf()
    with Pdf.open(io.BytesIO(made)) as opened:
        found = bytes(opened.trailer.ID[0])
    return made.replace(found.hex().encode(), CANARY.encode().hex().ljust(32, "0").encode())
