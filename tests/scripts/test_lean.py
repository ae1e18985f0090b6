"""What web processes and workers do not load, and that it is there when it is asked for later."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.servers import database_url

pytestmark = pytest.mark.slow

UNUSED = (
    "ninja", "wagtail.api.v3.api", "pillow_heif", "psycopg", "pydantic", "jinja2", "chardet",
    "charset_normalizer", "pygments", "requests", "snowballstemmer.turkish_stemmer", "lxml",
    "yaml", "django.test", "rest_framework.test", "cryptography.hazmat", "fido2",
)  # fmt: skip
WEB = "import config.wsgi"
WORKER = "sys.argv = ['manage.py', 'work', '--help']; import manage; manage._start_lean()"


def modules_after(code: str, folder: Path, more: str = "", database: str = "") -> list[str]:
    """Return the names of the unused modules that a process has loaded after this code.

    `database` is the address of one with tables; without it the process has none.
    """
    lines = f"import sys; {code}; {more or 'pass'}; print(*sys.modules.keys() & {UNUSED!r})"
    done = subprocess.run(
        [sys.executable, "-c", lines],
        cwd=settings.ROOT,
        env=os.environ
        | {
            "PYTHONPATH": f"{settings.ROOT}:{settings.ROOT / 'site'}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": database,
            "DATA_DIR": str(folder),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("start", [WEB, WORKER], ids=["web", "worker"])
def test_what_is_never_used_is_not_loaded(start, tmp_path):
    assert modules_after(start, tmp_path) == []


def test_a_worker_that_works_loads_no_more(tmp_path, transactional_db):
    """Checks of the whole site, as other commands begin with, would load forms and templates."""
    code = "sys.argv = ['manage.py', 'work', '--once']; import manage; manage.main()"
    loaded = modules_after(code, tmp_path, database=database_url())
    assert set(loaded) <= ({"psycopg"} if connection.vendor == "postgresql" else set())


@pytest.mark.parametrize(
    "asked",
    [
        "from api.openapi import openapi_json; openapi_json('https://icssi.example')",
        "from core.health.doctor.configuration import look_at_settings; list(look_at_settings())",
    ],
    ids=["the document of the API", "the health screen"],
)
def test_what_people_look_at_loads_no_more(asked, tmp_path):
    assert modules_after(WEB, tmp_path, asked) == []


def test_what_is_asked_for_later_is_the_real_thing(tmp_path):
    later = (
        "import chardet, jinja2, lxml.etree, pillow_heif, psycopg, pygments, requests, yaml",
        "import cryptography.fernet, fido2, rest_framework.test",
        "import snowballstemmer.turkish_stemmer as turkish",
        "from wagtail.api.v3.api import api",
        "assert psycopg.connect and pillow_heif.open_heif and api.urls and requests.get",
        "assert turkish.TurkishStemmer().stemWord('kitaplar') == 'kitap'",
        "from wagtail.coreutils import get_dummy_request",
        "assert get_dummy_request(path='/en/').path == '/en/'",
    )
    assert set(modules_after(WEB, tmp_path, "; ".join(later))) == set(UNUSED)


def test_the_checks_of_wagtails_public_api_are_loaded_when_they_are_called(tmp_path):
    """Its admin views import them, and never call them."""
    called = (
        "from wagtail.api import querysets",
        "from wagtail.models import Page",
        "checks = querysets.SiteFilterValidator(site='icssi.example:81', request=None)",
        "assert checks.query == {'hostname': 'icssi.example', 'port': '81'}",
    )
    assert "pydantic" in modules_after(WEB, tmp_path, "; ".join(called))
