"""Schemathesis plays thousands of requests, good and bad, made from the OpenAPI document."""

import json
import re
import subprocess
import sys

import pytest

from core.models import Governorate
from tests import factories
from tests.servers import served

pytestmark = pytest.mark.slow
SEED = 20261121
LEAST_REQUESTS = 2000
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance", "unsupported_method",
    "allow_header_conformance",
)  # fmt: skip


@pytest.fixture
def content(transactional_db):
    """Something of every kind for the requests to hit."""
    forum, _arabic = factories.make_pair(factories.make_forum)
    anbar = Governorate.objects.get_or_create(slug="anbar", name_en="Anbar", name_ar="الأنبار")[0]
    for lang in ("en", "ar"):
        factories.make_story(lang, forums=[forum], topics=[factories.make_topic()],
                             governorate=anbar)  # fmt: skip
    factories.make_translated_story()
    factories.make_council(managing_forum=forum)
    factories.make_page()
    factories.make_story().unpublish()


def test_no_request_gets_a_fault_or_an_answer_that_is_not_described(content, tmp_path):
    with served(tmp_path) as address:
        report = tmp_path / "requests.ndjson"
        run = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/v1/openapi.json",
                f"--checks={','.join(CHECKS)}", "--phases=examples,coverage,fuzzing",
                "--max-examples=60", f"--seed={SEED}", "--generation-database=none",
                "--workers=1", "--no-color", "--continue-on-failure",
                f"--report-ndjson-path={report}", "--report=ndjson", "--warnings=off",
            ],
            cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
    output = run.stdout[-20_000:] + run.stderr[-2_000:]
    assert run.returncode == 0, output
    assert requests_in(report) >= LEAST_REQUESTS, output


def requests_in(report) -> int:
    """Return how many requests the run made."""
    events = (json.loads(line) for line in report.read_text().splitlines())
    return sum(len(re.findall(r'"status_code"', json.dumps(event))) for event in events)
