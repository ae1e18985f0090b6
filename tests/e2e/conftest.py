"""A real browser on a live server."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.browsing import browser
from tests import factories
from tests.e2e.pages import Cms

# Playwright's loop runs in this thread, where Django would otherwise refuse database work.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=20_000)  # in milliseconds; other tests use the processors, too


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the scripts that make pictures."""
    with browser() as started:
        yield started


@contextmanager
def answering_all() -> Iterator[None]:
    """Wait at the end until no request is being answered: pages send some until they close.

    A request that was sent last may not have begun yet, and would meet the emptying of the tables:
    so it has to be quiet for a while.
    """
    begun: set[int] = set()

    def begin(**_kwargs: object) -> None:
        begun.add(get_ident())

    def finish(**_kwargs: object) -> None:
        begun.discard(get_ident())

    request_started.connect(begin)
    request_finished.connect(finish)
    try:
        yield
        deadline = time.monotonic() + 20
        quiet = 0
        while quiet < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
            quiet = 0 if begun or busy_sessions() else quiet + 1
    finally:
        request_started.disconnect(begin)
        request_finished.disconnect(finish)


def busy_sessions() -> int:
    """The number of other sessions of the database that are in the middle of something."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        )
        return int(cursor.fetchone()[0])


@pytest.fixture
def site(live_server, settings, transactional_db):
    """The address of the live server, which is also the site's BASE_URL."""
    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    with answering_all():
        yield live_server.url


@pytest.fixture
def context(chromium: Browser, site: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def cms(page: Page) -> Cms:
    """The CMS, with a communications user signed in through the form."""
    user = factories.make_user("Communications")
    cms = Cms(page)
    cms.sign_in(user.email, "a long password")
    return cms
