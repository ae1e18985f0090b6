"""The original changes: every text shows its former self, and compare screens show every block."""

import re

import pytest

from tests.translation.blocks.rewriting import reworded, rewrite
from tests.translation.blocks.samples import OTHER, WORD, translated
from tests.translation.blocks.scene import PAGE_TYPES, WITH_EVERY_BLOCK
from tests.translation.blocks.steps import edit, opened, translate
from tests.translation.screens import row_of
from translation.models import Status

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("files")]


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_each_changed_text_shows_its_former_text_and_how_that_was_translated(scene, staff, model):
    pair, lang = scene.pairs[model], OTHER[scene.lang]
    translate(staff, pair, "publish")
    rewrite(pair.original, scene.lang)
    assert row_of(pair.draft).status == Status.OUTDATED
    rows = [row for row in opened(staff, pair).context["sheet"].rows if not row.is_done]
    assert rows
    for row in rows:
        former = row.previous.source
        assert reworded(former, scene.lang) == row.segment.string.data, row.place
        assert row.previous.translation == translated(former, lang), row.place
        assert "<ins>" in row.change, row.place
        assert "<del>" in row.change, row.place
    form = {f"text-{row.pk}": row.former_text for row in rows}
    staff.post(edit(pair), {"action": "publish"} | form)
    assert row_of(pair.draft).status == Status.UP_TO_DATE


@pytest.mark.parametrize("model", WITH_EVERY_BLOCK)
def test_what_has_changed_is_compared_block_by_block(scene, staff, model):
    pair = scene.pairs[model]
    translate(staff, pair, "publish")
    rewrite(pair.original, scene.lang, scene.chosen)
    html = compared(staff, pair.original)
    for changed in (
        "Document <del>0</del><ins>1</ins>",
        "https://<del>archive.org/details/hit</del><ins>vimeo.com/1</ins>",
        f"<del>{WORD[scene.lang]} {pair.original.title[-3:]}</del>",
    ):
        assert changed in html
    assert translated(pair.original.title, OTHER[scene.lang]) in compared(staff, pair.draft)


def compared(client, page):
    """What Wagtail's screen shows of all changes of a page, with shorter tags."""
    address = f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/"
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    for name, tag in (("deletion", "del"), ("addition", "ins")):
        html = re.sub(rf'<span class="{name}">(.*?)</span>', rf"<{tag}>\1</{tag}>", html)
    return html
