"""What the WordPress plugin makes of answers that are hostile, or that are no answers of ours."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.partners.conftest import program
from tests.partners.test_wordpress import SOURCE

WORDPRESS = Path("/usr/share/wordpress")
STORY = {
    "id": "c7b1a2de-3f54-4c1b-9a57-1f0c6f1f2b11:en",
    "work": "c7b1a2de-3f54-4c1b-9a57-1f0c6f1f2b11",
    "type": "news",
    "lang": "en",
    "dir": "ltr",
    "title": "Water for Hit",
    "url": "https://initiative.example/en/news/water/",
    "summary": "A summary",
    "body_html": '<div lang="en" dir="ltr"><p>A text</p></div>',
    "credit_line": "A credit",
    "published_at": "2026-01-01T00:00:00Z",
    "image": {
        "url": "https://initiative.example/water.jpg",
        "alt": "A river",
        "credit": "A photographer",
        "width": 400,
        "height": 300,
    },
    "forums": [{"work": "f", "title": "A forum"}],
    "topics": [{"slug": "water", "name": "Water"}],
    "translation": {"status": "original", "source_lang": None},
}
# None of these is of the form that the API promises.
BAD = (None, "", "text", "\u0000", 7, -1.5, True, [], {}, ["a"], [[1]], {"url": []}, {"status": 1})

pytestmark = [
    pytest.mark.any_database,
    pytest.mark.skipif(
        not (WORDPRESS / "wp-includes").is_dir(), reason="Debian's WordPress is not installed"
    ),
]


def run(script: str, given: list) -> str:
    """Run a script with WordPress's own functions; nothing may complain in it."""
    path = Path(__file__).parent / "php" / script
    done = subprocess.run(
        [program("php"), str(path), str(WORDPRESS), str(SOURCE)],
        input=json.dumps(given), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stderr[:2000]
    return done.stdout


def shown(*items) -> str:
    """Return what readers of a partner's page get."""
    return run("shown.php", [*items])


def test_a_story_is_shown_with_all_that_it_has():
    html = shown(STORY)
    for text in ("Water for Hit", "<p>A text</p>", "A credit", "A photographer", "1 January 2026"):
        assert text in html


@pytest.mark.parametrize("field", ["title", "credit_line", "body_html"])
def test_no_text_of_ours_runs_a_shortcode_of_the_partners_site(field):
    html = shown(STORY | {field: "Before [danger] [danger]x[/danger] after"})
    assert "SHORTCODE" not in html
    assert "Before &#091;danger&#093;" in html


def test_texts_of_a_picture_run_no_shortcode():
    image = STORY["image"] | {"alt": "[danger]", "credit": "[danger]"}
    html = shown(STORY | {"image": image})
    assert "SHORTCODE" not in html
    assert html.count("&#091;danger&#093;") == 2


def test_script_of_a_hostile_answer_is_shown_and_not_run():
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'"
    body = f'<div onclick="a()" style="x">{hostile}<a href="javascript:alert(3)">a</a></div>'
    image = STORY["image"] | {"alt": hostile, "credit": hostile}
    texts = dict.fromkeys(("title", "credit_line"), hostile)
    html = shown(STORY | texts | {"image": image, "body_html": body})
    for part in ("<script", "<img src=x", "onclick", "style=", "javascript:"):
        assert part not in html.lower(), part
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("field", [name for name in STORY if name != "id"])
def test_an_answer_of_another_form_breaks_no_page(field):
    """It would be stored, and every page with stories would be an error until it is gone."""
    items = [STORY | {field: value, "id": str(number)} for number, value in enumerate(BAD)]
    assert "Water for Hit" in shown(STORY, *items)


@pytest.mark.parametrize("moment", ["2026-99-99T00:00:00Z", "tomorrow", "now", "@1", "0"])
def test_a_story_without_a_usable_time_is_shown_without_a_day(moment):
    html = shown(STORY | {"published_at": moment})
    assert "Water for Hit" in html
    assert "<time" not in html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//other.example/", "/en/", "ftp://a/b"]
)
def test_only_addresses_of_the_web_are_taken(address):
    assert "Water for Hit" not in shown(STORY | {"url": address})
    assert "<img" not in shown(STORY | {"image": STORY["image"] | {"url": address}})


def test_what_belongs_to_others_is_not_shown():
    free = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    assert "Water for Hit" in shown(STORY | {"license": free})
    assert "Water for Hit" not in shown(STORY | {"license": None})


def test_stories_come_over_a_way_on_which_nobody_can_change_them():
    here = ["http://127.0.0.1:8000", "http://localhost"]
    good = ["https://initiative.example", "https://initiative.example:8443", *here]
    bad = ["http://initiative.example", "http://127.0.0.1.example", "http://127.0.0.1@a.example"]
    bad += ["http://localhost.example", "ftp://a.example", "//a.example", "javascript:alert(1)"]
    assert json.loads(run("accepted.php", good)) == good
    assert json.loads(run("accepted.php", bad)) == [""] * len(bad)
