"""An Arabic story with phone numbers and addresses, read as its readers see it."""

import pytest
from playwright.sync_api import Page

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]
RUNS = [
    "+964 770 123 4567", "0770-123-4567", "(0770) 123 4567", "+٩٦٤ ٧٧٠ ١٢٣ ٤٥٦٧", "٠٧٧٠-١٢٣-٤٥٦٧",
    "info@icssi.org", "2019-info@icssi.org", "https://icssi.org/en/", "www.icssi.org/a/",
    "report_2019-final.pdf", "2019_report.pdf", "@icssi", "C++", "1 000 000",
]  # fmt: skip
# The characters of an element from left to right, as they are painted, each line for itself.
AS_SEEN = """element => {
  const seen = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (let place = 0; place < text.length; place++) {
      const range = document.createRange();
      range.setStart(text, place);
      range.setEnd(text, place + 1);
      const [box] = range.getClientRects();
      if (!box || !box.width) continue;
      seen.push([Math.round(box.top / 12), box.left + box.width / 2, text.data[place]]);
    }
  }
  seen.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return seen.map(each => each[2]).join('');
}"""


def as_seen(page: Page, selector: str) -> list[str]:
    return [each.evaluate(AS_SEEN) for each in page.locator(selector).all()]


@pytest.fixture
def story():
    body = [("paragraph", "".join(f"<p>هنا {run} ثم</p>" for run in RUNS))]
    summary = "اتصلوا على +964 770 123 4567 أو info@icssi.org"
    return factories.make_story("ar", title="هاتف 0770 123 4567", summary=summary, body=body)


def test_numbers_and_addresses_are_seen_as_they_are_written(page, story):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(story.get_url())
    for run, seen in zip(RUNS, as_seen(page, ".prose p"), strict=True):
        assert run in seen, seen
    assert "0770 123 4567" in as_seen(page, "h1")[0]
    assert "+964 770 123 4567" in as_seen(page, ".standfirst")[0]
    page.goto("/ar/news/")
    assert "+964 770 123 4567" in as_seen(page, ".card-summary")[0]
    assert "0770 123 4567" in as_seen(page, ".card-title")[0]
    page.goto("/ar/")
    assert "+964 770 123 4567" in as_seen(page, ".card-summary")[0]


def test_dates_and_ranges_are_read_from_right_to_left(page):
    body = [("paragraph", "<p>هنا 2014-2019 ثم</p><p>هنا 10:30 - 12:00 ثم</p>")]
    page.goto(factories.make_story("ar", body=body).get_url())
    years, hours = as_seen(page, ".prose p")
    assert "2019-2014" in years
    assert "12:00 - 10:30" in hours
