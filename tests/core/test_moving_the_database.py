"""Everything moves from SQLite to PostgreSQL, and each table is compared."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from psycopg import sql

from core.databases.digests import table_digests
from core.models import PublishedItem
from tests import clusters, factories
from tests.clusters import Cluster
from tests.core.backup.elsewhere import run
from tests.locks import busy_for_writers
from tests.servers import ask, served
from translation.models import Job

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what is moved is SQLite"),
    pytest.mark.skipif(
        clusters.program("initdb") is None, reason="needs the programs of a PostgreSQL server"
    ),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    # Not among pytest's own folders: these are closed to the user that PostgreSQL runs as.
    with TemporaryDirectory() as folder, clusters.cluster(Path(folder)) as running:
        yield running


@pytest.fixture
def target(cluster: Cluster) -> str:
    """The address of an empty database."""
    with psycopg.connect(cluster.url, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS moved WITH (FORCE)")
        server.execute("CREATE DATABASE moved")
    return f"{cluster.url.rpartition('/')[0]}/moved"


@pytest.fixture
def story(photo, client):
    """Content of many kinds: bodies, files in rows, dates, sessions, no numbers that follow on."""
    user = factories.make_user("Administrators")
    client.force_login(user)
    Job.objects.create(owner=user, kind=Job.Kind.EXPORT, file=b"\x00\xff")
    english, _arabic = factories.make_pair(title="A march in Hit", lead_image=photo)
    Group.objects.create(pk=9000, name="Far ahead")
    factories.make_topic("Water", "ماء")
    return english


def test_each_table_is_the_same_and_the_site_goes_on(story, target, tmp_path):
    before = dict(table_digests())
    done = run(tmp_path, "move_database", "--to", target)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "DIFFERENT" not in done.stdout
    assert dict(table_digests()) == before
    with psycopg.connect(target) as moved:
        for table, found in before.items():
            counting = sql.SQL("SELECT COUNT(*) FROM {}").format(sql.Identifier(table))
            count = moved.execute(counting).fetchone()
            assert count == (found.rows,), table
        # Written by ANALYZE alone: without it, queries are planned for empty tables.
        seen = moved.execute("SELECT COUNT(*) FROM pg_stats WHERE tablename = 'wagtailcore_page'")
        assert seen.fetchone() != (0,)
        added = moved.execute("INSERT INTO auth_group (name) VALUES ('One more') RETURNING id")
        assert added.fetchone() == (9001,)
    with served(tmp_path, DATABASE_URL=target) as site:
        assert ask(f"{site}{story.url}")[0] == 200
        assert b"A march in Hit" in ask(f"{site}/api/v1/search/?q=marches")[1]


def test_what_is_not_empty_is_refused_and_left_alone(story, target, tmp_path):
    with psycopg.connect(target) as other:
        other.execute("CREATE TABLE of_somebody (id int)")
    done = run(tmp_path, "move_database", "--to", target)
    assert done.returncode == 1
    assert "has tables already" in done.stderr
    with psycopg.connect(target) as other:
        assert other.execute("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"
                             ).fetchone() == (1,)  # fmt: skip


def test_while_others_write_it_does_not_begin(story, target, tmp_path):
    with busy_for_writers():
        done = run(tmp_path, "move_database", "--to", target)
    assert "Stop the web server and the worker" in done.stderr


def test_a_digest_notices_one_character_and_no_order(story):
    before = dict(table_digests())
    assert before == dict(table_digests())
    PublishedItem.objects.filter(page_id=story.pk).update(title="A march in Hut")
    after = dict(table_digests())
    assert {name for name in before if before[name] != after[name]} == {"core_shelfitem"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [(("--to", "postgres://nobody@127.0.0.1:1/none"), "PostgreSQL refuses"), ((), "Name the new")],
)
def test_what_cannot_be_reached_is_a_sentence(tmp_path, given, reason):
    done = run(tmp_path, "move_database", *given)
    assert done.returncode == 1
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
