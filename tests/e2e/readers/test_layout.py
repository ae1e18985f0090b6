"""No page scrolls sideways or hides text: narrow, enlarged, with large type, with spaced text."""

import shutil

import pytest
from browsing import ARGUMENTS
from playwright.sync_api import expect

from tests.e2e.readers import looking
from tests.e2e.readers.conftest import LANGS, Edge, serving
from tests.e2e.readers.pages import KINDS, visit

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

# The second is a screen of 1280 × 1024 pixels at 400 %.
WINDOWS = ((390, 844), (320, 256), (768, 1024), (1280, 800), (1600, 900))
# Twice what browsers begin with, as readers set it; the stylesheet's own sizes follow.
LARGE = 32


@pytest.fixture(scope="module")
def large_print(chromium, edge):
    """A page of a browser whose reader has doubled the size of text."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=[*ARGUMENTS, f"--blink-settings=defaultFontSize={LARGE}"],
    )
    yield browser.new_page(base_url=edge.base, reduced_motion="reduce")
    browser.close()


def assert_fits(page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate(looking.OUTSIDE) == [], width
    assert page.evaluate(looking.WIDER) <= 0, width


@pytest.mark.parametrize("kind", KINDS)
def test_it_fits_every_window_and_bears_spaced_text(reader, edge, lang, kind):
    visit(reader, edge, lang, kind)
    for window in WINDOWS:
        assert_fits(reader, *window)
    reader.evaluate(looking.SPACED)
    for window in WINDOWS[:2]:
        assert_fits(reader, *window)
        assert reader.evaluate(looking.CUT_OFF) == []


@pytest.mark.parametrize("kind", ["home", "news", "story", "forum", "council"])
def test_what_is_shown_in_place_of_a_picture_fits_into_it(reader, edge, lang, kind):
    reader.set_extra_http_headers({"Save-Data": "on"})
    for width, height in WINDOWS:
        reader.set_viewport_size({"width": width, "height": height})
        visit(reader, edge, lang, kind)
        assert reader.evaluate(looking.SPILLED) == [], width


@pytest.mark.parametrize("kind", KINDS)
def test_it_fits_phones_on_which_text_is_twice_as_large(large_print, edge, lang, kind):
    visit(large_print, edge, lang, kind)
    size = large_print.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert size == f"{LARGE}px"
    for window in WINDOWS[:2]:
        assert_fits(large_print, *window)
        assert large_print.evaluate(looking.CUT_OFF) == []


@pytest.mark.parametrize("kind", ["home", "news", "story", "forums", "search"])
def test_in_forced_colours_edges_and_the_open_page_are_seen(reader, edge, lang, kind):
    visit(reader, edge, lang, kind)
    reader.emulate_media(forced_colors="active")
    without_edge, (current, others) = (
        reader.evaluate(looking.WITHOUT_EDGE),
        reader.evaluate(looking.CURRENT),
    )
    reader.emulate_media(forced_colors="none")
    assert without_edge == []
    assert len(others) >= 3
    if kind in ("news", "forums"):
        assert current
        assert current[0] not in others


@pytest.mark.parametrize("kind", ["home", "news", "story", "forum", "search"])
def test_nothing_moves_for_readers_who_ask_for_calm(reader, edge, lang, kind):
    visit(reader, edge, lang, kind)
    assert reader.evaluate(looking.MOVING) == []


@pytest.mark.parametrize("stories", ["0", "1"])
def test_a_site_with_hardly_a_story_is_whole(chromium, edge_folders, stories):
    """Nothing at all, and one story only: no page is empty, broken or wider than a phone."""
    with serving(edge_folders(stories)) as base:
        edge = Edge(base, {tag: _addresses(tag) for tag in LANGS})
        page = chromium.new_page(base_url=base, viewport={"width": 320, "height": 800})
        for tag in LANGS:
            for kind in edge.addresses[tag]:
                visit(page, edge, tag, kind)
                assert_fits(page, 320, 800)
                assert_fits(page, 1280, 800)
                expect(page.locator("h1")).to_have_count(1)
                expect(page.locator("main")).not_to_be_empty()
            page.goto(edge.addresses[tag]["news"])
            expect(page.locator("main article")).to_have_count(int(stories))
        page.close()


def _addresses(lang: str) -> dict[str, str]:
    paths = {"home": "", "news": "news/", "forums": "forums/", "councils": "councils/"}
    return {name: f"/{lang}/{path}" for name, path in paths.items()}
