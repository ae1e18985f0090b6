"""Archives that are not what they seem: bombs, paths out of the file, passwords, old formats."""

import io
import zipfile

from tests.security.hostile.cases import refused
from tests.security.hostile.zips import docx, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@refused("bomb", "letter.docx")
def packed_zeros() -> bytes:
    return docx(parts={"word/zeros.xml": b"\0" * (70 * 2**20)})


@refused("bomb", "letter.docx")
def many_packed_zeros() -> bytes:
    return docx(parts={f"word/zeros{n}.xml": b" " * (30 * 2**20) for n in range(8)})


@refused("bomb", "letter.docx")
def countless_parts() -> bytes:
    return docx(parts={f"word/{n}.xml": "" for n in range(5000)})


@refused("damaged", "letter.docx")
def untrue_size() -> bytes:
    """The archive states that a part is small; it is not."""
    made = docx(parts={"word/zeros.xml": b"\0" * 3_000_000})
    return made.replace((3_000_000).to_bytes(4, "little"), (30).to_bytes(4, "little"))


@refused("bad_names", "letter.docx")
def path_out_of_the_file() -> bytes:
    return docx(parts={"word/../../../etc/cron.d/a": "x"})


@refused("bad_names", "letter.docx")
def absolute_path() -> bytes:
    return docx(parts={"/etc/cron.d/a": "x"})


@refused("bad_names", "letter.docx")
def the_same_part_twice() -> bytes:
    return docx(parts={"WORD/Document.xml": "<a/>"})


@refused("encrypted", "letter.docx")
def packed_with_a_password() -> bytes:
    made = bytearray(docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


@refused("encrypted", "letter.docx")
def office_password() -> bytes:
    return OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 400


@refused("legacy", "letter.doc")
def old_format() -> bytes:
    return OLE + "WordDocument".encode("utf-16-le") + b"\0" * 400


@refused("polyglot", "letter.docx")
def words_behind() -> bytes:
    return docx() + b"<script>alert(1)</script>"


@refused("not_accepted", "letter.docx")
def page_before() -> bytes:
    return b"<html></html>" + docx()


@refused("not_accepted", "letter.docx")
def other_archive() -> bytes:
    return zipped({"a.txt": "hello"})


@refused("damaged", "letter.docx")
def cut_off() -> bytes:
    whole = docx()
    buffer = io.BytesIO(whole)
    with zipfile.ZipFile(buffer) as archive:
        at = archive.getinfo("word/document.xml").header_offset
    return whole[: at + 60] + b"\0" * 20 + whole[at + 80 :]
