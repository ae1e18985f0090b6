"""Which errors pass by themselves, and what is done about the others."""

import pytest
from django.db import OperationalError, connection, transaction

from core.background.problems import explain, together_or_alone

pytestmark = pytest.mark.django_db


def read_missing_table(_things=()):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")


def meet_lock(_things=()):
    raise OperationalError("database is locked")


def test_a_locked_database_is_no_fault_of_the_thing_at_hand():
    with pytest.raises(OperationalError):
        together_or_alone(["a", "b"], meet_lock, lambda thing, error: None)
    assert explain(OperationalError("database is locked")).startswith("The database did not")


def test_a_missing_table_is_a_fault_of_the_program_on_every_database():
    reported = []
    failed = together_or_alone(
        ["a", "b"], read_missing_table, lambda thing, error: reported.append((thing, error))
    )
    assert failed == {"a", "b"}
    assert sorted(thing for thing, _error in reported) == ["a", "b"]
    assert all("fault of the program" in explain(error) for _thing, error in reported)
