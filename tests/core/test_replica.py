"""A replica of PostgreSQL is read while it is not behind; otherwise the primary is, unnoticed."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import environ
import psycopg
import pytest
from django.conf import settings

from config import databases
from tests import clusters
from tests.clusters import Cluster, Standby, cluster
from tests.servers import ask, served

pytestmark = [pytest.mark.any_database, pytest.mark.slow]
REACHED = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE query LIKE '%core_shelfcounter%' AND pid <> pg_backend_pid()"
)
URL = "postgres://site:secret@db.example.org:5432/site"


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Cluster, Standby]]:
    if not clusters.program("pg_basebackup"):
        pytest.skip("PostgreSQL's programs are not installed")
    # Not among pytest's own folders: these are closed to the user that PostgreSQL runs as.
    with TemporaryDirectory() as one, TemporaryDirectory() as other, cluster(Path(one)) as primary:
        standby = Standby(Path(other), primary)
        standby.start()
        yield primary, standby
        standby.stop()


@pytest.fixture(scope="module")
def site(both: tuple[Cluster, Standby], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    primary, standby = both
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=settings.ROOT,
        env=os.environ | {"DATABASE_URL": primary.url, "DATA_DIR": str(folder)},
        check=True,
    )
    wait_for_replica(primary, standby)
    more = {"DATABASE_REPLICA_URL": standby.url, "API_CACHE_BYTES": "0", "REDIS_URL": ""}
    with served(folder, DATABASE_URL=primary.url, **more) as address:
        yield address


def run(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def wait_for_replica(primary: Cluster, standby: Standby) -> None:
    until = time.monotonic() + 20
    wanted = run(primary.url, "SELECT pg_current_wal_lsn()")
    while time.monotonic() < until:
        if run(standby.url, f"SELECT pg_last_wal_replay_lsn() >= '{wanted}'::pg_lsn"):
            return
        time.sleep(0.05)
    raise AssertionError("The replica did not catch up.")


def title_in_lists(site: str) -> str:
    status, body = ask(f"{site}/api/v1/pages/?lang=en")
    assert status == 200
    return body.decode()


def test_lists_are_read_from_the_replica(both, site):
    _primary, standby = both
    before = run(standby.url, REACHED)
    title_in_lists(site)
    assert before == 0
    assert run(standby.url, REACHED) >= 1


def test_a_replica_that_is_behind_shows_nobody_what_was_before(both, site):
    primary, standby = both
    number = run(primary.url, "SELECT value FROM core_shelfcounter")
    run(standby.url, "SELECT pg_wal_replay_pause()")
    try:
        run(primary.url, "UPDATE core_shelfcounter SET value = value + 7, changed_at = now()")
        time.sleep(1.0)  # no process believes its number for longer than half a second
        assert f"-{number + 7}-" in version_of(site)
        assert run(standby.url, "SELECT value FROM core_shelfcounter") == number
    finally:
        run(standby.url, "SELECT pg_wal_replay_resume()")
    wait_for_replica(primary, standby)


def version_of(site: str) -> str:
    with urllib.request.urlopen(f"{site}/api/v1/news/?lang=en") as response:  # noqa: S310
        return str(response.headers["ETag"])


@pytest.mark.parametrize("way", ["stopped", "frozen"])
def test_readers_are_answered_while_the_replica_is_away(both, site, way):
    _primary, standby = both
    time.sleep(2.5)  # after what was noticed before
    title_in_lists(site)
    if way == "stopped":
        standby.stop()
        try:
            ask_often(site)
        finally:
            standby.start()
    else:
        with standby.frozen():
            ask_often(site)


def ask_often(site: str) -> None:
    for _ in range(10):
        title_in_lists(site)


def test_behind_pgbouncer_nothing_needs_one_connection():
    parsed = environ.Env.db_url_config(URL)
    found = databases.configured(parsed, answers_requests=True, is_behind_pgbouncer=True)
    assert found["DISABLE_SERVER_SIDE_CURSORS"]
    assert "options" not in found["OPTIONS"]
    assert found["OPTIONS"]["pool"]


def test_a_replica_has_its_own_patience_and_the_primary_keeps_its_own():
    primary = databases.configured(environ.Env.db_url_config(URL), answers_requests=False)
    other = environ.Env.db_url_config(URL.replace("db.", "db2."))
    replica = databases.replica(primary, other)
    assert (replica["HOST"], primary["HOST"]) == ("db2.example.org", "db.example.org")
    assert replica["OPTIONS"]["pool"]["timeout"] < primary["OPTIONS"]["pool"]["timeout"]
    assert replica["ENGINE"] == primary["ENGINE"]


def test_a_replica_of_what_is_not_postgresql_is_refused(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        env=os.environ
        | {"SECRET_KEY": "x" * 60, "DATA_DIR": str(tmp_path), "DATABASE_URL": "",
           "DATABASE_REPLICA_URL": URL, "PYTHONPATH": "site"},
        cwd=settings.ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert "DATABASE_URL does not name PostgreSQL" in done.stderr
