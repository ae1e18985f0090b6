"""Odd requests to oEmbed, cards, feeds and short addresses: each is answered, none by a fault."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests import factories
from tests.api.test_fuzzing import SEED, requests_in
from tests.servers import served

pytestmark = pytest.mark.slow
# Of answers from 500 on, 501 alone is described: oEmbed has it for a format that there is not.
CHECKS = "status_code_conformance,unsupported_method,content_type_conformance"
LEAST_REQUESTS = 800
FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
WHOLE = {"type": "integer", "minimum": 1, "maximum": 100_000}


def parameter(name: str, schema: dict[str, Any], place: str = "query") -> dict[str, Any]:
    needed = place == "path" or name == "url"
    return {"name": name, "in": place, "required": needed, "schema": schema}


def answers(statuses: str, *kinds: str) -> dict[str, Any]:
    content = {kind: {"schema": {}} for kind in kinds}
    return {status: {"description": "x", "content": content} for status in statuses.split()}


def paths(address: str, works: list[str]) -> dict[str, Any]:
    """Return (parameters, answers) of what partners and readers ask for, by path."""
    oembed = [
        parameter("url", {"type": "string", "examples": [f"{address}/en/", "/ar/"]}),
        parameter("maxwidth", WHOLE),
        parameter("maxheight", WHOLE),
        parameter("format", {"type": "string", "enum": ["json", "xml"]}),
    ]
    card = [
        parameter("work", {"type": "string", "examples": works}, "path"),
        parameter("lang", {"type": "string", "examples": ["en", "ar"]}, "path"),
        parameter("theme", {"type": "string", "enum": ["light", "dark", "auto"]}),
    ]
    feed = [
        parameter("lang", {"type": "string", "examples": ["en", "ar"]}, "path"),
        parameter("form", {"type": "string", "examples": ["rss", "atom", "json"]}, "path"),
    ]
    slug = parameter("slug", {"type": "string", "examples": [*works, "هيت", "Hit"]}, "path")
    code = parameter("code", {"type": "string", "examples": ["k7m2p9xwqd", "K7"]}, "path")
    data = ("application/json", "text/xml", "application/problem+json")
    read = answers("200 400 404 406", *FEEDS, "application/problem+json")
    return {
        "/oembed/": (oembed, answers("200 400 404 406 410 501", *data)),
        "/embed/v1/{work}/{lang}/": (card, answers("200 400 404 406 410", "text/html")),
        "/feeds/{lang}/news.{form}": (feed, read),
        "/feeds/{lang}/forums/{slug}/news.{form}": ([*feed, slug], read),
        "/feeds/{lang}/topics/{slug}/news.{form}": ([*feed, slug], read),
        "/s/{code}": ([code], answers("301 404 410", "text/html")),
    }


def document(address: str, works: list[str]) -> dict[str, Any]:
    """Describe these paths as docs/partners/embedding.md and feeds.md do."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Embedding", "version": "1"},
        "paths": {
            path: {"get": {"parameters": parameters, "responses": responses}}
            for path, (parameters, responses) in paths(address, works).items()
        },
    }


def test_no_request_gets_a_fault(transactional_db, tmp_path):
    english, _arabic = factories.make_pair()
    gone = factories.make_story()
    gone.unpublish()
    file, report = tmp_path / "openapi.json", tmp_path / "requests.ndjson"
    with served(tmp_path) as address:
        file.write_text(json.dumps(document(address, [str(english.work), str(gone.work)])))
        run = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run", str(file), f"--url={address}",
                f"--checks={CHECKS}", "--phases=examples,coverage,fuzzing", "--max-examples=200",
                f"--seed={SEED}", "--generation-database=none", "--workers=1", "--no-color",
                "--continue-on-failure", f"--report-ndjson-path={report}", "--report=ndjson",
                "--warnings=off",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
    output = run.stdout[-20_000:] + run.stderr[-2_000:]
    assert run.returncode == 0, output
    assert requests_in(report) >= LEAST_REQUESTS, output
