"""The doctor of several machines: the replica, the bucket, and what readers' machines may see."""

import os

import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, connections

from core import checks
from core.databases.postgresql.rights import statements
from core.databases.replica import ALIAS
from core.health.doctor import machines
from core.health.doctor.examining import checks_of_machine
from core.health.doctor.findings import Status

pytestmark = pytest.mark.django_db
needs_postgresql = pytest.mark.skipif(
    site_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="roles of PostgreSQL"
)


def found(look):
    return [(each.status, each.text) for each in look()]


def test_one_machine_is_well_without_the_others():
    for look in (machines.look_at_replica, machines.look_at_rights, machines.look_at_bucket):
        assert [status for status, _text in found(look)] == [Status.OK]


@pytest.fixture
def replica(monkeypatch):
    """Have the test's own connection be that to the replica, too."""
    monkeypatch.setitem(connections.settings, ALIAS, connections.settings["default"])
    connections[ALIAS] = connection
    yield
    del connections[ALIAS]


def test_a_replica_that_has_everything_is_well(replica):
    assert found(machines.look_at_replica) == [
        (Status.OK, "The replica has all that is published.")
    ]


def test_a_bucket_that_is_away_is_an_error(settings):
    options = {
        "access_key": "k", "secret_key": "s", "endpoint_url": "http://127.0.0.1:9",
        "region_name": "us-east-1", "bucket_name": "uploads", "location": "",
    }  # fmt: skip
    settings.MEDIA_IS_REMOTE = True
    backend = {"BACKEND": "core.media.s3.BucketStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": backend}
    [(status, text)] = found(machines.look_at_bucket)
    assert status is Status.ERROR
    assert text.startswith("The bucket of uploads does not answer")


@needs_postgresql
def test_a_machine_for_readers_that_sees_people_is_an_error(settings):
    settings.ROLE = "public"
    assert [status for status, _text in found(machines.look_at_rights)] == [Status.ERROR]
    role = f"icssi_test_doctor_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role}")
        for statement in statements(role, str(connection.settings_dict["NAME"])):
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {role}")
    assert [status for status, _text in found(machines.look_at_rights)] == [Status.OK]


def test_a_machine_for_readers_is_not_asked_about_the_worker(settings):
    assert "worker" in {check.code for check in checks_of_machine()}
    settings.ROLE = "public"
    assert "worker" not in {check.code for check in checks_of_machine()}


def test_machines_with_roles_need_what_they_share(settings):
    settings.ROLE, settings.REDIS_URL = "cms", ""
    assert [each.id for each in checks.machines_share_a_cache()] == ["core.W003"]
    settings.REDIS_URL = "redis://redis:6379/0"
    assert checks.machines_share_a_cache() == []
    if connection.vendor == "sqlite":
        with pytest.raises(SystemCheckError, match="names no PostgreSQL"):
            call_command("check")
    else:
        assert checks.machines_share_a_database() == []
