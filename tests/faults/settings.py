"""The tests' settings on a database that outlives a killed process."""

from tests.settings import *  # noqa: F403
from tests.settings import DATABASES

_OPTIONS = DATABASES["default"]["OPTIONS"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Another process rolls back what a killed one began, which takes the journal on the disk.
    _OPTIONS["init_command"] = "PRAGMA journal_mode=DELETE; PRAGMA synchronous=OFF;"
else:
    # A pool's threads do not live on in a forked child.
    _OPTIONS.pop("pool", None)
