"""Pages by keyboard and accessibility tree: order, focus, headings, landmarks, names."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.readers import looking
from tests.e2e.readers.pages import KINDS, visit
from tests.edge import words

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

WALKED = ("home", "news", "story", "forums", "forum", "council", "search", "not-found")
MOST_STOPS = 250


def stops(page) -> list[dict]:
    """Press Tab from the top until the focus leaves the page; return where it was."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(looking.FOCUS)
        if stop is None or (found and stop["skip"]):
            return found
        found.append(stop)
    raise AssertionError(f"more than {MOST_STOPS} stops: the focus is caught")


def is_before(one: dict, other: dict, lang: str) -> bool:
    """Whether somebody who reads in `lang` comes to `one` first, on a page of one column."""
    if min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) <= 2:
        return one["top"] <= other["top"] + 2
    if lang == "ar":
        return one["right"] >= other["right"] - 2 or one["bottom"] < other["bottom"]
    return one["left"] <= other["left"] + 2 or one["bottom"] < other["bottom"]


def plain(text: str) -> str:
    """Return a text in one line, without the marks of direction in it."""
    return " ".join(re.sub("[\u200e\u200f\u2066-\u2069]", "", text).replace('\\"', '"').split())


@pytest.mark.parametrize("kind", WALKED)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_the_focus_is_seen_and_follows_the_reading_order(reader, edge, lang, kind, width, scheme):
    reader.set_viewport_size({"width": width, "height": 844})
    reader.emulate_media(color_scheme=scheme)
    visit(reader, edge, lang, kind)
    found = stops(reader)
    assert found[0]["skip"] == "#content"
    assert len(found) > 8
    assert not [stop["html"] for stop in found if not stop["seen"]]
    assert not [stop["html"] for stop in found if stop["outline"] < 2]
    faint = [(stop["contrast"], stop["html"]) for stop in found if stop["contrast"] < 3]
    assert not faint
    # On wide screens what is beside the text may come before it or after it; a map has no lines.
    for one, other in itertools.pairwise(found[1:]):
        if "map-place" in one["html"] and "map-place" in other["html"]:
            continue
        if width == 390 or (one["frame"] and other["frame"]):
            assert is_before(one, other, lang), (one["html"], other["html"])


def test_the_first_stop_skips_to_the_content(reader, edge, lang):
    visit(reader, edge, lang, "news")
    reader.keyboard.press("Tab")
    skip = reader.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_landmarks_are_in_order(reader, edge, lang, kind):
    visit(reader, edge, lang, kind)
    levels = reader.evaluate(looking.HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    jumps = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
    assert not jumps, levels
    for landmark in ("banner", "main", "contentinfo"):
        expect(reader.get_by_role(landmark)).to_have_count(1)
    labels = reader.get_by_role("navigation").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert all(labels)
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("home", words.TITLES["story"]),
        ("news", words.LONG),
        ("news-filtered", words.LONG_WORD),
        ("search", None),
        ("forums", None),
        ("councils", None),
    ],
)
def test_the_names_of_cards_are_their_titles(reader, edge, lang, kind, known):
    """Who listens hears the title, not the picture, the date and the summary again."""
    visit(reader, edge, lang, kind)
    main = reader.locator("main")
    titles = main.locator(":is(h2, h3, li) > a").all_inner_texts()
    names = re.findall(r'link "((?:[^"\\]|\\.)*)"', main.aria_snapshot())
    assert len(titles) > 2
    assert {plain(title) for title in titles} <= {plain(name) for name in names}
    if known:
        assert known[lang] in {plain(title) for title in titles}
    pictures = reader.locator("main article a img, main li a img").count()
    assert pictures == 0, "pictures in links are heard beside the title"
