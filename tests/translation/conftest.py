"""Who works on translations, and what they work on."""

import copy

import pytest

from core.setup import roles
from tests import factories
from tests.translation import libretranslate_server


@pytest.fixture
def editor(client, db):
    """A client who is signed in as one of the communications staff."""
    client.force_login(factories.make_user(roles.COMMUNICATIONS))
    return client


@pytest.fixture
def translator(client, db):
    """The same client, signed in as a translator into Arabic."""
    client.force_login(factories.make_user(roles.translators("ar")))
    return client


@pytest.fixture(scope="module")
def begun(once):
    """An Arabic draft of an English story in which nothing is translated yet."""
    body = [("paragraph", "<p>We met.</p>")]
    return factories.begin_translation(factories.make_story(title="Voices", body=body))


@pytest.fixture
def draft(db, begun):
    return copy.deepcopy(begun)


@pytest.fixture
def machine(settings):
    """A LibreTranslate server that puts brackets around what it is sent."""
    with libretranslate_server.running() as server:
        settings.LIBRETRANSLATE_URL = server.url
        settings.LIBRETRANSLATE_API_KEY = libretranslate_server.KEY
        settings.LIBRETRANSLATE_TIMEOUT = 5
        yield server
