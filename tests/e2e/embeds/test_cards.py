"""The card of an item, in the frames in which other sites show it."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

# As WordPress does: a secret behind the address, and messages that have it.
WORDPRESS = """<script>
  window.heard = [];
  addEventListener("message", (event) => {
    const frame = document.querySelector("iframe");
    if (event.source !== frame.contentWindow || event.data.secret !== "Secret1234") return;
    heard.push({ ...event.data, origin: event.origin });
    if (event.data.message === "height") frame.height = event.data.value;
  });
</script>"""
# Of how many pixels a frame's content is cut off.
HIDDEN = "() => document.documentElement.scrollHeight - innerHeight"


def frame_of(site, page, more="", query="") -> str:
    lang = page.locale.language_code
    source = f"{site}/embed/v1/{page.translation_key}/{lang}/{query}"
    return f'<iframe src="{source}" title="x" width="100%" height="300" {more}></iframe>'


@pytest.fixture
def in_wordpress(page, host, site):
    """Show a card as WordPress does: in a sandbox that lets scripts run and nothing else."""

    def show(shown):
        frame = frame_of(site, shown, 'sandbox="allow-scripts"')
        page.goto(host.show(WORDPRESS + frame.replace('/" title', '/#?secret=Secret1234" title')))
        page.wait_for_function("heard.length > 0")
        return page

    return show


@pytest.mark.parametrize("width", [320, 390, 700])
def test_in_a_sandbox_it_sends_its_height_and_all_of_it_is_seen(in_wordpress, page, story, width):
    page.set_viewport_size({"width": width, "height": 900})
    in_wordpress(story)
    [heard] = page.evaluate("heard.slice(-1)")
    assert heard["message"] == "height"
    assert 200 <= heard["value"] <= 1000
    assert heard["origin"] == "null"
    frame = page.frames[1]
    expect(frame.get_by_role("link", name="We met in Hit")).to_be_visible()
    page.wait_for_function("heard.length > 0 && document.querySelector('iframe').clientHeight")
    assert frame.evaluate(HIDDEN) <= 0
    assert frame.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_in_a_sandbox_a_click_asks_the_page_around_to_open_the_story(in_wordpress, site, story):
    page = in_wordpress(story)
    page.frames[1].get_by_role("link", name="We met in Hit").click()
    page.wait_for_function("heard.some((each) => each.message === 'link')")
    [heard] = [each for each in page.evaluate("heard") if each["message"] == "link"]
    assert heard["value"] == f"{site}{story.get_url()}"


def test_pictures_and_styles_are_there_in_a_sandbox(in_wordpress, story):
    frame = in_wordpress(story).frames[1]
    frame.wait_for_function("document.querySelector('img').naturalWidth > 0")
    assert frame.evaluate("getComputedStyle(document.querySelector('main')).display") == "flex"


def test_ready_is_answered_with_the_height(in_wordpress, story):
    page = in_wordpress(story)
    page.wait_for_timeout(300)
    before = page.evaluate("heard.length")
    page.evaluate(
        "document.querySelector('iframe').contentWindow"
        ".postMessage({message: 'ready', secret: 'Secret1234'}, '*')"
    )
    page.wait_for_function(f"heard.length > {before}")


@pytest.mark.parametrize("data", [None, "text", {}, {"message": "ready"}, {"secret": "Other12345"}])
def test_messages_of_others_are_not_answered(in_wordpress, story, data):
    page = in_wordpress(story)
    page.wait_for_timeout(300)
    before = page.evaluate("heard.length")
    page.evaluate(
        f"document.querySelector('iframe').contentWindow.postMessage({json.dumps(data)}, '*')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("heard.length") == before


def test_the_notice_of_a_withdrawn_story_sends_its_height_too(in_wordpress, story):
    story.unpublish()
    page = in_wordpress(story)
    frame = page.frames[1]
    expect(frame.get_by_text("This has been withdrawn")).to_be_visible()
    expect(frame.get_by_text("سُحب هذا المحتوى")).to_be_visible()
    assert frame.evaluate(HIDDEN) <= 0


def test_without_a_secret_nothing_is_sent_and_links_open_the_page(page, host, site, story):
    page.goto(host.show(WORDPRESS + frame_of(site, story)))
    frame = page.frames[1]
    frame.get_by_role("link", name="We met in Hit").click()
    page.wait_for_url(f"{site}{story.get_url()}")


def test_it_is_right_without_scripts(chromium, host, site, story):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.show(frame_of(site, story, "sandbox")))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="We met in Hit")).to_be_visible()
    expect(frame.get_by_role("img", name="A river")).to_be_visible()
    context.close()


def test_nothing_is_refused_by_its_own_policy_or_loaded_from_others(page, host, site, story):
    messages, asked = [], []
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.show(frame_of(site, story)))
    expect(page.frame_locator("iframe").get_by_role("img")).to_be_visible()
    assert not [text for text in messages if "Content Security Policy" in text]
    assert all(url.startswith((site, host.address)) for url in asked)
    assert page.context.cookies() == []


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_and_a_notice_have_no_fault_for_axe(page, site, lang, theme):
    page.set_viewport_size({"width": 390, "height": 900})
    shown = factories.make_story(
        lang, summary="A <b>summary</b>", lead_image=factories.make_image(credit_ar="سارة")
    )
    address = f"/embed/v1/{shown.work}/{lang}/?theme={theme}"
    for status in (200, 410):
        # What the browser has it shows for half a minute, so the address differs.
        assert page.goto(f"{address}&again={status}").status == status
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found] == []
        shown.unpublish()
