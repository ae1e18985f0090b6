"""What every test may use: the languages' trees, and a client of the site."""

import gc
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import translation
from PIL import Image as Pillow

from api.counts import forget_counts
from core.caching.answers import answers, pages
from core.databases.breaker import EMAIL_SERVER, ORIGINALS, REDIS
from core.media import showing
from core.models import SiteImage
from core.public.chrome import forget_chrome
from core.publication.state import forget_state
from core.search.analysis.names.sources import forget_names as forget_names_in_texts
from tests import factories, signing_in  # noqa: F401 - forced sign-ins prove a factor
from tests.database import migrated
from translation.glossary import forget_names
from translation.notifications import daily


def pytest_report_header() -> str:
    """Show which database and cache the tests really use."""
    backend = settings.CACHES["default"]["BACKEND"].rsplit(".", 1)[-1]
    return f"database: {connection.vendor}, cache: {backend}"


def pytest_collection_finish() -> None:
    """Exclude lasting objects from garbage collection, which takes a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, lest one process works on alone in the end.

    Tests that empty the database stay behind those that rely on what migrations put into it.
    """
    items.sort(key=lambda item: (_empties_database(item), item.get_closest_marker("slow") is None))


def _empties_database(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(fixtures or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """The database of this process, which is a copy where another one has made the same."""
    with django_db_blocker.unblock():
        before = migrated.set_up()
    yield
    with django_db_blocker.unblock():
        migrated.tear_down(before)


@pytest.fixture
def no_cached_pages(monkeypatch):
    """Have every page made anew, to see what that costs."""
    monkeypatch.setattr(pages, "capacity", 0)


@pytest.fixture(autouse=True)
def nothing_ages(request, monkeypatch):
    """Have what a process knows stay fresh for the whole test, lest slow machines query anew.

    Tests that empty the database talk to other processes, which write what this one knows.
    """
    forget_names_in_texts()
    if not _empties_database(request.node):
        for seconds in (
            "core.publication.state.FRESH_SECONDS",
            "core.search.analysis.names.sources._FRESH_SECONDS",
            "translation.glossary.known._FRESH_SECONDS",
        ):
            monkeypatch.setattr(seconds, 3600)


@pytest.fixture(autouse=True)
def fresh_surroundings(settings, tmp_path):
    """Separate the uploads and caches of each test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for breaker in (EMAIL_SERVER, ORIGINALS, REDIS):
        breaker.reset()
    # Both hold what belongs to ids and versions that every test uses again.
    cache.clear()
    forget_counts()
    answers.clear()
    pages.clear()
    forget_state()
    forget_chrome()
    forget_names()
    showing._length.cache_clear()
    daily.forget()
    translation.deactivate()  # a request leaves its language behind in the thread


@pytest.fixture(scope="module")
def once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around a module: what is made in it is there in each of its tests.

    Each test still undoes what it does itself. Nothing made here may need files: uploads are
    apart for each test.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def photo(db) -> SiteImage:
    """A small picture with texts in both languages."""
    return factories.make_image()


@pytest.fixture
def jpeg_bytes() -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (1200, 800), "#2a6f6f").save(buffer, "JPEG")
    return buffer.getvalue()
