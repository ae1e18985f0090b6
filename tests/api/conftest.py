import pytest

from api.counts import forget_counts


@pytest.fixture(autouse=True)
def fresh_counts():
    """Each test's shelf begins at the same number again, which no real shelf does."""
    forget_counts()
    yield
    forget_counts()


@pytest.fixture
def get(db, client):
    """Ask the API: `get("news/?lang=ar")` returns the response."""

    def ask(path: str, **headers: str):
        return client.get(f"/api/v1/{path}", headers=headers)

    return ask
