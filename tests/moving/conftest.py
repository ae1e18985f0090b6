"""What the tests of the import from WordPress share."""

import pytest

from tests.moving.exports import Importer


@pytest.fixture
def run(db, tmp_path) -> Importer:
    folder = tmp_path / "import"
    folder.mkdir()
    return Importer(folder)
