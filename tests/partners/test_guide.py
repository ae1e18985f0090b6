"""The partners' guide is true: every request in it is sent, every program in it is run."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from api.problems import TITLES
from api.serializers.problems import CODES
from tests import factories
from tests.partners.conftest import EXAMPLES, program

pytestmark = pytest.mark.any_database

GUIDE = EXAMPLES.parent
ROOT = GUIDE.parents[1]
PAGES = sorted(GUIDE.glob("*.md"))
ARABIC = sorted(GUIDE.glob("*.ar.md"))
BASE = "https://example.org"
# Pages for those who write no programs, who need no other page.
WITHOUT_PROGRAMS = ("embedding", "feeds")
BAGHDAD = ZoneInfo("Asia/Baghdad")
# Works that the guide names: public in both languages, in English alone, and withdrawn.
PAIR = "5f0e6a52-9c1f-4a3b-8d0e-2f6b7c1d9e44"
ENGLISH = "c3a9e5d2-7f41-4b0a-9a66-1d2b8e4f7c10"
GONE = "0b6c1f7e-52ad-4c7e-9d1a-6f3f0e9a7c21"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CURL = re.compile(r"(?:^# (\d{3})\b[^\n]*\n)?^curl (.*?)'(https://[^']+)'$", re.MULTILINE)
# All blocks, also those of no language; of comments only the status counts: words are translated.
_CODE = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^(#(?: \d{3}\b)?)[^\n]*$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#]+)\)")


def blocks():
    """Return (language, text) of every code block of the guide."""
    return [block for page in PAGES for block in _BLOCK.findall(page.read_text("utf-8"))]


def requests():
    """Return (status, options, address) of every request that the guide shows."""
    return [
        (int(status or 200), options, address)
        for language, text in blocks()
        if language == "sh"
        for status, options, address in _CURL.findall(text)
    ]


@pytest.fixture
def content(db):
    """What the guide's requests name."""
    topic = factories.make_topic("Peace building", "بناء السلام", slug="peace-building")
    forum = factories.make_forum(title="Hit Peace Forum", slug="hit-peace-forum")
    english = factories.make_story(translation_key=PAIR, forums=[forum], topics=[topic])
    factories.make_story("ar", translation_key=english.work, forums=[forum], topics=[topic])
    factories.make_story(translation_key=ENGLISH)
    factories.make_story(translation_key=GONE).unpublish()


def test_every_curl_of_the_guide_is_found():
    written = sum(page.read_text("utf-8").count("\ncurl ") for page in PAGES)
    assert len(requests()) == written > 30


def test_every_request_of_the_guide_is_answered_as_documented(client, content, settings):
    settings.BASE_URL = BASE
    wrong = []
    for status, options, address in requests():
        headers = dict(re.findall(r"--header '([\w-]+): ([^']*)'", options))
        assert address.startswith(tuple(f"{BASE}/{own}/" for own in ("api/v1", "feeds", "oembed")))
        response = client.get(address.removeprefix(BASE), headers=headers)
        if response.status_code != status:
            wrong.append((address, status, response.status_code))
    assert wrong == []


def test_every_program_of_the_guide_runs(weather, content, tmp_path):
    programs = {
        "python": ("run.py", sys.executable),
        "js": ("run.mjs", "node"),
        "php": ("run.php", "php"),
    }
    # Pages in Arabic show the same programs: each runs once. Those that check a webhook's signature
    # ask nothing of the API; `tests.api.push.test_guide` runs them.
    found = dict.fromkeys(
        block for block in blocks() if block[0] in programs and "webhook-id" not in block[1]
    )
    assert {language for language, _text in found} == programs.keys()
    for language, text in found:
        assert BASE in text
        name, command = programs[language]
        file = tmp_path / name
        file.write_text(text.replace(BASE, weather.target), "utf-8")
        done = subprocess.run(
            [program(command), str(file)], capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), text
        assert done.stdout.strip(), text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_are_linked_by_what_they_are_about_as_the_site_has_no_such_files(page):
    assert re.findall(r"\[[\w.]+\.md\]\(", page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in _LINK.findall(page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ARABIC, ids=lambda page: page.name)
def test_a_page_in_arabic_shows_the_code_of_the_page_in_english(page):
    english = page.with_name(page.name.replace(".ar.md", ".md"))
    shown, meant = (
        [_COMMENT.sub(r"\1", block) for block in _CODE.findall(file.read_text("utf-8"))]
        for file in (page, english)
    )
    assert shown == meant


def test_the_guide_is_linked_from_the_readme():
    assert "(docs/partners/README.md)" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("page", ["http.md", "http.ar.md"])
def test_every_kind_of_problem_and_every_code_is_explained(page):
    text = (GUIDE / page).read_text("utf-8")
    missing = [kind for kind in TITLES if f"`#{kind}`" not in text]
    sources = "".join(path.read_text("utf-8") for path in sorted((ROOT / "api").rglob("*.py")))
    codes = set(re.findall(r'UnusableValueError\(\s*"(\w+)"', sources))
    codes |= set(re.findall(r'Fault\(\s*[^,()]+,\s*"(\w+)"', sources))
    assert codes == set(CODES)
    assert missing + sorted(code for code in codes if f"`{code}`" not in text) == []


def test_the_guide_shows_a_fault_as_it_is(client, content, settings):
    settings.BASE_URL = BASE
    text = (GUIDE / "http.md").read_text("utf-8")
    shown = next(json.loads(block) for name, block in _BLOCK.findall(text) if name == "json")
    sent = client.get("/api/v1/news/?limit=101").json()
    [fault] = sent["errors"]
    assert sent | {"errors": [fault | {"message": shown["errors"][0]["message"]}]} == shown
    assert fault["message"].startswith(shown["errors"][0]["message"].rstrip("… "))


def test_times_of_the_guide_are_right():
    """Those of items.md, which explain how a day in Baghdad looks in UTC."""
    text = (GUIDE / "items.md").read_text("utf-8")
    moments = re.findall(r"`(2019-06-[\w:]+Z)`", text)
    days = [datetime.fromisoformat(moment).astimezone(BAGHDAD) for moment in moments]
    assert [f"{day:%d %H:%M}" for day in days] == ["08 01:30", "07 00:00"]


@pytest.mark.parametrize("pages", [sorted({*PAGES} - {*ARABIC}), ARABIC], ids=["en", "ar"])
def test_the_guide_is_short(pages):
    # Programs are copied and not read.
    words = {page: len(_CODE.sub("", page.read_text("utf-8")).split()) for page in pages}
    alone = [words.pop(page) for page in pages if page.name.startswith(WITHOUT_PROGRAMS)]
    assert sum(words.values()) < 30 * 130, "nobody reads more in half an hour"
    assert max(alone) < 6 * 130


def test_the_limits_in_the_guide_are_the_defaults():
    text = (GUIDE / "http.md").read_text("utf-8")
    example = Path(ROOT / ".env.example").read_text("utf-8")
    made, cached = re.search(r"# API_RATE_LIMIT=(\d+),(\d+)", example).groups()
    assert f'"made";q={made};w=60, "cached";q={cached};w=60' in text
    assert f"{made} answers" in text
    assert f"{int(cached):,}" in text
    arabic = (GUIDE / "http.ar.md").read_text("utf-8")
    assert f"{made} ردًا" in arabic
    assert f"{cached} رد" in arabic
