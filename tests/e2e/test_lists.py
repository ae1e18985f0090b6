"""Lists of stories on screens of several widths: no row has a hole."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

DAY = datetime(2019, 6, 7, 9, tzinfo=UTC)
MOST = 12  # on one page; the thirteenth is a copy
# Makes the list as long as is asked, and returns the rows that do not reach from edge to edge.
ROWS_WITH_HOLES = """number => {
  const grid = document.querySelector(".grid");
  while (grid.children.length < number) grid.append(grid.firstElementChild.cloneNode(true));
  while (grid.children.length > number) grid.lastElementChild.remove();
  const rows = new Map();
  for (const card of grid.children) {
    const box = card.getBoundingClientRect();
    const row = rows.get(Math.round(box.top)) ?? [];
    rows.set(Math.round(box.top), [...row, box]);
  }
  const whole = grid.getBoundingClientRect();
  return [...rows.values()].filter(row =>
    Math.min(...row.map(box => box.left)) > whole.left + 1
    || Math.max(...row.map(box => box.right)) < whole.right - 1
  ).map(row => row.length);
}"""


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_any_number_of_stories_fills_its_rows(site, page, photo, lang):
    topic = factories.make_topic("Water", "المياه", slug="water")
    for number in range(MOST):
        factories.make_story(
            lang, topics=[topic], story_date=DAY - timedelta(days=number),
            lead_image=photo if number % 3 else None,
        )  # fmt: skip
    for width in (390, 768, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site}/{lang}/topics/water/")
        for number in range(MOST + 1, 0, -1):
            assert page.evaluate(ROWS_WITH_HOLES, number) == [], (width, number)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
