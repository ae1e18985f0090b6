"""Who works on translations."""

import pytest

from core import roles
from tests import factories


@pytest.fixture
def editor(client, db):
    """A client who is signed in as one of the communications staff."""
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    return client
