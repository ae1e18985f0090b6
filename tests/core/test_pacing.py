"""Long work in short transactions."""

import pytest
from django.db import connection, transaction

from core.background import pacing
from core.background.pacing import Pace


@pytest.fixture
def pauses(monkeypatch) -> list[float]:
    """The pauses that are made, none of which is waited for."""
    made: list[float] = []
    monkeypatch.setattr("core.background.pacing.time.sleep", made.append)
    return made


@pytest.mark.django_db(transaction=True)
def test_batches_grow_while_they_are_quick_and_shrink_when_they_are_not(monkeypatch, pauses):
    pace = Pace(most=15)
    sizes = []
    for _ in range(3):
        with pace.batch(pace.size):
            pass
        sizes.append(pace.size)
    assert sizes == [10, 15, 15]
    monkeypatch.setattr(pacing, "LOCK_SECONDS", 0.0)
    with pace.batch(pace.size):
        pass
    assert pace.size == 1


@pytest.mark.django_db(transaction=True)
def test_sqlite_is_left_alone_longer_than_those_who_wait_for_it_sleep(pauses):
    with Pace(most=5).batch(5):
        pass
    if connection.vendor == "sqlite":
        [pause] = pauses
        assert pause > 0.1
    else:  # who waits there gets its turn by itself
        assert not pauses


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_failed_lets_others_write_too(pauses):
    with pytest.raises(ZeroDivisionError), Pace(most=5).batch(5):
        _ = 1 / 0
    assert len(pauses) == (connection.vendor == "sqlite")


@pytest.mark.django_db
def test_inside_a_transaction_there_is_nothing_to_be_let_go(pauses):
    with transaction.atomic(), Pace(most=5).batch(5):
        pass
    assert not pauses


@pytest.mark.django_db(transaction=True)
def test_what_is_prepared_between_two_batches_counts_as_the_pause(monkeypatch, pauses):
    pace = Pace(most=5, is_prepared_between=True)
    with pace.batch(5):
        pass
    assert not pauses  # it is made before the next batch, and after the last there is none
    with pace.batch(5):
        pass
    assert len(pauses) == (connection.vendor == "sqlite")
    pauses.clear()
    monkeypatch.setattr(pacing, "PAUSE_SECONDS", 0.0)
    pace._may_write_at = 0.0  # whatever was prepared has taken longer
    with pace.batch(5):
        pass
    assert not pauses
