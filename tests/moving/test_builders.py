"""Codes of page builders: what readers saw of them is here, and no code."""

import json
import re

import pytest

from moving.html.builders import with_words_of_codes
from news.models import NewsPage
from tests.moving.exports import HOMES, TEXT, item
from tests.moving.test_text import blocks, pictures

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
assert pictures  # a fixture

UPLOADS = f"{HOMES['en']}/wp-content/uploads"


def html() -> str:
    return "".join(str(block["value"]) for block in blocks())


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("[tab title=“Monday”]We clean.[/tab][tab title='Tuesday']We paint.[/tab]",
         ["<b>Monday</b>", "<p>We clean.</p>", "<b>Tuesday</b>", "<p>We paint.</p>"]),
        ('[et_pb_blurb title="A &amp; B" use_icon="on"]<p>Come.</p>[/et_pb_blurb]',
         ["<b>A &amp; B</b>", "<p>Come.</p>"]),
        ('[button link="https://example.org/a?b=1&amp;c=2"]Join[/button]',
         ['<a href="https://example.org/a?b=1&amp;c=2">Join</a>']),
        ('[vc_btn title="Join" link="url:https%3A%2F%2Fexample.org%2Fjoin||"]',
         ['<a href="https://example.org/join">Join</a>']),
        ("[one_half]Left.[/one_half][one_half_last]Right.[/one_half_last]",
         ["<p>Left.</p>", "<p>Right.</p>"]),
        ('[button link="javascript:alert(1)"]Join[/button]', ["<p>Join</p>"]),
        ("[dropcap]T[/dropcap]he river", ["<p>The river</p>"]),
    ],
)  # fmt: skip
def test_words_and_links_of_codes_are_shown(run, content, shown):
    run(item(1, content=f"{TEXT}\n\n{content}"))
    for each in shown:
        assert each in html()
    assert "[" not in html()
    assert "javascript" not in html()


@pytest.mark.parametrize(
    "code",
    ['[contact-form-7 id="5" title="Write to us"]', '[gravityform id="1" title="false"]',
     '[rev_slider alias="home"]', '[button color="red"]', "[sic]", "[Photo: A. Name]"],
)  # fmt: skip
def test_names_that_readers_never_saw_are_not_shown(run, code):
    run(item(1, content=f"{TEXT}\n\n{code}"))
    assert not {"Write to us", "false", "home", "red"} & set(re.split("[<>]", html()))
    assert with_words_of_codes(code) == code


def test_a_heading_a_film_and_the_picture_of_a_code_are_blocks(run, pictures):
    codes = (
        '[vc_custom_heading text="By the river"][vimeo 34567890][youtube id="AAAAAAAAAAA"]'
        f'[et_pb_image src="{UPLOADS}/{pictures[0]}" alt="The boats"][/et_pb_image]'
    )
    run(item(1, content=f"{TEXT}\n\n{codes}"))
    found = [block["type"] for block in blocks()]
    assert found == ["paragraph", "heading", "video", "video", "photo"]
    assert blocks()[1]["value"]["text"] == "By the river"


def test_a_file_that_a_code_shows_is_a_link_that_is_no_code(run):
    run(item(1, content=f'{TEXT} [pdf-embedder url="{UPLOADS}/2016/report.pdf"]'))
    assert "pdf-embedder" not in html()
    assert "report.pdf" in html()


def test_footnotes_are_a_list_and_their_numbers_are_no_part_of_words(run):
    text = (
        '<!-- wp:paragraph --><p>It is long<sup data-fn="f1" class="fn"><a href="#f1">1</a></sup>.'
        "</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    )
    notes = json.dumps([{"content": "Measured by <em>students</em>.", "id": "f1"}])
    more = (
        "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key>"
        f"<wp:meta_value><![CDATA[{notes}]]></wp:meta_value></wp:postmeta>"
    )
    run(item(1, content=text, more=more))
    assert "It is long [1]." in html()
    assert "Measured by" in html()
    run(item(1, content=text, more=more.replace("Measured", "Counted")))
    assert "Counted by" in html()


@pytest.mark.parametrize("stored", ["", "{", '{"a":1}', "[1,null]", '[{"content":5}]', "[" * 5000])
def test_footnotes_that_cannot_be_read_are_no_failure(run, stored):
    more = (
        "<wp:postmeta><wp:meta_key>footnotes</wp:meta_key>"
        f"<wp:meta_value>{stored}</wp:meta_value></wp:postmeta>"
    )
    run(item(1, content=f"{TEXT}<!-- wp:footnotes /-->", more=more))
    assert run.status == 0
    assert NewsPage.objects.get().live
