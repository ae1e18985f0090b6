"""One request with an odd text takes neither a thread for long, nor memory, nor the database."""

import json
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from core.language.tidying import tidied
from core.setup import roles
from news.models import NewsPage
from tests import factories
from tests.cms import story_form
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PASTED = "/admin/pasted/"
BOUND = 9  # seconds: five for the program, the rest for a machine that is busy
NUMBER = 400_000  # characters
COSTLY = {
    "elements in elements": "<div>" * (NUMBER // 5),
    "formats that overlap": '<p style="x">' + "<b>" * (NUMBER // 4) + "x",
    "formats that are opened anew": "".join(f"<b id={n}>" for n in range(3000)) + "<p>x" * 30_000,
    "styled elements in elements": '<div style="color:red">' + "<div>" * (NUMBER // 10) + "x",
    "tables in tables": "<table>" * 490 + "<tr><td>" * 20_000,
    "rows of the innermost table": "<table><tr><td>" * 490 + "<tr><td>x</td></tr>" * 15_000,
    "paragraphs": "<p>a</p>" * (NUMBER // 8),
    "paragraphs of one item": f"<ul><li>{'<p>a</p>' * (NUMBER // 8)}</li></ul>",
    "codes": ("[caption " + 'caption="' * 200 + "]") * 200,
    "blank lines": ("\n" + " " * 1000) * 400 + "x",
    "changes of format": "<b>a</b><i>b</i>" * (NUMBER // 40),
    "marks of direction": "<p>" + "\u200f\u200ea" * (NUMBER // 4),
    "no-break spaces": "<p>" + "\u00a0" * (NUMBER // 4) + "x",
    "opened isolates": "<p>" + "\u2067a\u2069" * (NUMBER // 8),
    "parameters": f'<a href="https://x.example/?{"utm_a=1&" * (NUMBER // 10)}">x</a>',
}


@pytest.mark.parametrize("kind", COSTLY)
def test_a_pasted_text_is_read_or_left_to_the_browser_in_time(kind):
    """Before, a few of them from a translator stopped the site for minutes."""
    browser = signed_in(roles.translators("en"))
    began = time.monotonic()
    answer = browser.post(PASTED, {"html": COSTLY[kind]})
    assert time.monotonic() - began < BOUND
    assert answer.status_code in {200, 400}
    after = browser.post(PASTED, {"html": "<h2>A</h2>"})
    assert [block["type"] for block in after.json()["blocks"]] == ["heading"]


def test_the_database_is_free_while_a_pasted_text_is_read():
    assert resolve(PASTED).func.opens_own_transactions


def test_half_a_surrogate_pair_is_no_reason_to_fail():
    browser = signed_in(roles.translators("en"))
    answer = browser.post(PASTED, {"html": "<p>a\ud83d b</p>".encode(errors="surrogatepass")})
    assert answer.status_code == 200


MANY = 50_000
INVISIBLE = {
    "no-break spaces": "\u00a0" * MANY + "x",
    "joiners": "\u200c" * MANY + "x",
    "marks": "ا1" + "\u200e\u200f" * MANY,
    "isolates": "ا b" + "\u2067a\u2069" * MANY,
    "isolates in isolates": "ا b" + "\u2067" * MANY + "b" + "\u2069" * MANY,
}


@pytest.mark.parametrize("kind", INVISIBLE)
def test_invisible_characters_of_a_text_cost_no_more_than_others(kind):
    """Every text of a form is tidied, a title as well; before, these took minutes."""
    began = time.process_time()
    assert len(tidied(INVISIBLE[kind])) < len(INVISIBLE[kind])
    assert time.process_time() - began < 3


def drafted(*blocks: dict[str, Any]) -> str:
    """Rich text as the editor posts it."""
    whole = [
        {"key": "a", "type": "unstyled", "inlineStyleRanges": [], "entityRanges": []} | block
        for block in blocks
    ]
    return json.dumps({"blocks": whole, "entityMap": {}})


def saved(written: str) -> tuple[int, float]:
    """Save a story with a paragraph; return the status and the seconds of processor time."""
    body = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
    body |= {"body-0-type": "paragraph", "body-0-value": written}
    form = {name: value for name, value in story_form("Story").items() if "body" not in name}
    browser = signed_in(roles.COMMUNICATIONS)
    began = time.process_time()
    place = f"/admin/pages/add/news/newspage/{factories.news_index('en').pk}/"
    return browser.post(place, form | body).status_code, time.process_time() - began


def formats(number: int) -> list[dict[str, Any]]:
    styles = ("BOLD", "ITALIC")
    return [
        {"offset": place, "length": number - place, "style": styles[place % 2]}
        for place in range(number)
    ]


@pytest.mark.parametrize(
    "block",
    [
        {"text": "Words", "type": "unordered-list-item", "depth": 100_000},
        {"text": "Words" * 1000, "inlineStyleRanges": formats(5000)},
        {"text": "Words", "inlineStyleRanges": [{"offset": -5, "length": 1e9, "style": "BOLD"}]},
    ],
    ids=["a list in a list", "formats that overlap", "a format of no place"],
)
def test_a_forged_rich_text_is_saved_within_limits(block):
    """Before: 500 for the first; for the second a minute, in which nobody else could save."""
    status, seconds = saved(drafted(block))
    assert status == 302
    assert seconds < 5
    [story] = NewsPage.objects.filter(title="Story")
    assert "Words" in str(story.get_latest_revision_as_object().body)


@pytest.mark.parametrize("written", ["[" * 50_000, "{", "[1]", "1", '"x"', '{"blocks": [1]}'])
def test_what_no_editor_wrote_is_refused(written):
    assert saved(written)[0] == 400


DEEP = "[" * 15_000


def test_a_passkey_of_brackets_is_one_that_is_not_accepted(client):
    """Before, 500 and a long entry in the log, for any stranger."""
    answer = client.post("/admin/login/passkey/", {"credential": DEEP})
    assert answer.status_code == 302


def test_what_is_held_for_somebody_signed_out_may_hold_brackets(client):
    headers = {"Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
    form = {"title": '{"blocks":' * 3_000, "username": "x"}
    answer = Client().post("/admin/account/", form, headers=headers)
    assert answer.status_code == 403
