"""Which parts of an OpenDocument file remain, and the way of each through the cleaning."""

import re
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from core.media.cleaning import Refused
from core.media.documents import archive, embedded, kinds, trees
from core.media.documents.odf import hrefs, markup
from core.media.documents.report import Report

MIMETYPE, MANIFEST, CONTENT = "mimetype", "META-INF/manifest.xml", "content.xml"
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_DOCUMENTS = (CONTENT, "styles.xml")
_OBJECT = re.compile(r"(Object \d+)/(content|styles)\.xml")
_PICTURE = re.compile(r"(Object \d+/)?Pictures/[^/]+")
# Charts and formulas are objects that are drawn of their own XML; others are whole documents.
_DRAWN = {
    "application/vnd.oasis.opendocument.chart",
    "application/vnd.oasis.opendocument.formula",
}
_DROPPED = (
    (r"(Object \d+/)?meta\.xml", "properties"),
    (r"(Object \d+/)?manifest\.rdf", "properties"),
    (r"(Object \d+/)?settings\.xml", "application_data"),
    (r"Thumbnails/.*", "thumbnails"),
    (r"(Object \d+/)?Configurations2/.*", "application_data"),
    (r"layout-cache", "application_data"),
    (r"ObjectReplacements/.*", "thumbnails"),
    (r"(Object \d+/)?mimetype", "application_data"),
    (r"Versions/.*|VersionList\.xml", "revisions"),
    (r"META-INF/documentsignatures\.xml", "signatures"),
    (r"Fonts/.*|EmbeddedFonts/.*", "fonts"),
    (r"Object \d+/.*|Object \d+|ObjBFFF.*", "objects"),
)
_REFUSED = (
    (r"(.*/)?(Basic|Scripts|Dialogs|Forms|Reports)/.*|META-INF/macrosignatures\.xml", "macros"),
    (r"Media/.*", "media"),
    (r"Database/.*", "external"),
)


def clean(file: BinaryIO, output: BinaryIO, report: Report, kind: str) -> None:
    """Write a file with only the parts that are known, each cleaned; raises Refused."""
    content = archive.read(file)
    if CONTENT not in content or MANIFEST not in content:
        raise Refused("damaged")
    types = _manifest(content[MANIFEST], report)
    chosen = {part for part in content if _remains(part, types, report)}
    result = {MIMETYPE: kinds.KINDS[kind].media_type.encode()}
    for part in sorted(chosen):
        result[part] = _cleaned_part(part, content[part], chosen, report)
    remaining = {part: types.get(part, "") for part in sorted(chosen)}
    result[MANIFEST] = _written_manifest(result[MIMETYPE].decode(), remaining, types)
    archive.write(output, result.items(), stored={MIMETYPE})


def _manifest(content: bytes, report: Report) -> dict[str, str]:
    """Return each part's media type; raises Refused for a file with a password."""
    types = {}
    for element in trees.elements(trees.parsed(content, report)):
        if trees.local(element.tag) in {"encryption-data", "encrypted-key"}:
            raise Refused("encrypted")
        values = {trees.local(name): value for name, value in element.attrib.items()}
        if trees.local(element.tag) == "file-entry":
            types[values.get("full-path", "")] = values.get("media-type", "")
    return types


def _remains(part: str, types: dict[str, str], report: Report) -> bool:
    if part in {MIMETYPE, MANIFEST}:
        return False
    for pattern, code in _REFUSED:
        if re.fullmatch(pattern, part, re.IGNORECASE):
            raise Refused(code, part=part)
    if part in _DOCUMENTS or _PICTURE.fullmatch(part):
        return True
    found = _OBJECT.fullmatch(part)
    if found and types.get(f"{found[1]}/") in _DRAWN:
        return True
    for pattern, code in _DROPPED:
        if re.fullmatch(pattern, part):
            report.remove(code)
            return False
    raise Refused("unknown_part", part=part)


def _cleaned_part(part: str, content: bytes, chosen: set[str], report: Report) -> bytes:
    if _PICTURE.fullmatch(part):
        return embedded.rebuilt(part, content, report)
    root = trees.parsed(content, report)
    markup.clean(root, report)
    folder = part.rpartition("/")[0]
    for element in hrefs.check(root, chosen, f"{folder}/" if folder else ""):
        if element.getparent() is not None:
            trees.remove(element)
    return trees.written(root)


def _written_manifest(main: str, chosen: dict[str, str], types: dict[str, str]) -> bytes:
    folders = {f"{found[1]}/" for part in chosen if (found := _OBJECT.fullmatch(part))}
    rows = [("/", main), *((each, types[each]) for each in sorted(folders)), *chosen.items()]
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(part)} "
        f"manifest:media-type={quoteattr(kind)}/>"
        for part, kind in rows
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest:manifest xmlns:manifest="{_NAMESPACE}" manifest:version="1.2">'
        f"{entries}</manifest:manifest>"
    ).encode()
