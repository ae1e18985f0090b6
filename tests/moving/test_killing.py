"""An import that is killed while it writes leaves no half post, and the next one completes it."""

import sys
from pathlib import Path
from random import Random

import pytest

from tests.moving.killing import differences, finish, killed, new_site
from tests.scripts.conftest import migrated  # noqa: F401

pytestmark = [
    pytest.mark.slow,
    pytest.mark.any_database,
    pytest.mark.skipif(sys.platform != "linux", reason="ends a group of processes"),
]

KILLS = 3


def test_killed_imports_that_were_begun_again_leave_what_one_leaves(migrated: Path):  # noqa: F811
    with new_site(migrated) as site:
        assert finish(site) == 0
        expected = site.whole()
    random = Random(5)
    with new_site(migrated) as site:
        assert killed(site, random, KILLS) > 0
        assert finish(site) == 0
        assert list(differences(expected, site.whole())) == []
        assert expected["files"]
        assert len(expected["posts"]) > 70
