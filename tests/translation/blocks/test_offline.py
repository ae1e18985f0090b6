"""Every block and every text of every page type, as a PO file and back."""

import io
import zipfile

import polib
import pytest

from tests.translation.blocks.samples import OTHER, translated
from tests.translation.blocks.scene import PAGE_TYPES
from tests.translation.blocks.steps import check_readers, edit
from tests.translation.offline.files import (
    counts_of,
    export,
    parsed,
    reports_of,
    take_over,
    upload,
    zipped,
)
from tests.translation.screens import row_of
from translation.content.texts import needs_translation, segments_of
from translation.models import Status

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("files")]


def filled_in(po, lang):
    for entry in po:
        entry.msgstr = translated(entry.msgid, lang)
    return po


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_a_file_brings_every_text_of_a_page_back(scene, staff, model):
    pair, lang = scene.pairs[model], OTHER[scene.lang]
    address = f"/admin/localize/translate/{pair.translation.pk}/pofile/download/"
    po = parsed(staff.get(address))
    assert [entry.msgid for entry in po] == [
        segment.string.data for segment in segments_of(pair.translation.source)
    ]
    preview = upload(staff, filled_in(po, lang))
    assert counts_of(preview) == {"new": len(po)}
    take_over(staff, preview)
    row = row_of(pair.draft)
    assert (row.status, row.done) == (Status.DRAFT if not row.made_from else row.status, row.total)
    staff.post(edit(pair), {"action": "publish"})
    check_readers(scene, pair)
    assert counts_of(upload(staff, filled_in(po, lang))) == {"same": len(po)}


def test_a_zip_file_brings_every_text_of_every_page_back(scene, staff):
    lang, pairs = OTHER[scene.lang], scene.pairs.values()
    job = export(staff, *(row_of(pair.draft) for pair in pairs)).context["job"]
    content = staff.get(f"/admin/translations/jobs/{job.pk}/file/").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {
            name: filled_in(polib.pofile(archive.read(name).decode()), lang)
            for name in archive.namelist()
            if name.endswith(".po")
        }
    assert len(files) == len(pairs)
    preview = upload(staff, zipped({name: str(po) for name, po in files.items()}), "all.zip")
    assert sorted(report["counts"]["new"] for report in reports_of(preview)) == sorted(
        len(po) for po in files.values()
    )
    take_over(staff, preview)
    for pair in pairs:
        row = row_of(pair.draft)
        wanted = segments_of(pair.translation.source)
        assert row.done == row.total == sum(needs_translation(each.string.data) for each in wanted)
