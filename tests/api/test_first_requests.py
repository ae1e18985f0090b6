"""The first requests after a start come at once, and find nothing half made."""

import json
import os
import subprocess
import sys

import pytest

from tests import factories
from tests.servers import ROOT, database_url

pytestmark = pytest.mark.slow
BASE_URL = "http://testserver"


@pytest.fixture
def ask_at_once(transactional_db, tmp_path):
    """Ask a process that has just begun at all addresses at once; return answers and log."""

    def ask(addresses):
        environment = {
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(tmp_path),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        }
        process = subprocess.run(
            [sys.executable, "-m", "tests.first_requests", *addresses],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert process.returncode == 0, process.stderr
        return json.loads(process.stdout), process.stderr

    return ask


def test_the_document_is_whole_for_everybody_who_asks_for_it_first(ask_at_once, client):
    answers, log = ask_at_once(["/api/v1/openapi.json"] * 6)
    assert [status for _address, status, _body in answers] == [200] * 6, log
    assert {body for _address, _status, body in answers} == {
        client.get("/api/v1/openapi.json").content.decode()
    }


def test_every_kind_of_address_is_answered_to_everybody_who_asks_first(ask_at_once):
    topic = factories.make_topic(slug="peace")
    story = factories.make_story(topics=[topic])
    factories.make_story("ar", translation_key=story.work, topics=[topic])
    addresses = [
        "/api/v1/openapi.json", "/api/v1/docs/", "/api/v1/docs/ar/", "/api/v1/",
        "/api/v1/news/?topic=peace", "/api/v1/topics/", "/api/v1/search/?q=text",
        f"/api/v1/news/{story.work}/", "/en/", "/ar/news/", f"/en/news/{story.slug}/",
        "/sitemap.xml", "/ar/search/?q=text", "/en/search/opensearch.xml", "/admin/login/",
        "/feeds/ar/news.rss", "/feeds/en/topics/peace/news.atom",
    ]  # fmt: skip
    answers, log = ask_at_once(addresses + addresses)
    assert [(address, status) for address, status, _body in answers if status != 200] == [], log
    for address in set(addresses) - {"/admin/login/"}:  # which has a token for each visitor
        bodies = {body for asked, _status, body in answers if asked == address}
        assert len(bodies) == 1, address
