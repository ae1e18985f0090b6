"""OpenDocument files that act, and those that reveal somebody."""

from tests.security.hostile.cases import AUTHOR, CANARY, PATH, cleaned, refused
from tests.security.hostile.pictures import photograph
from tests.security.hostile.zips import NAMESPACES, odf

TEXT = "<text:p>Visible text</text:p>"


def _text(content: str, **more: object) -> bytes:
    return odf(f"<office:text>{TEXT}{content}</office:text>", **more)  # type: ignore[arg-type]


@refused("macros", "letter.odt")
def macros() -> bytes:
    return odf(parts={"Basic/Standard/Module1.xml": "<m/>", "Basic/script-lc.xml": "<l/>"})


@refused("macros", "letter.odt")
def scripts() -> bytes:
    return odf(parts={"Scripts/python/a.py": "import os"})


@refused("macros", "letter.odt")
def script_when_opened() -> bytes:
    listener = (
        "<office:scripts><office:event-listeners><script:event-listener "
        'script:event-name="dom:load" xlink:href="vnd.sun.star.script:a?language=Basic"/>'
        "</office:event-listeners></office:scripts>"
    )
    return odf(before=listener)


@refused("script", "letter.odt")
def script_in_the_text() -> bytes:
    return _text(
        '<text:p><text:script script:language="JavaScript">alert(1)</text:script></text:p>'
    )


@refused("encrypted", "letter.odt")
def password() -> bytes:
    secret = (
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry>"
    )
    return odf(manifest=secret)


@refused("external", "letter.odt")
def linked_picture() -> bytes:
    return _text('<draw:frame><draw:image xlink:href="https://evil.example/a.png"/></draw:frame>')


@refused("external", "letter.odt")
def link_to_a_file() -> bytes:
    return _text('<text:p><text:a xlink:href="file:///etc/passwd">x</text:a></text:p>')


@refused("external", "letter.odt")
def section_of_another_file() -> bytes:
    source = '<text:section-source xlink:href="https://evil.example/a.odt"/>'
    return _text(f"<text:section>{source}</text:section>")


@refused("external", "letter.odt")
def values_of_another_program() -> bytes:
    return _text('<text:p><office:dde-source office:dde-application="cmd"/></text:p>')


@refused("external", "letter.odt")
def frame_of_another_page() -> bytes:
    return _text(
        '<draw:frame><draw:floating-frame xlink:href="https://evil.example/"/></draw:frame>'
    )


@refused("naming_field", "letter.odt")
def field_with_the_file_name() -> bytes:
    return _text("<text:p><text:file-name>a</text:file-name></text:p>")


@refused("formula", "table.ods")
def formula_that_fetches() -> bytes:
    cell = '<table:table-cell table:formula="of:=WEBSERVICE(&quot;https://evil.example/&quot;)"/>'
    table = f"<table:table><table:table-row>{cell}</table:table-row></table:table>"
    return odf(f"<office:spreadsheet>{table}</office:spreadsheet>", kind="spreadsheet")


@refused("external", "table.ods")
def table_of_another_file() -> bytes:
    source = '<table:table-source xlink:href="file:///home/a/b.ods"/>'
    table = f"<table:table>{source}</table:table>"
    return odf(f"<office:spreadsheet>{table}</office:spreadsheet>", kind="spreadsheet")


@refused("media", "slides.odp")
def sound() -> bytes:
    return odf(kind="presentation", parts={"Media/a.wav": b"RIFF"})


@refused("drawing", "letter.odt")
def drawing() -> bytes:
    return odf(parts={"Pictures/a.svg": "<svg/>"})


@refused("entities", "letter.odt")
def entities() -> bytes:
    return odf(parts={"styles.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'})


@refused("unknown_part", "letter.odt")
def unknown_part() -> bytes:
    return odf(parts={"surprise.bin": b"?"})


@refused("not_accepted", "letter.odt")
def other_kind() -> bytes:
    return odf(kind="text-template")


@cleaned("letter.odt")
def properties() -> bytes:
    return odf(parts={"meta.xml": f"<office:document-meta {NAMESPACES}><dc:creator>{AUTHOR}"
                      "</dc:creator></office:document-meta>"})  # fmt: skip


@cleaned("letter.odt")
def comments() -> bytes:
    return _text(
        f"<text:p><office:annotation><dc:creator>{AUTHOR}</dc:creator><dc:date>2024-01-01</dc:date>"
        f"<meta:creator-initials>{CANARY}</meta:creator-initials><text:p>Check</text:p>"
        "</office:annotation></text:p>"
    )


@cleaned("letter.odt")
def tracked_changes() -> bytes:
    return _text(
        "<text:tracked-changes><text:changed-region><text:insertion><office:change-info>"
        f"<dc:creator>{AUTHOR}</dc:creator><dc:date>2024-01-01</dc:date></office:change-info>"
        "</text:insertion></text:changed-region></text:tracked-changes>"
    )


@cleaned("letter.odt")
def earlier_versions() -> bytes:
    return odf(parts={"Versions/Version1": CANARY, "VersionList.xml": f"<v a='{AUTHOR}'/>"})


@cleaned("letter.odt")
def preview_and_settings() -> bytes:
    settings = f"<s><c name='PrinterName'>{CANARY}</c></s>"
    return odf(parts={"Thumbnails/thumbnail.png": photograph("PNG"), "settings.xml": settings,
                      "manifest.rdf": f"<r>{CANARY}</r>"})  # fmt: skip


@cleaned("letter.odt")
def camera_data_of_a_photograph() -> bytes:
    frame = (
        f'<draw:frame draw:name="{CANARY}.jpg"><draw:image xlink:href="Pictures/a.jpg"/>'
        "</draw:frame>"
    )
    return _text(frame, parts={"Pictures/a.jpg": photograph()})


@cleaned("letter.odt")
def embedded_file() -> bytes:
    frame = '<draw:frame><draw:object-ole xlink:href="./Object 1"/></draw:frame>'
    return _text(frame, parts={"Object 1": CANARY, "ObjectReplacements/Object 1": CANARY})


@cleaned("letter.odt")
def path_as_description() -> bytes:
    return _text(f'<draw:frame xmlns:svg="svg"><svg:desc>{PATH}</svg:desc></draw:frame>')


@cleaned("letter.odt")
def remarks_in_xml() -> bytes:
    return _text(f"<!-- {AUTHOR} --><?owner {CANARY}?>")
