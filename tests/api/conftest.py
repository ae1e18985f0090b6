from contextlib import contextmanager

import pytest

from api.cache import answers
from api.counts import forget_counts
from core.publication.state import forget_state


@pytest.fixture
def get(db, client):
    """Ask the API: `get("news/?lang=ar")` returns the response."""

    def ask(path: str, **headers: str):
        return client.get(f"/api/v1/{path}", headers=headers)

    return ask


def forget_everything() -> None:
    """Be as a process that has just begun."""
    answers.clear()
    forget_counts()
    forget_state()


@pytest.fixture
def cold_queries(django_assert_num_queries):
    """`with cold_queries(2): …` asserts that a process which knows nothing needs two queries."""

    @contextmanager
    def expect(count: int):
        forget_everything()
        with django_assert_num_queries(count) as queries:
            yield queries

    return expect
