"""Office files that reveal who wrote them, where and with what."""

import io
import zipfile

from tests.security.hostile.cases import AUTHOR, CANARY, COMPANY, PATH, cleaned
from tests.security.hostile.pictures import photograph
from tests.security.hostile.zips import PACKAGE, docx, pptx, relations, xlsx

TEXT = "<w:p><w:r><w:t>Visible text</w:t></w:r></w:p>"


def _with_part(
    part: str, content: bytes | str, kind: str, content_type: str = "", body: str = TEXT
) -> bytes:
    """A Word file with one part more, as rId1 of its main part."""
    parts = {"word/_rels/document.xml.rels": relations((kind, f"/{part}")), part: content}
    return docx(body, parts=parts, overrides={part: content_type} if content_type else {})


def _rooted(part: str, content: bytes | str, kind: str, content_type: str) -> bytes:
    """A Word file with one part more that belongs to the file as a whole."""
    return docx(parts={part: content}, overrides={part: content_type}, root=((kind, part),))


@cleaned("letter.docx")
def core_properties() -> bytes:
    return _rooted(
        "docProps/core.xml", f"<cp><creator>{AUTHOR}</creator><by>{AUTHOR}</by></cp>",
        f"{PACKAGE}/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
    )  # fmt: skip


@cleaned("letter.docx")
def application_properties() -> bytes:
    return _rooted(
        "docProps/app.xml", f"<Properties><Company>{COMPANY}</Company></Properties>",
        "extended-properties", "extended-properties+xml",
    )  # fmt: skip


@cleaned("letter.docx")
def own_properties() -> bytes:
    return _rooted(
        "docProps/custom.xml", f"<Properties><p>{CANARY}</p></Properties>",
        "custom-properties", "custom-properties+xml",
    )  # fmt: skip


@cleaned("letter.docx")
def properties_under_another_name() -> bytes:
    return _rooted(
        "word/notes.xml", f"<cp><creator>{AUTHOR}</creator></cp>",
        f"{PACKAGE}/relationships/metadata/core-properties",
        "application/vnd.openxmlformats-package.core-properties+xml",
    )  # fmt: skip


@cleaned("letter.docx")
def custom_xml() -> bytes:
    return _with_part("customXml/item1.xml", f"<a>{CANARY}</a>", "customXml")


@cleaned("letter.docx")
def preview() -> bytes:
    return _rooted(
        "docProps/thumbnail.jpeg", photograph(),
        f"{PACKAGE}/relationships/metadata/thumbnail", "image/jpeg",
    )  # fmt: skip


@cleaned("letter.docx")
def tracked_changes() -> bytes:
    return docx(
        f'<w:p w:rsidR="00{CANARY}"><w:ins w:id="1" w:author="{AUTHOR}" '
        'w:date="2024-01-01T00:00:00Z">'
        "<w:r><w:t>Visible text</w:t></w:r></w:ins></w:p>"
    )


@cleaned("letter.docx")
def comments() -> bytes:
    notes = (
        f'<w:comments xmlns:w="w"><w:comment w:id="1" w:author="{AUTHOR}" w:initials="{CANARY}" '
        f'w:date="2024-01-01T00:00:00Z"><w:p><w:r><w:t>{AUTHOR}: check</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    return _with_part("word/comments.xml", notes, "comments", "wordprocessingml.comments+xml")


@cleaned("letter.docx")
def people() -> bytes:
    return _with_part(
        "word/people.xml", f'<w15:people xmlns:w15="w"><w15:person w15:author="{AUTHOR}"/>'
        "</w15:people>", "people", "wordprocessingml.people+xml",
    )  # fmt: skip


@cleaned("letter.docx")
def traces_in_settings() -> bytes:
    settings = (
        f'<w:settings xmlns:w="w"><w:rsids><w:rsid w:val="{CANARY}"/></w:rsids><w:docVars>'
        f'<w:docVar w:name="a" w:val="{CANARY}"/></w:docVars></w:settings>'
    )
    return _with_part("word/settings.xml", settings, "settings", "wordprocessingml.settings+xml")


@cleaned("letter.docx")
def camera_data_of_a_photograph() -> bytes:
    body = f'{TEXT}<w:p><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:p>'
    return _with_part("word/media/image1.jpeg", photograph(), "image", body=body)


@cleaned("letter.docx")
def photograph_under_another_name() -> bytes:
    return _with_part("word/media/image1.png", photograph(), "image")


@cleaned("letter.docx")
def words_in_a_picture() -> bytes:
    return _with_part("word/media/image1.png", photograph("PNG"), "image")


@cleaned("letter.docx")
def path_as_description() -> bytes:
    return docx(
        f'{TEXT}<w:p><w:drawing><wp:inline><wp:docPr id="1" name="{CANARY}.jpg" descr="{PATH}"/>'
        "</wp:inline></w:drawing></w:p>"
    )


@cleaned("letter.docx")
def embedded_table() -> bytes:
    body = f'{TEXT}<w:p><w:object><o:OLEObject r:id="rId1"/></w:object></w:p>'
    return _with_part("word/embeddings/a.xlsx", CANARY, "package", body=body)


@cleaned("letter.docx")
def picture_data_in_an_attribute() -> bytes:
    return docx(f'{TEXT}<w:p><v:shape o:gfxdata="{CANARY}" alt="{PATH}"/></w:p>')


@cleaned("letter.docx")
def remarks_in_xml() -> bytes:
    return docx(f"{TEXT}<!-- {AUTHOR} --><?owner {CANARY}?>")


@cleaned("letter.docx")
def part_that_nothing_leads_to() -> bytes:
    part = "word/header7.xml"
    return docx(
        parts={part: f'<w:hdr xmlns:w="w">{CANARY}</w:hdr>'},
        overrides={part: "wordprocessingml.header+xml"},
    )


@cleaned("letter.docx")
def printer() -> bytes:
    return _with_part(
        "word/printerSettings/printerSettings1.bin", CANARY.encode("utf-16-le"),
        "printerSettings", "wordprocessingml.printerSettings",
    )  # fmt: skip


@cleaned("letter.docx")
def traces_of_the_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.comment = CANARY.encode()
            entry.extra = b"\x99\x99" + len(CANARY).to_bytes(2, "little") + CANARY.encode()
            new.writestr(entry, old.read(name))
    return buffer.getvalue()


@cleaned("table.xlsx")
def path_of_the_table() -> bytes:
    return xlsx(
        book=f'<x15ac:absPath xmlns:x15ac="x" url="{PATH}"/><fileSharing userName="{AUTHOR}"/>'
        f'<customWorkbookViews><customWorkbookView name="{AUTHOR}"/></customWorkbookViews>'
    )


@cleaned("table.xlsx")
def notes_in_cells() -> bytes:
    notes = (
        f"<comments><authors><author>{AUTHOR}</author></authors><commentList>"
        f'<comment ref="A1" authorId="0"><text><r><t>{AUTHOR}:</t></r><r><t>check</t></r></text>'
        "</comment></commentList></comments>"
    )
    return xlsx(
        parts={
            "xl/comments1.xml": notes,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(("comments", "../comments1.xml")),
        },
        overrides={"xl/comments1.xml": "spreadsheetml.comments+xml"},
    )


@cleaned("table.xlsx")
def people_who_discuss_cells() -> bytes:
    person = f'<personList><person displayName="{AUTHOR}" userId="{CANARY}" id="1"/></personList>'
    return xlsx(
        parts={
            "xl/persons/person.xml": person,
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("person", "persons/person.xml")
            ),
        },
        overrides={"xl/persons/person.xml": "application/vnd.ms-excel.person+xml"},
    )


@cleaned("table.xlsx")
def who_computed_a_pivot_table() -> bytes:
    part = "xl/pivotCache/pivotCacheDefinition1.xml"
    return xlsx(
        parts={
            part: f'<pivotCacheDefinition refreshedBy="{AUTHOR}" lastEditor="{AUTHOR}"/>',
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"),
                ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            ),
        },
        overrides={part: "spreadsheetml.pivotCacheDefinition+xml"},
    )


@cleaned("table.xlsx")
def shared_history() -> bytes:
    part = "xl/revisions/userNames1.xml"
    return xlsx(
        parts={part: f'<users><userInfo name="{AUTHOR}"/></users>'},
        overrides={part: "spreadsheetml.userNames+xml"},
    )


@cleaned("slides.pptx")
def commenters_of_slides() -> bytes:
    authors = (
        f'<p:cmAuthorLst xmlns:p="p"><p:cmAuthor id="0" name="{AUTHOR}" initials="{CANARY}"/>'
        "</p:cmAuthorLst>"
    )
    return pptx(
        parts={
            "ppt/commentAuthors.xml": authors,
            "ppt/_rels/presentation.xml.rels": relations(
                ("slide", "slides/slide1.xml"), ("commentAuthors", "commentAuthors.xml")
            ),
        },
        overrides={"ppt/commentAuthors.xml": "presentationml.commentAuthors+xml"},
    )


@cleaned("slides.pptx")
def tags_of_a_slide() -> bytes:
    return pptx(
        '<p:custDataLst><p:tags r:id="rId1"/></p:custDataLst>',
        parts={
            "ppt/tags/tag1.xml": f'<p:tagLst xmlns:p="p"><p:tag val="{CANARY}"/></p:tagLst>',
            "ppt/slides/_rels/slide1.xml.rels": relations(("tags", "../tags/tag1.xml")),
        },
        overrides={"ppt/tags/tag1.xml": "presentationml.tags+xml"},
    )


@cleaned("slides.pptx")
def drawing_beside_its_picture() -> bytes:
    return pptx(
        '<a:blip><a:ext><s:svgBlip xmlns:s="s" r:embed="rId1"/></a:ext></a:blip>',
        parts={
            "ppt/media/image1.svg": f"<svg><desc>{CANARY}</desc></svg>",
            "ppt/slides/_rels/slide1.xml.rels": relations(("image", "../media/image1.svg")),
        },
    )
