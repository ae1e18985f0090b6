"""Text of other programs, pasted into a paragraph, becomes what its authors saw."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from news.models import NewsPage
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

SAMPLES = Path(__file__).resolve().parent.parent / "core" / "pasted"
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  editor.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def sample(name):
    return (SAMPLES / f"{name}.html").read_text(encoding="utf-8")


def start(cms, page, lang, text):
    """Begin a story with one paragraph; return its editor, with the cursor at the end."""
    cms.new_story(factories.news_index(lang).pk)
    page.fill("#id_title", "Title")
    page.fill("#id_summary", "Summary")
    cms.write_paragraph(text)
    return page.locator(".public-DraftEditor-content").last


def published(cms):
    cms.publish()
    blocks = NewsPage.objects.get().body.get_prep_value()
    return [(block["type"], without_keys(block["value"])) for block in blocks]


def without_keys(value):
    """A value without what the editor adds for itself."""
    return re.sub(r' data-block-key="\w+"', "", value) if isinstance(value, str) else value


def test_a_report_of_word_becomes_blocks_around_the_cursor(cms, page, site):
    editor = start(cms, page, "en", "Before after")
    for _letter in "after":
        editor.press("ArrowLeft")
    editor.evaluate(PASTE, sample("word"))
    expect(page.locator(".public-DraftEditor-content")).to_have_count(4)
    blocks = published(cms)
    assert [kind for kind, _value in blocks] == [
        "paragraph",
        "heading",
        "heading",
        "paragraph",
        "heading",
        "quote",
        "paragraph",
        "paragraph",
    ]
    values = [value for _kind, value in blocks]
    assert (values[0], values[-1]) == ("<p>Before </p>", "<p>after</p>")
    assert values[1] == {"text": "Annual report", "level": "h2"}
    assert "<b>Thirteen</b> volunteers met in <i>Hit</i> and cooperated." in values[3]
    assert '<a href="https://example.org/a?b=1">Read it</a>' in values[3]
    assert values[3].endswith("<ul><li>Water<ul><li>Wells</li></ul></li><li>Schools</li></ul>")
    assert values[5]["text"].splitlines() == ["We want", "to be heard."]
    assert values[6].startswith("<ol><li>First</li><li>Second</li></ol>")
    assert values[6].endswith("<p><b>Year</b> · People</p><p>2019 · 13</p>")


def test_an_arabic_text_of_google_docs_is_bold_only_where_it_was(cms, page, site):
    editor = start(cms, page, "ar", "x")
    editor.press("Backspace")
    editor.evaluate(PASTE, sample("google_docs"))
    expect(page.get_by_role("textbox", name="Text*").first).to_have_value("ما الذي تغيّر؟")
    (heading, text) = published(cms)
    assert heading == ("heading", {"text": "ما الذي تغيّر؟", "level": "h2"})
    assert text[1] == (
        "<p>اجتمع <b>ثلاثة عشر</b> متطوعاً في <i>هيت</i>، وهو أمر می\u200cخواهم. "
        '<a href="https://example.org/%D9%87">التقرير</a></p>'
        "<ul><li>ماء<ul><li>آبار</li></ul></li><li>مدارس</li></ul>"
        "<p><b>السنة</b> · العدد</p><p>٢٠١٩ · ١٣</p>"
    )


def test_without_an_answer_the_text_is_pasted_by_the_browser(cms, page, site):
    page.route("**/admin/pasted/", lambda route: route.abort())
    editor = start(cms, page, "en", "Before ")
    editor.evaluate(PASTE, "<p>and <b>after</b></p>")
    expect(editor).to_have_text("Before and after")


def test_what_is_selected_is_replaced_and_a_second_text_comes_after_the_first(cms, page, site):
    editor = start(cms, page, "en", "one two three")
    for key in ["ArrowLeft"] * 6 + ["Shift+ArrowLeft"] * 3:
        editor.press(key)
    for number, html in enumerate(["<p>a</p><h2>B</h2><p>c</p>", "<p>d</p><h2>E</h2><p>f</p>"]):
        page.evaluate(f"html => ({PASTE})(document.activeElement, html)", html)
        editors = page.locator(".public-DraftEditor-content")
        expect(editors).to_have_count(3 + number)
        expect(editors.nth(1 + number)).to_be_focused()
    values = [value for _kind, value in published(cms)]
    assert [each["text"] if isinstance(each, dict) else each for each in values] == [
        "<p>one a</p>",
        "B",
        "<p>cd</p>",
        "E",
        "<p>f</p>",
        "<p> three</p>",
    ]
