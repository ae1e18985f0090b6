"""The processes of a parallel run share no files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database


def files_of(process: str, data: Path) -> set[str]:
    """Return the paths that the settings name in a process of a parallel run."""
    names = "VAR, MEDIA_ROOT, STATIC_ROOT, PICTURE_LOCK"
    shown = f"from tests.settings import {names}; print(*map(str, ({names})), sep='\\n')"
    around = os.environ | {"DATA_DIR": str(data), "PYTEST_XDIST_WORKER": process}
    done = subprocess.run(
        [sys.executable, "-c", shown], env=around, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.split("\n")) - {""}


def test_no_two_processes_share_a_file_of_the_site(tmp_path):
    first, second = (files_of(process, tmp_path) for process in ("gw0", "gw1"))
    assert len(first) == len(second) == 4
    assert not first & second


def test_what_a_process_starts_has_its_files(tmp_path):
    assert files_of("gw1", tmp_path / "gw1") == files_of("gw1", tmp_path)
