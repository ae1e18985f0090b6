"""Stopping, starting again, changing sides and linking, with every block in the page."""

import pytest
from wagtail_localize.models import SegmentOverride

from tests import factories
from tests.translation.blocks.rewriting import rewrite
from tests.translation.blocks.samples import OTHER, Words, numbers
from tests.translation.blocks.scene import PAGE_TYPES, WITH_EVERY_BLOCK, Pair, every_block
from tests.translation.blocks.steps import (
    body_of,
    make_up,
    on_site,
    opened,
    translate,
)
from tests.translation.screens import link_form, pair_address, restart, row_of, shown, stop
from translation.content.texts import texts_of
from translation.content.values import is_in_running_text, values_of
from translation.models import Status

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("files")]


def content_of(page):
    """The texts and values of a page, in the order of its blocks."""
    page = type(page).objects.get(pk=page.pk)
    return [text.data for text in texts_of(page)], list(values_of(page).values())


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_a_pair_changes_sides_and_back_and_nobody_who_reads_it_notices(scene, staff, model):
    pair = scene.pairs[model]
    translate(staff, pair, "publish")
    before = [content_of(page) for page in (pair.original, pair.draft)]
    for turned in (Pair(pair.draft, pair.original), pair):
        response = staff.post(pair_address("reverse", pair.draft), follow=True)
        assert "is the original now" in shown(response)
        assert [content_of(page) for page in (pair.original, pair.draft)] == before
        sheet = opened(staff, turned).context["sheet"]
        assert sheet.done == sheet.total
        row = row_of(pair.draft)
        assert (row.lang, row.status) == (turned.draft.locale.language_code, Status.UP_TO_DATE)


@pytest.mark.parametrize("model", WITH_EVERY_BLOCK)
def test_what_was_changed_by_hand_in_every_block_is_read_back(scene, staff, model):
    pair = scene.pairs[model]
    translate(staff, pair, "publish")
    stop(staff, pair.draft)
    before = content_of(pair.draft)
    rewrite(pair.draft, OTHER[scene.lang], scene.chosen)
    by_hand = content_of(pair.draft)
    assert not set(before[0]) & set(by_hand[0]) - {"***"}
    assert "taken over" in shown(restart(staff, pair.draft))
    values = [path for path in values_of(pair.now) if not is_in_running_text(path)]
    assert SegmentOverride.objects.count() == len(values)
    pair.translation.save_target()
    assert content_of(pair.draft) == by_hand
    assert row_of(pair.draft).status == Status.UP_TO_DATE


def test_stories_that_were_written_separately_are_linked_block_by_block(scene, staff):
    lang = OTHER[scene.lang]
    mine, theirs = Words(scene.lang), Words(lang)
    original = factories.make_story(scene.lang, body=every_block(mine, scene.chosen))
    other = factories.make_story(lang, body=every_block(theirs, scene.chosen))
    before = [content_of(page) for page in (original, other)]
    form = link_form(other, confirmed="1")
    response = staff.post(pair_address("link", original), form, follow=True)
    assert "is a translation of" in shown(response)
    assert [content_of(page) for page in (original, other)] == before
    assert row_of(original).status == Status.UP_TO_DATE
    pair = Pair(original, other)
    sheet = opened(staff, pair).context["sheet"]
    assert (sheet.done, sheet.total) == (len(sheet.rows), len(sheet.rows))
    html, of_original = (body_of(on_site(page)) for page in (pair.now, original))
    assert make_up(html) == make_up(of_original)
    assert numbers(html, lang) == numbers(of_original, scene.lang)
    staff.post(pair_address("unlink", other))
    assert [content_of(page) for page in (original, other)] == before
