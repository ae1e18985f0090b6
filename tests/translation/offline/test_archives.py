"""Zip files: many translations at once, and what is packed to do harm."""

import io
import stat
import struct
import time
import tracemalloc
import zipfile

import pytest

from tests import factories
from tests.translation.offline.files import (
    counts_of,
    po_for,
    reports_of,
    stored,
    take_over,
    upload,
    words_of,
    zipped,
)
from translation.models import Job
from translation.offline import uploads

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def entry_with(**attributes):
    info = zipfile.ZipInfo("x.po")
    for name, value in attributes.items():
        setattr(info, name, value)
    return info


def with_flag(data, flag):
    """Set a flag of the first member, in its own header and in the directory."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark) + at
        changed[place : place + 2] = struct.pack("<H", flag)
    return bytes(changed)


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ("../../evil.po", "leads out of the zip file"),
        ("a/../../evil.po", "leads out of the zip file"),
        ("/etc/evil.po", "leads out of the zip file"),
        ("a\\..\\evil.po", "leads out of the zip file"),
        ("more.zip", "Zip files inside a zip file"),
        ("photo.jpg", "names end in .po"),
        ("README", "names end in .po"),
        (entry_with(external_attr=(stat.S_IFLNK | 0o777) << 16), "link to another file"),
        (entry_with(compress_type=zipfile.ZIP_LZMA), "unusual way"),
        (entry_with(compress_type=zipfile.ZIP_BZIP2), "unusual way"),
        ("empty.po", "The file is empty."),
    ],
)
def test_a_member_that_is_not_read_is_named_and_the_others_are_shown(editor, draft, member, reason):
    good = str(po_for(draft, {"Voices": "أصوات"}))
    response = upload(editor, zipped({member: "", "good.po": good}), "texts.zip")
    assert reason in reports_of(response)[0]["reason"]
    assert counts_of(response, 1) == {"new": 1}
    after = take_over(editor, response)
    assert stored() == {"أصوات"}
    assert reason in after.content.decode()
    assert "Nothing of this file was taken over" in after.content.decode()


def test_an_encrypted_member_is_named(editor):
    response = upload(editor, with_flag(zipped({"x.po": "x"}), 1), "x.zip")
    assert "protected by a password" in words_of(response)


def test_a_damaged_member_is_named(editor):
    data = zipped({"x.po": "x" * 100})
    place = data.index(b"x.po") + 4
    response = upload(editor, data[:place] + b"\xff\xff\xff" + data[place + 3 :], "x.zip")
    assert "damaged in the zip file" in words_of(response)


def test_of_two_members_of_one_name_the_first_is_read(editor, draft):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.po", str(po_for(draft, {"Voices": "أصوات"})))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("x.po", str(po_for(draft, {"Voices": "أخرى"})))
    response = upload(editor, packed.getvalue(), "x.zip")
    assert "two files of this name" in words_of(response)
    take_over(editor, response)
    assert stored() == {"أصوات"}


@pytest.mark.parametrize("start", ["", "a" * 150])  # of long names no more is shown
def test_two_files_for_one_page_are_not_both_taken(editor, draft, start):
    files = {f"{start}{n}.po": str(po_for(draft, {"Voices": f"نص {n}"})) for n in range(2)}
    response = upload(editor, zipped(files), "x.zip")
    assert f"“{start or '0.po'}” in this upload is for the same page" in words_of(response)
    take_over(editor, response)
    assert stored() == {"نص 0"}


def test_what_archivers_add_is_passed_over(editor, draft):
    files = {
        "texts/": "",
        "__MACOSX/texts/._a.po": b"\x00\x05",
        "texts/.DS_Store": b"\x00",
        "texts/a.po": str(po_for(draft, {"Voices": "أصوات"})),
    }
    response = upload(editor, zipped(files), "x.zip")
    assert [file["name"] for file in reports_of(response)] == ["texts/a.po"]
    assert counts_of(response) == {"new": 1}


def test_an_arabic_name_is_shown_though_the_archiver_does_not_say_that_it_is_in_utf_8(editor):
    data = with_flag(zipped({"أصوات.po": "x"}), 0)
    assert reports_of(upload(editor, data, "x.zip"))[0]["name"] == "أصوات.po"


@pytest.mark.parametrize("count", [501, 10_000])
def test_too_many_members_are_refused_at_once(editor, count):
    data = zipped({f"{number}.po": "" for number in range(count)})
    began = time.perf_counter()
    response = upload(editor, data, "x.zip")
    assert time.perf_counter() - began < 2
    assert "more than 500 files" in words_of(response)
    assert not Job.objects.exists()


def test_a_claim_of_ten_gigabytes_is_refused_at_once(editor):
    data = bytearray(zipped({"x.po": "x"}))
    extra = struct.pack("<HHQ", 1, 8, 10 * 1024**3)  # the true size, in zip64's own field
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = b"\xff" * 4
    data[place + 30 : place + 32] = struct.pack("<H", len(extra))
    end = data.index(b"PK\x05\x06")
    data[end + 12 : end + 16] = struct.pack("<I", end - place + len(extra))
    data[end:end] = extra
    assert "larger than 40 MB together" in words_of(upload(editor, bytes(data), "x.zip"))


def test_a_bomb_is_defused_while_it_is_read(monkeypatch):
    """The limit counts what is really unpacked, whatever size the directory names."""
    monkeypatch.setattr(uploads, "LARGEST", 1024 * 1024)
    data = zipped({"x.po": b"#" * 50 * 1024 * 1024})
    size = struct.pack("<I", 50 * 1024 * 1024)
    tracemalloc.start()
    (member,) = uploads.members_of("x.zip", data.replace(size, struct.pack("<I", 1000 * 1024)))
    assert tracemalloc.get_traced_memory()[1] < 16 * 1024 * 1024
    tracemalloc.stop()
    assert member.fault
    assert not member.data


def test_all_members_together_are_limited(editor, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_TOTAL", 1024 * 1024)
    files = {f"{number}.po": b"#" * 600 * 1024 for number in range(2)}
    assert "larger than 1 MB together" in words_of(upload(editor, zipped(files), "x.zip"))


def test_an_archive_without_files_is_refused(editor):
    assert "holds no PO files" in words_of(upload(editor, zipped({"folder/": ""}), "x.zip"))


def test_the_others_are_taken_over_when_one_file_fails(editor, draft):
    other = factories.begin_translation(factories.make_story(title="Other"))
    files = {
        "a.po": str(po_for(draft, {"Voices": "أصوات"})),
        "b.po": str(po_for(other, {"Other": "آخر"})),
    }
    response = upload(editor, zipped(files), "x.zip")
    draft.locked = True
    draft.save()
    after = take_over(editor, response)
    assert stored() == {"آخر"}
    assert "“Voices” is locked. " in " ".join(file["reason"] + " " for file in reports_of(after))
