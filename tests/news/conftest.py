"""What the tests of importing share."""

from pathlib import Path

import pytest

from tests.news.import_runner import Importer


@pytest.fixture
def run(db, tmp_path) -> Importer:
    folder = tmp_path / "import"
    folder.mkdir()
    return Importer(folder)


@pytest.fixture
def picture(run, jpeg_bytes) -> Path:
    path = run.folder / "river.jpg"
    path.write_bytes(jpeg_bytes)
    return path
