"""A data folder of the test's own: ledgers and outcomes are files in it."""

from pathlib import Path

import pytest


@pytest.fixture
def data(settings, tmp_path) -> Path:
    settings.VAR = tmp_path / "data"
    settings.VAR.mkdir(mode=0o700)
    return settings.VAR


@pytest.fixture
def place(tmp_path) -> Path:
    """Where backups are made."""
    return tmp_path / "backups"
