"""The guide of the API in a browser: its forms, its sample of a copy, and how it looks."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

GUIDES = {"en": "/api/v1/docs/", "ar": "/api/v1/docs/ar/"}
# Nothing of it is beyond its own edges.
IS_WHOLE = "(it) => it.scrollWidth <= it.clientWidth"
TITLES = {"en": "Peace in Hit", "ar": "السلام في هيت"}


@pytest.fixture
def stories(site):
    return {lang: factories.make_story(lang, title=title) for lang, title in TITLES.items()}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("form", ["lists", "search", "suggest", "item", "resolve"])
def test_the_first_press_answers_in_the_language_of_the_page(page, stories, lang, form):
    page.goto(GUIDES[lang])
    section = page.locator(f"#{form}")
    section.get_by_role("button").click()
    expect(section.get_by_role("status")).to_contain_text("200 OK")
    content = json.loads(section.locator(".answer code").inner_text())
    if "results" in content:
        shown = {"en": "200 OK\u2069, 1 result", "ar": "نتيجة واحدة"}
        expect(section.get_by_role("status")).to_contain_text(shown[lang])
        assert [found["title"] for found in content["results"]] == [TITLES[lang]]
    else:
        assert content["lang"] == lang


def test_only_the_status_is_read_out_and_errors_speak_the_language_of_the_page(page, stories):
    page.goto(GUIDES["ar"])
    section = page.locator("#lists")
    assert section.locator(".answer [role=status], .answer output, [aria-live]").count() == 0
    section.locator("[data-query=limit]").fill("101")
    section.get_by_role("button").click()
    expect(section.get_by_role("status")).to_contain_text("400 Bad Request")
    expect(section.get_by_role("status")).to_contain_text("\u2066limit\u2069: «101»")
    expect(section.locator(".answer code")).to_contain_text("في الطلب خطأ")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_answer_is_read_on_a_phone_without_moving_it_sideways(page, stories, lang):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(GUIDES[lang])
    section = page.locator("#lists")
    section.get_by_role("button").click()
    expect(section.get_by_role("status")).to_contain_text("200 OK")
    assert section.locator(".answer > pre").evaluate(IS_WHOLE)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_on_paper_everything_is_unfolded_and_no_line_is_cut(page, stories, lang):
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 without its margins
    page.goto(GUIDES[lang])
    page.emulate_media(media="print")
    folded = page.locator("main section > details:not([open])")
    before = folded.count()
    assert before > 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    for code in page.locator("pre:visible").all():
        assert code.evaluate(IS_WHOLE), code.inner_text()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before


def test_without_scripts_there_are_links_and_no_forms(chromium, site, stories):
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(GUIDES["en"])
    for form in page.locator("form").all():
        expect(form).to_be_hidden()
    expect(page.locator("#search .without-script a")).to_be_visible()
    context.close()


def test_with_scripts_there_are_forms_and_no_such_links(page, stories):
    page.goto(GUIDES["en"])
    for form in page.locator("form").all():
        expect(form).to_be_visible()
    expect(page.locator("#search .without-script")).to_be_hidden()


class Answers:
    """Answers to the sample: too many requests, a faulty cursor, then the site's own answers."""

    def __init__(self, status, problem):
        self.first = [(429, {}, {"Retry-After": "1"}), (status, problem, {})]
        self.asked = []

    def __call__(self, route):
        self.asked.append(route.request.url)
        if len(self.asked) == 1 or not self.first:
            route.fallback()
            return
        status, content, headers = self.first.pop(0)
        route.fulfill(status=status, body=json.dumps(content), headers=headers)


@pytest.mark.parametrize(
    ("status", "problem"),
    [(410, {}), (400, {"errors": [{"parameter": "cursor", "code": "invalid_cursor"}]})],
)
def test_the_sample_of_a_copy_waits_and_starts_again(page, stories, status, problem):
    answers = Answers(status, problem)
    page.route("**/api/v1/changes/*", answers)
    page.goto(GUIDES["en"])
    sample = page.locator("#sync details pre code").text_content()
    # The first answer has more to follow, so that the second request has a cursor.
    sample = sample.replace("more = page.has_more", "more = page.has_more || answers++ === 0")
    run = f"async () => {{ let answers = 0; {sample}\nreturn [copy.size, cursor !== '']; }}"
    size, has_cursor = page.evaluate(run)
    assert has_cursor
    bare, *with_cursor, last = [url.partition("?cursor=")[2] == "" for url in answers.asked]
    assert (bare, with_cursor, last) == (True, [False, False], True)
    assert size >= len(stories)


def test_a_trial_shows_the_headers_and_asks_the_second_time_with_the_tag(page, stories):
    page.goto(GUIDES["ar"])
    section = page.locator("#lists")
    send, status = section.get_by_role("button"), section.get_by_role("status")
    send.click()
    expect(status).to_contain_text("200 OK")
    section.locator(".answer summary").click()
    headers = section.locator(".headers")
    for name in ("ETag: W/", "Last-Modified: ", "Cache-Control: public, max-age=30"):
        expect(headers).to_contain_text(name)
    before = section.locator(".answer code").inner_text()
    send.click()
    expect(status).to_contain_text("لم يتغير شيء")
    expect(headers).to_contain_text("HTTP 304")
    assert section.locator(".answer code").inner_text() == before
    section.locator("[data-query=limit]").fill("4")
    send.click()
    expect(status).to_contain_text("200 OK")


PAGES = [*GUIDES.values(), *(f"{root}guide/{name}" for root in GUIDES.values()
         for name in ("", "duties/", "lists/"))]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_no_page_for_partners_scrolls_sideways_or_has_a_fault_of_access(page, stories, address):
    page.goto(address)
    unfold = "document.querySelectorAll('main details').forEach((it) => { it.open = true })"
    for width, script in ((1280, "1"), (390, "1"), (390, unfold), (320, "1")):
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(script)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        if width != 1280:
            found = Axe().run(page).response["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen_and_no_name_breaks(page, stories, lang, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(GUIDES[lang])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    broken = """() => [...document.querySelectorAll(".switch, :is(p, dd, td) code:not(.long)")]
      .filter((it) => !it.closest(".address") && it.getClientRects().length > 1)
      .map((it) => it.textContent)"""
    assert page.evaluate(broken) == []
    directions = """() => [...document.querySelectorAll(":is(p, dd, td) code")]
      .map((it) => getComputedStyle(it)).filter((it) => it.direction !== "ltr" ||
        it.unicodeBidi !== "isolate").length"""
    assert page.evaluate(directions) == 0
