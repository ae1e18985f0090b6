"""One site of edge content for all tests of readers' pages, and a browser as its readers have."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page

from tests.servers import ROOT, served

LANGS = ("ar", "en")
SETTINGS = "tests.edge.settings"


@dataclass(frozen=True)
class Edge:
    """The served site: its address, and the addresses of its pages by language and name."""

    base: str
    addresses: dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def edge_folders(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Return a function that fills the folder of a site, once for all processes of a run.

    Its argument is how many stories the site has: "0", "1" or "" for all edge content.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def folder(stories: str = "") -> Path:
        made = shared / f"edge{stories}"
        with locked(shared / f"edge{stories}.lock"):
            if not (made / "edge.json").exists():
                made.mkdir()
                copy_database(made / "site.sqlite3")
                fill(made, stories)
        return made

    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy_database(target: Path) -> None:
    """Begin with the tables that this process has made already, where they are in a file."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)


def fill(folder: Path, stories: str) -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "DATA_DIR": str(folder),
        "BASE_URL": "http://127.0.0.1",
        "SECRET_KEY": "of-the-edge-" + "x" * 50,
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "tests.edge", *(["--stories", stories] if stories else [])]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def serving(folder: Path) -> Any:
    return served(folder, DATABASE_URL="", REDIS_URL="", DJANGO_SETTINGS_MODULE=SETTINGS)


@pytest.fixture(scope="session")
def edge(edge_folders: Callable[[str], Path]) -> Iterator[Edge]:
    """The site of edge content."""
    folder = edge_folders("")
    with serving(folder) as base:
        yield Edge(base, json.loads((folder / "edge.json").read_text(encoding="utf-8")))


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def opened(chromium: Browser, edge: Edge) -> Iterator[Callable[..., BrowserContext]]:
    """Return a function that makes a browser's context on the site, with these options."""
    contexts = []

    def new_context(**options: Any) -> BrowserContext:
        context = chromium.new_context(base_url=edge.base, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield new_context
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def calm_page(chromium: Browser, edge: Edge) -> Iterator[Page]:
    """A page of a browser in which nothing moves, for all tests of a module."""
    context = chromium.new_context(base_url=edge.base, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(calm_page: Page) -> Iterator[Page]:
    """That page, on a phone and in the light scheme until the test asks for something else."""
    calm_page.set_viewport_size({"width": 390, "height": 844})
    calm_page.emulate_media(color_scheme="light")
    yield calm_page
    calm_page.set_extra_http_headers({})
