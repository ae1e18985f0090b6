"""Words are read alike, however many threads read at once: web servers have four each."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from core.search.analysis.english.families import families

pytestmark = pytest.mark.any_database

STARTS = ("nat", "organ", "govern", "declar", "elect", "agri", "commun", "repres")
ENDS = ("ation", "ising", "ments", "fulness", "ically", "ousness", "entative", "ability", "edly")
WORDS = [f"{start}{middle}{end}" for start, middle, end in product(STARTS, "aeiou", ENDS)]


@pytest.fixture
def hasty_switches():
    """Have threads interrupt each other in the middle of words."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_threads_that_read_at_once_read_what_one_reads(hasty_switches):
    families.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        parts = [WORDS[start::4] for start in range(4)]
        together = list(threads.map(lambda part: [families(word) for word in part], parts))
    families.cache_clear()
    assert together == [[families(word) for word in part] for part in parts]
