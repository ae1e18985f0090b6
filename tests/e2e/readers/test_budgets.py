"""What pages cost a phone with an empty cache, with pictures that weigh what photographs weigh."""

import io
from dataclasses import dataclass

import pytest
from PIL import Image as Pillow
from weighing import KB, weigh

from tests.edge.pictures import Photographs

pytestmark = [pytest.mark.e2e, pytest.mark.any_database]


@dataclass(frozen=True)
class Budget:
    """The most that a page may cost, in KB as they come over the network, headers included."""

    html: float
    total: float
    requests: int
    style: float = 15
    script: float = 8
    shift: float = 0.02


STORY, LIST, SEARCH = Budget(14, 90, 8), Budget(18, 120, 12), Budget(14, 45, 4)
BUDGETS = {
    "story": STORY,
    "forum": STORY,
    "council": STORY,
    "home": LIST,
    "news": LIST,
    "search": SEARCH,
}
# A browser that does not know AVIF may load so many times the bytes.
JPEG_ALONE = 1.5


@pytest.mark.parametrize("kind", BUDGETS)
def test_a_slow_phone_can_afford_the_page(chromium, edge, lang, kind):
    budget = BUDGETS[kind]
    found = weigh(chromium, edge.base, edge.addresses[lang][kind])
    costs = {
        "html": (found.html / KB, budget.html),
        "style": (found.style / KB, budget.style),
        "script": (found.script / KB, budget.script),
        "total": (found.total / KB, budget.total),
        "requests": (found.requests, budget.requests),
        "shift": (found.shift, budget.shift),
    }
    assert found.html > 2 * KB, "a page was measured"
    assert (found.pictures > 10 * KB) == (kind != "search"), "with pictures where it has some"
    over = {name: each for name, each in costs.items() if each[0] > each[1]}
    assert not over, found.heaviest
    assert (found.fonts, list(found.others)) == (0, [])


@pytest.mark.parametrize("kind", BUDGETS)
def test_a_phone_that_knows_jpeg_alone_can_afford_it_too(chromium, edge, lang, kind):
    budget = BUDGETS[kind]
    path = edge.addresses[lang][kind]
    found = weigh(chromium, edge.base, path, is_slow=False, jpeg_alone=True)
    assert ".avif" not in " ".join(found.heaviest)
    assert found.total / KB <= budget.total * JPEG_ALONE, found.heaviest
    assert found.requests <= budget.requests


@pytest.mark.django_db
def test_the_pictures_weigh_what_photographs_weigh():
    """At 800 pixels real ones had at least 76 KB as JPEG and 40 KB as AVIF."""
    image = Photographs().store()
    for form, least in (("jpeg", 76), ("avif", 40)):
        content = image.get_rendition(f"width-800|format-{form}").file.read()
        assert Pillow.open(io.BytesIO(content)).width == 800
        assert len(content) >= least * KB, form
