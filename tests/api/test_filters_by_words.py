"""The filter `q`: words in every spelling, and what cannot be searched for."""

from urllib.parse import quote

import pytest

from tests import factories
from tests.api.test_filters import listed
from tests.api.test_parameters import faults


@pytest.fixture(scope="module")
def stories(once):
    factories.make_story(
        title="A reading week",
        summary="For volunteers, 100% of them.",
        body=[("paragraph", "<p>Bring lamps.</p>")],
    )
    factories.make_story("ar", title="المُنتدى الأوّل ٢٠١٩")


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("reading", True),
        ("READING", True),
        ("READ", True),
        ("ready", False),
        ("week reading", True),
        ("“Reading,” (week)!", True),
        ("volunteers", True),
        ("lamps", True),
        ("lam", False),
        ("reading winter", False),
        ("100%", True),
        ("1%2", False),
        ("read_x", False),
        ("reading-week", True),
        ("'reading week'", True),
        ('"reading week"', True),
        ('"week reading"', False),
        ("a\\x", False),
        ("\u202ereading\u202c", True),
    ],
)
def test_q_finds_what_has_all_words(get, stories, query, is_found):
    assert bool(listed(get, f"lang=en&q={quote(query)}")) is is_found


@pytest.mark.parametrize(
    "query", ["المنتدى الأول", "المنتدي الاول", "اَلمُنتدى", "منتدى", "٢٠١٩", "2019"]
)
def test_q_finds_every_spelling_of_an_arabic_word(get, stories, query):
    assert len(listed(get, f"q={quote(query)}")) == 1


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "blank"),
        ("%20%0A", "blank"),
        ("%E2%80%AE", "blank"),
        ("'", "blank"),
        ("%25", "blank"),
        ("…%20؟%20%5C_", "blank"),
        ("x" * 201, "too_long"),
        ("x" * 8192, "too_long"),
        ("a%00b", "nul"),
    ],
)
def test_q_that_cannot_be_searched_for_is_refused(get, query, code):
    assert faults(get(f"news/?q={query}")) == {"q": code}


def test_of_many_words_the_first_16_are_looked_for(get, stories):
    first = ["reading", "week"] * 8
    assert len(listed(get, f"q={quote(' '.join(first))}")) == 1
    assert len(listed(get, f"q={quote(' '.join(f'w{number}' for number in range(30)))}")) == 0
    terms = " ".join(["reading", "week", "volunteers", "lamps", "bring", "them"])
    assert len(listed(get, f"q={quote(terms)}")) == 1
