"""What every test may use: the languages' trees, and a client of the site."""

import io

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from PIL import Image as Pillow

from api.counts import forget_counts
from api.kept import answers
from core.models import SiteImage
from core.shelf.state import forget_state
from tests import factories
from translation.glossary import forget_names


def pytest_report_header() -> str:
    """Say which database and cache the tests really use."""
    backend = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1]
    return f"database: {connection.vendor}, cache: {backend}"


@pytest.fixture(autouse=True)
def fresh_surroundings(settings, tmp_path):
    """Keep each test's uploads and caches apart."""
    settings.MEDIA_ROOT = tmp_path / "media"
    # Both hold what belongs to ids and versions that every test uses again.
    cache.clear()
    forget_counts()
    answers.clear()
    forget_state()
    forget_names()
    translation.deactivate()  # a request leaves its language behind in the thread


@pytest.fixture
def photo(db) -> SiteImage:
    """A small picture with texts in both languages."""
    return factories.make_image()


@pytest.fixture
def jpeg_bytes() -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (1200, 800), "#2a6f6f").save(buffer, "JPEG")
    return buffer.getvalue()
