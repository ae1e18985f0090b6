"""What the OpenAPI document allows in a parameter is what is accepted, and nothing else."""

import json
import re
import subprocess
from functools import partial
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import factories
from tests.api import contract
from tests.partners.conftest import program

pytestmark = pytest.mark.any_database

WORK = "5f0e6a52-9c1f-4a3b-8d0e-2f6b7c1d9e44"
# What the site has, not how a value is written: which names and hosts there are, whether a cursor
# is ours, and whether what was typed are words, which no pattern can show.
ABOUT_CONTENT = {
    "forum": {"unsupported"},
    "topic": {"unsupported"},
    "governorate": {"unsupported"},
    "organisation": {"unsupported"},
    "cursor": {"invalid_cursor"},
    "url": {"foreign"},
    "q": {"blank"},
}
# What else a parameter needs beside itself.
BESIDE = {"suggest/": {"q": "a"}, "search/": {"q": "a"}, "resolve/": {"url": "/en/"}}
UTF8 = st.characters(codec="utf-8")
ASKING = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def texts() -> dict[tuple[str, str], dict]:
    """Return the schema of every parameter that is a text, by its place and name."""
    return {
        (path.removeprefix("/api/v1/"), parameter["name"]): parameter["schema"]
        for path, operations in contract.document()["paths"].items()
        for parameter in operations["get"]["parameters"]
        if parameter.get("in") in {"query", "path"} and parameter["schema"]["type"] == "string"
    }


TEXTS = texts()
# One address for each schema that no other parameter of this name has.
DIFFERENT = {}
for _place, _schema in TEXTS.items():
    if "{" not in _place[0] or "news/{" in _place[0]:
        DIFFERENT[_place[1], json.dumps(_schema)] = _place
PATTERNS = {schema["pattern"] for schema in TEXTS.values() if "pattern" in schema}


def test_every_text_has_a_pattern_or_its_values():
    assert [
        place for place, schema in TEXTS.items() if not schema.keys() & {"pattern", "enum"}
    ] == []


def test_patterns_work_in_javascript_python_and_re2():
    for pattern in PATTERNS:
        assert (pattern[0], pattern[-1]) == ("^", "$")
        assert re.compile(pattern)
        # What RE2 does not have: look-around, back references, named groups.
        assert not re.search(r"\(\?|\\[1-9k]", pattern), pattern
    read = 'JSON.parse(require("fs").readFileSync(0, "utf8"))'
    script = f'{read}.forEach((pattern) => new RegExp(pattern, "u"))'
    done = subprocess.run(
        [program("node"), "-e", script], input=json.dumps(sorted(PATTERNS)), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""


def allows(schema: dict, text: str) -> bool:
    if "enum" in schema:
        return text in schema["enum"]
    is_short = len(text) <= schema.get("maxLength", len(text))
    return bool(is_short and re.fullmatch(schema["pattern"], text))


def allowed_texts(schema: dict) -> st.SearchStrategy[str]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    found = st.from_regex(schema["pattern"], fullmatch=True, alphabet=UTF8)
    return found.filter(partial(allows, schema))


ACCEPTED, OF_CONTENT, MALFORMED = "accepted", "refused for what it names", "refused for its form"


def verdict(get, path: str, name: str, text: str) -> str:
    """Return whether a text is accepted in a parameter and, if not, why."""
    known = {"work": WORK, "lang": "en"}
    if f"{{{name}}}" in path:
        asked = get(path.format(**known | {name: quote(text, safe="")}))
        return ACCEPTED if asked.status_code == 200 else MALFORMED
    path = path.format(**known)
    values = BESIDE.get(path, {}) | {name: text}
    response = get(f"{path}?" + "&".join(f"{key}={quote(text)}" for key, text in values.items()))
    if response.status_code in {200, 404}:
        return ACCEPTED
    assert response.status_code == 400, response.content
    # Those that need another parameter are written as they should be.
    faults = [(fault["parameter"], fault["code"]) for fault in response.json()["errors"]]
    codes = {code for parameter, code in faults if parameter == name} - {"needs_lang", "needs_q"}
    if codes <= ABOUT_CONTENT.get(name, set()):
        return OF_CONTENT if codes else ACCEPTED
    return MALFORMED


@pytest.fixture
def content(db):
    factories.make_story(translation_key=WORK)
    factories.make_story("ar", translation_key=WORK)


NEARLY = st.sampled_from(
    [
        "", " ", "en", "EN", "ar-IQ", "ar-", "ar_IQ", "en,ar", "en,", ",", "english", " ar , en ",
        "2019-02-29", "2020-02-29", "2019-06-31", "2019-06-07T10:00:00+03:00", "0000-01-01",
        "2019-06-07T24:00:00Z", "2019-06-07 10:00:00Z", "2019-06-07t10:00:00.5z", "٢٠١٩-٠٦-٠٧",
        "title,url", "title,", "Title", "news", "news,forum", "NEWS", "-published_at", "date",
        "/", "//", "/en/%00", "/en/%0", "/en/%%00", "/en/?a=%00", "en/", "/a b", "/a\\b", "a/b",
        "http://", "http://[::1]/", "http://testserver", "https://testserver:80/en/?x", "+",
        "ftp://a.b/", "//testserver/", "http://a@testserver/", "testserver.example.org/a",
        WORK, WORK.upper(), WORK.replace("-", ""), "a" * 22, "a" * 21, "a" * 22 + "=", "a" * 4001,
        "peace", "relevance", "\x00", "\ufffd", "a\n",
    ]
)  # fmt: skip


@pytest.mark.parametrize(("path", "name"), DIFFERENT.values())
def test_what_the_schema_allows_is_accepted(get, content, path, name):
    schema = TEXTS[path, name]
    if f"{{{name}}}" in path:  # of works and languages, those that are there
        choices = {"work": [WORK, WORK.upper()], "lang": ["en", "ar", "ar-IQ", "AR_iq"]}[name]
        strategy = st.sampled_from(choices)
    else:
        strategy = allowed_texts(schema)

    @ASKING
    @given(strategy)
    def ask(text):
        assert verdict(get, path, name, text) != MALFORMED, text

    ask()


@pytest.mark.parametrize(("path", "name"), DIFFERENT.values())
def test_what_is_accepted_is_allowed_by_the_schema(get, content, path, name):
    schema = TEXTS[path, name]

    @ASKING
    @given(NEARLY | st.text(UTF8, max_size=40))
    @example("ar")
    def ask(text):
        found = verdict(get, path, name, text)
        # White space around a value is not looked at.
        is_allowed = allows(schema, text) or allows(schema, text.strip())
        if found == ACCEPTED:
            assert is_allowed, text
        elif f"{{{name}}}" not in path and found == MALFORMED:
            assert not allows(schema, text), text

    ask()


def test_a_real_cursor_is_of_the_documented_form(get, content):
    schema = TEXTS["news/", "cursor"]
    cursor = get("news/?limit=1").json()["next"].split("cursor=")[1].split("&")[0]
    assert allows(schema, cursor)
    changes = get("changes/?limit=1").json()
    assert allows(TEXTS["changes/", "cursor"], changes["next_cursor"])
