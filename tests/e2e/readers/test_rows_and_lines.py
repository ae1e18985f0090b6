"""Rows without holes, sharp pictures, and lines that end where they may."""

import pytest

from tests.e2e.readers import looking
from tests.e2e.readers.pages import visit

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

# Of 18 stories on a topic, 23 of the list, and the three that are related to a story.
WITH_CARDS = ("home", "news", "news-page-2", "news-filtered", "topic", "story")


@pytest.mark.parametrize("kind", WITH_CARDS)
@pytest.mark.parametrize("width", [768, 1280, 1600])
def test_every_row_of_cards_is_full(reader, edge, lang, kind, width):
    visit(reader, edge, lang, kind)
    reader.set_viewport_size({"width": width, "height": 900})
    assert reader.locator(".grid > *").count() >= 2
    assert reader.evaluate(looking.ROWS_WITH_HOLES) == []


@pytest.mark.parametrize("kind", [*WITH_CARDS, "forum"])
@pytest.mark.parametrize("width", [390, 768, 1280, 1600])
def test_pictures_of_lists_are_sharp_on_screens_of_every_width(reader, edge, lang, kind, width):
    reader.set_viewport_size({"width": width, "height": 900})
    visit(reader, edge, lang, kind)
    widths = reader.evaluate(looking.WIDTHS)
    assert widths
    assert [each for each in widths if each[1] < each[0]] == []


@pytest.mark.parametrize("kind", ["news", "story", "forum", "council"])
def test_phones_load_the_smallest_pictures_for_lists(opened, edge, kind):
    page = opened(viewport={"width": 360, "height": 740}, device_scale_factor=2).new_page()
    visit(page, edge, "ar", kind)
    assert {loaded for _, loaded in page.evaluate(looking.WIDTHS)} == {240}


@pytest.mark.parametrize("kind", ["home", "news", "story", "story-panorama", "forum", "search"])
def test_a_telephone_number_is_on_one_line(reader, edge, kind):
    visit(reader, edge, "ar", kind)
    for width in (320, 390, 768, 1280):
        reader.set_viewport_size({"width": width, "height": 900})
        assert reader.evaluate(looking.BROKEN, "main bdi[dir=ltr]") == [], width


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_address_in_the_footer_is_on_one_line(reader, edge, lang, width):
    visit(reader, edge, lang, "home")
    reader.set_viewport_size({"width": width, "height": 900})
    assert reader.locator("footer bdi[dir=ltr]").count() >= 1
    assert reader.evaluate(looking.BROKEN, "footer bdi[dir=ltr]") == []


@pytest.mark.parametrize("width", [320, 360, 390, 600])
def test_the_button_of_the_search_covers_no_link(reader, edge, lang, width):
    visit(reader, edge, lang, "news")
    reader.set_viewport_size({"width": width, "height": 800})
    assert reader.evaluate(looking.COVERED) == []


@pytest.mark.parametrize("kind", ["home", "news", "story", "forum", "council"])
def test_on_small_phones_texts_have_more_of_a_row_than_pictures(reader, edge, lang, kind):
    """Also where the reader has doubled the size of text, which a picture does not need."""
    visit(reader, edge, lang, kind)
    reader.set_viewport_size({"width": 320, "height": 800})
    for size in ("100%", "200%"):
        reader.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        shares = reader.evaluate(looking.SHARES)
        assert shares
        assert max(shares) <= 0.4, size
