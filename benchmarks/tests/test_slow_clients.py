"""`make slow-clients` fails when readers suffer, and when they are not answered."""

import pytest

from benchmarks.slow_clients.readers import Reading
from benchmarks.slow_clients.table import ALONE, is_good, table

pytestmark = pytest.mark.any_database

USUAL = Reading([10.0] * 20, 0)


@pytest.mark.parametrize(
    ("reading", "good"),
    [
        (Reading([10.0] * 20, 0), True),
        (Reading([20.0] * 20, 0), True),
        (Reading([20.1] * 20, 0), False),
        (Reading([10.0] * 20, 1), False),
        (Reading([], 0), False),
    ],
)
def test_the_median_may_double_and_everybody_is_answered(reading, good):
    assert is_good(reading, USUAL) == good


def test_the_table_shows_which_case_is_too_slow():
    lines = table({ALONE: USUAL, "slow bodies": Reading([30.0] * 20, 0)}).splitlines()
    assert lines[-2] == "| readers alone | 20 | 10.0 | 10.0 | 1.00 | 0 | good |"
    assert lines[-1] == "| slow bodies | 20 | 30.0 | 30.0 | 3.00 | 0 | TOO SLOW |"
