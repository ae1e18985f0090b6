"""axe finds nothing on any page, in either language and scheme, on narrow and wide screens."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.readers.pages import KINDS, visit

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]

# Every rule of WCAG 2.0 to 2.2, A and AA, and axe's advice on top; it leaves one of them out. The
# dark scheme differs in colours alone: there, the rules that look at colours are asked again.
OPTIONS = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
RUN = """(options) => axe.run(document, { resultTypes: ["violations"], ...options })
  .then((found) => found.violations.flatMap((fault) => fault.nodes.map(
    (node) => `${fault.id}: ${node.html.slice(0, 120)}`)))"""
WIDTHS = (320, 1280)


def faults(page) -> dict[tuple[int, str], list[str]]:
    """Return what axe finds on the page that is open, by width and scheme."""
    page.evaluate(Axe().axe_script)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, options in OPTIONS.items():
            page.emulate_media(color_scheme=scheme)
            found[width, scheme] = page.evaluate(RUN, options)
    return {place: faults for place, faults in found.items() if faults}


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(reader, edge, lang, kind):
    visit(reader, edge, lang, kind)
    assert not faults(reader)


@pytest.mark.parametrize("kind", ["home", "story", "news"])
def test_axe_finds_nothing_where_data_is_saved(reader, edge, lang, kind):
    """Browsers that ask to save data get placeholders with a link instead of pictures."""
    reader.set_extra_http_headers({"Save-Data": "on"})
    visit(reader, edge, lang, kind)
    assert not faults(reader)


def test_axe_finds_what_is_wrong(reader, edge):
    """Were it to look at nothing, all of the above would pass."""
    visit(reader, edge, "en", "page")
    reader.evaluate(
        """() => { document.querySelector('main').innerHTML += '<img src=x><h5>x</h5>';
        document.querySelector('h1').style.color = 'light-dark(#ccc, #333)'; }"""
    )
    found = {place: " ".join(faults) for place, faults in faults(reader).items()}
    assert "image-alt" in found[320, "light"]
    assert "heading-order" in found[320, "light"]
    assert all("color-contrast" in each for each in found.values())
    assert len(found) == 4
