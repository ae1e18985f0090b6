"""A story that is being translated."""

import pytest

from tests import factories


@pytest.fixture
def draft(db):
    body = [("paragraph", "<p>We met.</p>")]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))
