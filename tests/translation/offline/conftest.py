"""A story that is being translated."""

import copy

import pytest

from tests import factories


@pytest.fixture(scope="module")
def made(once):
    body = [("paragraph", "<p>We met.</p>")]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))


@pytest.fixture
def draft(db, made):
    return copy.deepcopy(made)
