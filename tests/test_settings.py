"""The processes of a parallel run share no files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_database


def files_of(process: str, data: Path, **environment: str) -> set[str]:
    """Return the paths that the settings name in a process of a parallel run."""
    names = "VAR, MEDIA_ROOT, STATIC_ROOT, PICTURE_LOCK"
    shown = f"from tests.settings import {names}; print(*map(str, ({names})), sep='\\n')"
    around = {name: text for name, text in os.environ.items() if name != "TESTS_OF_PROCESS"}
    around |= {"DATA_DIR": str(data), "PYTEST_XDIST_WORKER": process}
    done = subprocess.run(
        [sys.executable, "-c", shown],
        env=around | environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.split("\n")) - {""}


def test_no_two_processes_share_a_file_of_the_site(tmp_path):
    first, second = (files_of(process, tmp_path) for process in ("gw0", "gw1"))
    assert len(first) == len(second) == 4
    assert not first & second


def test_what_a_process_starts_has_its_files(tmp_path):
    started = files_of("gw1", tmp_path / "gw1", TESTS_OF_PROCESS="gw1")
    assert started == files_of("gw1", tmp_path)


def test_a_program_that_a_test_starts_keeps_the_folder_that_it_is_given(tmp_path):
    """Whatever the test looks for there would be missing otherwise, or an older one's."""
    names = files_of("gw1", tmp_path, TESTS_OF_PROCESS="gw1")
    assert names
    assert not any("gw1" in Path(name).relative_to(tmp_path).parts for name in names)
