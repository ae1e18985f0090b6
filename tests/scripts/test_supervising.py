"""The pause before a process that has ended is started again."""

import errno
import os

import pytest
import supervising

from tests.scripts.running import eventually

pytestmark = pytest.mark.any_database


@pytest.fixture
def short_pauses(monkeypatch):
    monkeypatch.setattr(supervising, "FIRST_PAUSE", 0.02)
    monkeypatch.setattr(supervising, "LONGEST_PAUSE", 0.06)


def pauses(child: supervising.Child, count: int) -> list[float]:
    """Return the pauses before a child that ends at once is started again, time after time."""
    found: list[float] = []
    last: float | None = None

    def is_enough() -> bool:
        nonlocal last
        child.tend()
        if child.restart_at not in {None, last}:
            last = child.restart_at
            found.append(child.pause)
        return len(found) == count

    assert eventually(is_enough)
    return found


def test_each_pause_is_twice_as_long_up_to_the_longest(short_pauses):
    child = supervising.Child("worker", "-c", "raise SystemExit(3)")
    assert pauses(child, 5) == pytest.approx([0.02, 0.04, 0.06, 0.06, 0.06])


def test_a_process_that_ran_well_for_a_while_begins_with_the_first_pause_again(
    short_pauses, monkeypatch
):
    child = supervising.Child("worker", "-c", "")
    assert pauses(child, 2) == pytest.approx([0.02, 0.04])
    child.start()
    monkeypatch.setattr(supervising, "STEADY_SECONDS", 0)
    assert pauses(child, 2) == pytest.approx([0.02, 0.02])


def test_a_process_for_which_there_is_no_memory_is_tried_again(short_pauses, monkeypatch, capsys):
    child = supervising.Child("worker", "-c", "")
    start = child.start

    def fail() -> None:
        monkeypatch.setattr(child, "start", start)
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setattr(child, "start", fail)
    first = child.process
    assert eventually(lambda: child.tend() or child.process is not first)
    assert "The worker does not start (Cannot allocate memory); " in capsys.readouterr().out
