"""The scripts of the widget as they are served: small, lasting, and as the guide promises."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from api.embeds.widget import LATEST, VERSIONS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Partners name these in their pages: whoever changes a released file breaks them.
RELEASED = {
    "1.0.0": "sha384-RwM5SDLX2Ljhh1FeENn9U5e0cLbc7AEgGZInLW4tMRKbAmdDQL5R5ehfc/27Eo2K",
    "1.1.0": "sha384-fP6m6QRN1GlYmV0a5n4T3HLm0qe/jjmOIt2/OBCKIT7lJ66a+4hW8wF/qMytNej9",
}
GUIDE = Path(settings.ROOT) / "docs" / "partners"
SCRIPTS = Path(settings.ROOT) / "api" / "embeds" / "scripts"


def integrity(content: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"


def test_released_files_never_change_and_stay():
    assert {each.version: integrity(each.content) for each in VERSIONS} == RELEASED
    assert {path.name for path in SCRIPTS.iterdir()} == {each.file_name for each in VERSIONS}


@pytest.mark.parametrize("page", ["embedding.md", "embedding.ar.md"])
def test_the_guide_names_the_digest_of_the_latest_version(page):
    text = (GUIDE / page).read_text("utf-8")
    assert f"widget-{LATEST.version}.js" in text
    assert re.findall(r'integrity="([^"]+)"', text) == [RELEASED[LATEST.version]]


def test_it_is_small():
    assert len(gzip.compress(LATEST.content)) <= 8 * 1024


def test_it_puts_in_no_markup_and_stores_nothing():
    text = LATEST.content.decode()
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(",
                 "cookie", "localStorage", "sessionStorage", "setAttribute('style"):  # fmt: skip
        assert word not in text.replace("No cookies", ""), word
    assert re.findall(r"https?://", text) == []


@pytest.mark.parametrize(
    ("name", "lasting"),
    [("widget.js", "public, max-age=300"),
     (LATEST.file_name, "public, max-age=31536000, immutable")],
)  # fmt: skip
def test_it_is_served_to_every_site(client, name, lasting):
    address = f"/embed/v1/{name}?ver=6.7"
    answer = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == lasting
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == LATEST.content
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, lasting)


@pytest.mark.parametrize(
    "name", ["widget-2.0.0.js", "widget-.js", "widget-1.0.0.js/", "widgets.js"]
)
def test_a_version_that_was_not_released_is_not_there(client, name):
    assert client.get(f"/embed/v1/{name}").status_code == 404
