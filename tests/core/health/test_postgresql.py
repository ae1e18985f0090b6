"""What the doctor finds of a PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from django.db import connection

from core.health.doctor import database
from core.health.doctor.findings import Status
from tests import clusters
from tests.clusters import Cluster

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.any_database,
    pytest.mark.skipif(
        clusters.program("initdb") is None, reason="needs the programs of a PostgreSQL server"
    ),
]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A server that the settings name."""
    # Not among pytest's own folders: these are closed to the user that PostgreSQL runs as.
    with TemporaryDirectory() as folder, clusters.cluster(Path(folder)) as running:
        given = {"HOST": "127.0.0.1", "PORT": str(running.port), "USER": "postgres"}
        for name, value in (given | {"NAME": "postgres", "PASSWORD": ""}).items():
            monkeypatch.setitem(connection.settings_dict, name, value)
        yield running


def test_a_server_whose_autovacuum_is_off_is_warned_about(cluster):
    assert {each.status for each in database._of_postgresql()} == {Status.OK}
    with psycopg.connect(cluster.url, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET autovacuum = off")
        server.execute("SELECT pg_reload_conf()")
    cluster.stop()  # a reload is not waited for
    cluster.start()
    found = [each for each in database._of_postgresql() if each.status is not Status.OK]
    assert [each.status for each in found] == [Status.WARNING]
    assert "autovacuum is off" in found[0].text
    assert "SET autovacuum = on" in found[0].command
