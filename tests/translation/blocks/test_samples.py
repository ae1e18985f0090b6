"""The samples are of every block and the scene of every page type, those to come included."""

import pytest

from core.body.blocks import BodyBlock
from tests.translation.blocks.samples import Chosen, Words, leaves, may_be_empty, samples, used
from tests.translation.blocks.scene import MADE, ONE_PER_LANGUAGE, PAGE_TYPES

pytestmark = pytest.mark.any_database

BLOCKS = BodyBlock().child_blocks


class _Thing:
    """Replaces what is chosen: here nobody asks what it is."""

    pk = 1


def _used():
    thing = [_Thing(), _Thing()]
    found = samples(Words("en"), Chosen(thing, thing, thing))
    return {
        kind: {leaf for value in values for leaf in used(BLOCKS[kind], value, kind)}
        for kind, values in found.items()
    }


def test_every_block_of_a_body_has_samples_that_fill_every_place_of_it():
    everything = {leaf for kind, block in BLOCKS.items() for leaf in leaves(block, kind)}
    filled = {path for places in _used().values() for path, is_filled in places if is_filled}
    assert filled == everything


def test_what_may_be_empty_or_deleted_is_so_in_a_sample():
    optional = {
        path
        for kind, block in BLOCKS.items()
        for path in leaves(block, kind)
        if may_be_empty(block, path)
    }
    empty = {path for places in _used().values() for path, is_filled in places if not is_filled}
    assert optional - empty == set()


def test_every_page_type_is_in_the_scene():
    assert {*MADE, *ONE_PER_LANGUAGE} == set(PAGE_TYPES)
