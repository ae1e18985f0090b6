import shutil
from pathlib import Path

import pytest

from tests.partners.weather import BadWeather

LONGEST = 80
EXAMPLES = Path(__file__).parents[2] / "docs" / "partners" / "examples"


def program(name: str) -> str:
    """Return the path of a program that the tests need."""
    path = shutil.which(name)
    assert path, f"{name} is missing: make system-packages installs it"
    return path


@pytest.fixture
def site(live_server, settings, transactional_db):
    """The address of the live server, which is also the site's BASE_URL."""
    settings.BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def weather(site):
    """The site as seen from far away; without mishaps at first."""
    yield from BadWeather(site).lasting()
