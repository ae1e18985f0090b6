"""“Share and embed” in a browser: copying, the device's own sharing, and what partners paste."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
NOT_COPYING = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
DENIED = """navigator.clipboard.writeText = async () => {
  throw new DOMException('', 'NotAllowedError');
}"""
SHARING = """window.shared = [];
navigator.canShare = (data) => 'url' in data;
navigator.share = async (data) => {
  shared.push(data);
  if (window.ends) throw new DOMException('', ends);
}"""
COUNT_CHANGES = """it => {
  it.changes = 0;
  new MutationObserver(() => it.changes++).observe(it, {childList: true});
}"""
FIELDS = ["share-address", "embed-address", "embed-citation", "embed-widget"]
SELECT = """(element, [start, end]) => {
  const range = document.createRange();
  range.setStart(element.firstChild, start);
  range.setEnd(element.firstChild, end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
TEXT = {"en": "They agreed on <one> thing & went.", "ar": "اتفقوا على <أمر> واحد & مضوا."}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=["en", "ar"])
def story(request, site):
    text = TEXT[request.param].replace("&", "&amp;").replace("<", "&lt;")
    return factories.make_story(request.param, body=[("paragraph", f"<p>{text}</p>")])


def field(page: Page, name: str = "share-address"):
    return page.locator(f"#{name}")


def copy_button(page: Page, name: str = "share-address"):
    return page.locator(f"[data-copy={name}]")


def opened(page: Page, story: object) -> Page:
    page.goto(story.get_url())
    page.locator(".embed summary").click()
    return page


def test_a_button_copies_and_announces_it_each_time_and_keeps_the_focus(context, page, story):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, story)
    for name in FIELDS:
        button = copy_button(page, name)
        status = button.locator("xpath=..").get_by_role("status")
        expect(status).to_be_empty()  # and there, or nobody is listening when it is filled
        for _time in range(2):
            status.evaluate(COUNT_CHANGES)
            button.press("Enter")
            page.wait_for_function(
                "it => it.changes && it.textContent", arg=status.element_handle()
            )
            expect(button).to_be_focused()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == field(page, name).input_value()


@pytest.mark.parametrize("reason", [NOT_COPYING, DENIED])
def test_what_cannot_be_copied_is_selected_and_announced(page, story, reason):
    page.add_init_script(reason)
    opened(page, story)
    for name in ("share-address", "embed-widget"):
        copy_button(page, name).click()
        expect(field(page, name)).to_be_focused()
        status = copy_button(page, name).locator("xpath=..").get_by_role("status")
        expect(status).to_contain_text("حُدّد" if "/ar/" in page.url else "Selected")
        ends = field(page, name).evaluate("it => [it.selectionStart, it.selectionEnd]")
        assert ends == [0, len(field(page, name).input_value())]


def test_the_devices_own_sharing_is_offered_where_there_is_one(page, story):
    page.goto(story.get_url())
    expect(page.locator("[data-share]")).to_be_hidden()
    page.add_init_script(SHARING)
    page.goto(story.get_url())
    button = page.locator("[data-share]")
    button.click()
    [shared] = page.evaluate("shared")
    assert shared == {
        "title": story.title, "text": story.title, "url": field(page).input_value(),
    }  # fmt: skip
    status = page.locator(".share-ways").get_by_role("status")
    page.evaluate("window.ends = 'AbortError'")  # somebody closed the dialog
    button.click()
    page.wait_for_timeout(150)
    expect(status).to_be_empty()
    page.evaluate("window.ends = 'DataError'")
    button.click()
    expect(status).not_to_be_empty()
    expect(button).to_be_focused()
    expect(page.locator(".share-ways a")).to_have_count(4)


def test_the_address_is_there_without_scripts(chromium, site, story):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = opened(context.new_page(), story)
    assert re.fullmatch(f"{site}/s/[a-z0-9]{{10}}", field(page).input_value())
    expect(page.locator(".share button:visible")).to_have_count(0)
    expect(page.locator(".share-ways a:visible")).to_have_count(4)
    for name in FIELDS[1:]:
        expect(field(page, name)).to_be_visible()
        expect(field(page, name)).not_to_be_editable()
    context.close()


def test_all_of_it_is_reached_by_keys_in_the_order_in_which_it_is_read(page, story):
    page.goto(story.get_url())
    page.locator(".share-ways a").last.focus()
    reached = []
    for _key in range(13):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(
            "(it => it.id || it.dataset.copy || it.localName)(document.activeElement)"
        ))  # fmt: skip
        if reached[-1] == "summary":
            page.keyboard.press("Enter")
    assert reached[:11] == [
        "share-address", "share-address", "summary", "embed-address", "embed-address",
        "embed-card", "embed-card", "embed-citation", "embed-citation",
        "embed-widget", "embed-widget",
    ]  # fmt: skip


def test_a_quotation_holds_what_was_selected_and_nothing_else(page, story):
    opened(page, story)
    citation = field(page, "embed-citation")
    before = citation.input_value()
    text = TEXT["ar" if "/ar/" in page.url else "en"]
    page.locator(".prose p").evaluate(SELECT, [0, 22])
    quoted = text[:22].strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    expect(citation).to_have_value(re.sub("<p>.*</p>", f"<p>{quoted}</p>", before))
    page.locator(".prose p").evaluate(SELECT, [0, 4])
    expect(citation).to_have_value(re.sub("<p>.*</p>", f"<p>{text[:4].strip()}</p>", before))
    # What is not of the article is nothing that anybody quotes.
    page.locator(".share h2").evaluate(SELECT, [0, 4])
    page.locator(".footer-name span").evaluate(SELECT, [0, 4])
    page.wait_for_timeout(100)
    expect(citation).to_have_value(re.sub("<p>.*</p>", f"<p>{text[:4].strip()}</p>", before))


def test_what_is_quoted_is_text_for_browsers_and_for_wordpress(page, site, host):
    """WordPress runs what looks like a shortcode, wherever in a post it is."""
    hostile = "[gallery] </p><img src=x onerror=alert(1)> & <script>alert(2)</script>"
    shown = hostile.replace("&", "&amp;").replace("<", "&lt;")
    opened(page, factories.make_story("en", body=[("paragraph", f"<p>{shown}</p>")]))
    page.locator(".prose p").evaluate(SELECT, [0, len(hostile)])
    citation = field(page, "embed-citation")
    expect(citation).to_have_value(re.compile("<p>&#091;gallery&#093; &lt;/p&gt;"))
    html = citation.input_value()
    assert "[" not in html
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(host.show(html))
    expect(page.locator("blockquote p")).to_have_text(hostile)
    expect(page.locator("blockquote img, blockquote script")).to_have_count(0)


def test_what_partners_paste_works_on_their_site(page, story, host):
    opened(page, story)
    page.locator(".prose p").evaluate(SELECT, [0, 4])
    citation = field(page, "embed-citation").input_value()
    widget = field(page, "embed-widget").input_value()
    page.goto(host.show(citation + widget))
    expect(page.locator("icssi-news").get_by_role("link", name=story.title)).to_be_visible()
    direction = "rtl" if "/ar/" in story.get_url() else "ltr"
    quotation = page.locator("blockquote p")
    assert quotation.evaluate("it => getComputedStyle(it).direction") == direction
    with page.expect_navigation():
        page.locator("figcaption a").click()
    expect(page.locator("h1")).to_have_text(story.title)


@pytest.mark.parametrize("kind", ["story", "forum", "council"])
def test_it_is_accessible_and_fits(page, story, kind):
    lang = story.language.tag
    shown = story if kind == "story" else getattr(factories, f"make_{kind}")(lang)
    page.add_init_script(SHARING)
    opened(page, shown)
    copy_button(page).click()
    for scheme, width in (("light", 320), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        assert Axe().run(page).response["violations"] == []
        assert page.evaluate(SIDEWAYS) == 0


def test_a_printed_page_shows_its_short_address(page, story):
    page.goto(story.get_url())
    printed = page.locator(".printed")
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_contain_text(field(page).input_value())
    expect(page.locator(".share")).to_be_hidden()
