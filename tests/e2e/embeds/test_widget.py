"""The widget on other sites: its lists, its manners, and what a hostile page cannot do to it."""

import base64
import hashlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from api.embeds.widget import LATEST
from core.publication.transactions import record_page
from tests import factories
from tests.moving.imported import make_post, make_question

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

HOSTILE = """<style>
  * { display: block !important; color: transparent !important; font-size: 1px !important;
      direction: ltr !important; position: static !important; opacity: 0.1 !important }
  icssi-news { display: none !important; visibility: hidden !important; transform: scale(0);
      width: 1px !important; opacity: 0 !important; writing-mode: vertical-rl !important }
  ul, li, a, img { display: none !important }
  html { font-size: 3px; letter-spacing: 9px; text-transform: uppercase }
</style>"""
FALLBACK = '<a href="https://example.org/en/news/">News from ICSSI</a>'
OPEN = "(it) => getComputedStyle(it)[{name!r}]"


@pytest.fixture
def stories(site):
    forum = factories.make_forum("en", title="Hit Peace Forum", slug="hit-peace-forum")
    picture = factories.make_image(
        alt_ar="نهر الفرات", credit_ar="تصوير سارة", credit_en="Sara Ali"
    )
    topic = factories.make_topic("Water", slug="water")
    factories.make_story(
        "ar", title="شباب هيت", summary="دورة.", lead_image=picture, forums=[forum]
    )
    factories.make_story("en", title="<b>We</b> met", summary="Thirteen came.", lead_image=picture)
    factories.make_story("en", title="Rivers", topics=[topic])
    return forum


def script(site: str, name: str = "widget.js", more: str = "") -> str:
    return f'<script async src="{site}/embed/v1/{name}" {more}></script>'


def widget(attributes: str = "", inside: str = FALLBACK) -> str:
    return f"<icssi-news {attributes}>{inside}</icssi-news>"


@pytest.fixture
def shown(page, host, site, stories):
    """Show widgets on a partner's page, as far as they have stories in them."""

    def show(body: str, count: int = 1, **more: str):
        page.goto(host.show(body, head=more.pop("head", "") + script(site), **more))
        expect(page.locator("icssi-news .title").first).to_be_visible()
        expect(page.locator("icssi-news ul")).to_have_count(count)
        return page

    return show


def test_a_list_shows_the_newest_stories_of_a_language(shown, site):
    page = shown(widget('lang="en"'))
    expect(page.locator(".title")).to_have_text(["Rivers", "<b>We</b> met"])
    expect(page.locator(".title b")).to_have_count(0)
    assert page.locator(".title").first.get_attribute("href").startswith(f"{site}/en/news/")
    expect(page.locator("li").nth(1)).to_contain_text("Sara Ali")
    expect(page.locator(".foot")).to_contain_text("Iraqi Civil Society Solidarity Initiative")


def test_what_belongs_to_others_is_not_shown(shown):
    reprint = make_post(factories.make_story("en", title="Reprinted"))
    make_question("reprint", reprint)
    record_page(reprint.page_id, is_whole=True)
    page = shown(widget('lang="en"'))
    expect(page.locator(".title")).to_have_text(["Rivers", "<b>We</b> met"])


@pytest.mark.parametrize("name", ["currentScript", "baseURI"])
def test_what_visitors_may_write_does_not_choose_whose_stories_are_shown(
    page, host, site, stories, name
):
    """Markup in a comment may have a name by which scripts know something of the page."""
    comment = f'<img name="{name}" src="https://attacker.example/embed/v1/widget.js" alt="">'
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    inline = f'<script src="{site}/embed/v1/widget.js"></script>'
    page.goto(host.show(comment + widget('lang="en"') + inline))
    expect(page.locator("icssi-news .title").first).to_have_text("Rivers")
    assert not [url for url in asked if "attacker.example/api" in url]


def test_an_arabic_story_is_read_from_the_right_on_an_english_page(shown):
    page = shown(widget('lang="ar"'))
    entry = page.locator("li")
    expect(entry).to_have_attribute("dir", "rtl")
    expect(entry).to_have_attribute("lang", "ar")
    title, picture = entry.locator(".title").bounding_box(), entry.locator("img").bounding_box()
    assert picture["x"] > title["x"]
    assert entry.evaluate(OPEN.format(name="textAlign")) in {"start", "right"}


def test_an_english_story_is_read_from_the_left_on_an_arabic_page(shown):
    page = shown(widget('lang="en"'), lang="ar")
    entry = page.locator("li").filter(has=page.locator("img"))
    title, picture = entry.locator(".title").bounding_box(), entry.locator("img").bounding_box()
    assert picture["x"] < title["x"]


def test_without_a_language_it_takes_that_of_the_page(shown):
    page = shown(widget(), lang="ar")
    expect(page.locator(".title")).to_have_text(["شباب هيت"])


def test_stories_are_chosen_by_forum_topic_and_number(shown, stories):
    page = shown(
        widget(f'lang="en,ar" forum="{stories.work}"')
        + widget('lang="en" topic="water"')
        + widget('lang="en,ar" limit="1"'),
        count=3,
    )
    several = page.locator("icssi-news")
    expect(several.nth(0).locator(".title")).to_have_text(["شباب هيت"])
    expect(several.nth(1).locator(".title")).to_have_text(["Rivers"])
    expect(several.nth(2).locator(".title")).to_have_count(1)


def test_cards_show_summaries_and_lists_do_not(shown):
    page = shown(widget('lang="en" layout="card"') + widget('lang="en"'), count=2)
    expect(page.locator("icssi-news").nth(0)).to_contain_text("Thirteen came.")
    expect(page.locator("icssi-news").nth(1)).not_to_contain_text("Thirteen came.")


def test_a_change_of_an_attribute_changes_what_is_shown(shown):
    page = shown(widget('lang="en"'))
    page.evaluate("document.querySelector('icssi-news').setAttribute('lang', 'ar')")
    expect(page.locator(".title")).to_have_text(["شباب هيت"])


@pytest.mark.parametrize("layout", ["list", "card"])
def test_hostile_styles_do_not_reach_it(shown, layout):
    page = shown(widget(f'lang="en" layout="{layout}"'), head=HOSTILE)
    expect(page.locator("img")).to_be_visible()
    element, title = page.locator("icssi-news"), page.locator(".title").first
    assert element.evaluate(OPEN.format(name="display")) == "block"
    assert element.evaluate(OPEN.format(name="opacity")) == "1"
    assert title.evaluate(OPEN.format(name="color")) == "rgb(28, 36, 34)"
    assert title.evaluate(OPEN.format(name="fontSize")) == "16px"
    assert title.evaluate(OPEN.format(name="textTransform")) == "none"
    assert title.evaluate(OPEN.format(name="letterSpacing")) == "normal"


def test_it_works_under_a_strict_content_policy(page, host, site, stories):
    policy = (
        f"default-src 'none'; script-src {site}; connect-src {site}; img-src {site}; "
        "style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'"
    )
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    digest = base64.b64encode(hashlib.sha384(LATEST.content).digest()).decode()
    more = f'integrity="sha384-{digest}" crossorigin="anonymous"'
    page.goto(host.show(widget('lang="en"'), head=script(site, LATEST.file_name, more),
                        policy=policy))  # fmt: skip
    expect(page.locator(".title")).to_have_count(2)
    assert page.locator("li").first.evaluate(OPEN.format(name="display")) == "flex"
    page.wait_for_function(
        "document.querySelector('icssi-news').shadowRoot.querySelector('img').naturalWidth > 0"
    )
    refused = [text for text in messages if "Content Security Policy" in text]
    assert not [text for text in refused if "'data:,'" not in text]  # the page's own empty icon


def test_without_scripts_the_link_inside_is_shown(chromium, host, site, stories):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.show(widget(), head=script(site)))
    expect(page.get_by_role("link", name="News from ICSSI")).to_be_visible()
    context.close()


@pytest.mark.parametrize("attributes", ['forum="nothing-here"', 'lang="fr"', 'limit="1000"'])
def test_a_mistake_leaves_the_link_and_is_explained_to_the_author(
    page, host, site, stories, attributes
):
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(host.show(widget(attributes), head=script(site)))
    expect(page.get_by_role("link", name="News from ICSSI")).to_be_visible()
    name = attributes.partition("=")[0]
    page.wait_for_timeout(500)
    assert [text for text in messages if text.startswith(f"<icssi-news>: {name}: ")]


@pytest.mark.parametrize("inside", ["", "\n  "])
def test_without_a_link_inside_there_is_one_to_the_site(page, host, site, stories, inside):
    page.goto(host.show(widget('forum="nothing-here"', inside=inside), head=script(site)))
    expect(page.get_by_role("link", name="More from ICSSI")).to_have_attribute(
        "href", f"{site}/en/"
    )


def test_what_cannot_be_asked_about_any_more_is_dropped_after_half_a_minute(
    page, host, site, stories
):
    page.clock.install()
    page.goto(host.show(widget('lang="en"'), head=script(site)))
    expect(page.locator(".title")).to_have_count(2)
    page.route("**/api/v1/news/**", lambda route: route.abort())
    page.clock.run_for(300_500)
    expect(page.locator(".title")).to_have_count(2)
    page.wait_for_timeout(300)
    page.clock.run_for(29_000)
    expect(page.locator(".title")).to_have_count(2)
    page.clock.run_for(1_500)
    expect(page.locator(".title")).to_have_count(0)
    expect(page.get_by_role("link", name="News from ICSSI")).to_be_visible()
    page.unroute("**/api/v1/news/**")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".title")).to_have_count(2)


def test_nobody_else_is_asked_and_nothing_of_the_page_is_sent(page, host, site, stories):
    asked = []
    page.on("request", lambda request: asked.append((request.url, request)))
    page.goto(host.show(widget('lang="en"'), head=script(site)))
    page.locator("img").evaluate("image => image.decode()")  # waits until it is loaded
    ours = [each for each in asked if not each[0].startswith(host.address)]
    assert len(ours) >= 3
    for url, request in ours:
        assert url.startswith(site)
        headers = request.all_headers()
        assert "cookie" not in headers
        if "/widget" not in url:
            assert "referer" not in headers
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_keyboard_reaches_every_story_in_order_and_it_is_seen(shown):
    page = shown(widget('lang="en"'))
    reached = []
    for _press in range(3):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(
            "document.querySelector('icssi-news').shadowRoot.activeElement.textContent"
        ))  # fmt: skip
    assert reached == ["Rivers", "<b>We</b> met", "More from ICSSI"]
    outline = "getComputedStyle(document.querySelector('icssi-news').shadowRoot.activeElement)"
    assert page.evaluate(f"{outline}.outlineStyle") == "solid"


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_no_fault_in_either_layout_and_language(shown, page, theme, lang):
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark" if theme == "auto" else "light")
    several = "".join(
        widget(f'lang="{shows}" layout="{layout}" theme="{theme}"')
        for layout in ("list", "card")
        for shows in ("en", "ar")
    )
    shown(several, count=4, lang=lang)
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_withdrawn_story_is_gone_when_the_page_is_looked_at_again(page, host, site, stories):
    # The browser's own cache, whose clock does not jump with that of the page, is off with this.
    page.route("**/api/**", lambda route: route.continue_())
    page.clock.install()
    page.goto(host.show(widget('lang="en"'), head=script(site)))
    expect(page.locator(".title")).to_have_count(2)
    factories.news_index().get_children().get(title="Rivers").specific.unpublish()
    page.clock.run_for(31_000)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".title")).to_have_text(["<b>We</b> met"])
