"""ROLE: a machine for readers has no CMS, no accounts, and only reads what readers need."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import contextmanager

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.urls import set_urlconf
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from core.databases.breaker import REDIS
from core.databases.postgresql.rights import readable_tables, statements
from core.models import User
from core.publication.announced import announce, announced
from core.publication.counter import announce_again, latest_number
from tests import factories, outages
from tests.public_walk import Stranger
from tests.servers import ask, served

READER = "icssi_test_reader"
SECRETS = {
    "core_user", "core_usersession", "mfa_authenticator", "account_emailaddress", "core_invitation",
    "wagtailcore_revision", "api_webhook", "core_securityevent", "core_searchtext",
    "core_queuedemail", "django_tasks_database_dbtaskresult", "translation_job",
}  # fmt: skip


@pytest.fixture
def for_readers(settings):
    """Have this process answer as one with ROLE=public."""
    settings.ROLE = "public"
    settings.MIDDLEWARE = settings.READERS_MIDDLEWARE
    settings.ROOT_URLCONF = settings.READERS_URLS
    set_urlconf(None)


@contextmanager
def only_reading():
    """Have the database refuse what the role of readers may not do."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute(f"CREATE ROLE {READER}_{os.getpid()}")
            for statement in statements(
                f"{READER}_{os.getpid()}", str(connection.settings_dict["NAME"])
            ):
                cursor.execute(statement)
            cursor.execute(f"SET LOCAL ROLE {READER}_{os.getpid()}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA query_only = OFF")
            elif not connection.needs_rollback:
                cursor.execute("RESET ROLE")


@pytest.fixture
def content(db):
    """Something of everything that readers may ask for, and something withdrawn."""
    picture = factories.make_image()
    topic = factories.make_topic("Water", "الماء")
    factories.make_translated_story(title="Boats", lead_image=picture, topics=[topic])
    factories.make_document()
    factories.make_forum(title="A forum")
    factories.make_council(title="A council")
    gone = factories.make_story(title="Gone")
    gone.unpublish()
    return picture


@pytest.mark.slow
def test_readers_get_everything_from_a_role_that_only_reads(for_readers, content):
    statuses = Counter()
    with only_reading():
        failed = []
        for answer in Stranger().walk():
            statuses[answer.status] += 1
            if answer.status >= 500 and answer.status != 501:
                failed.append(answer.address)
    assert not failed
    assert statuses[200] > 100
    assert statuses[410] >= 1


@pytest.mark.django_db
def test_the_role_of_readers_sees_nothing_of_accounts_and_drafts():
    tables = set(connection.introspection.table_names())
    assert tables > SECRETS
    assert not SECRETS & set(readable_tables())
    assert set(readable_tables()) <= tables


@pytest.mark.django_db
@pytest.mark.skipif(
    site_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="roles of PostgreSQL"
)
def test_the_printed_sql_takes_away_what_a_role_had():
    name = f"{READER}_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {name}")
        cursor.execute(f"GRANT SELECT ON core_user TO {name}")
        for statement in statements(name, str(connection.settings_dict["NAME"])):
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {name}")
    with pytest.raises(DatabaseError, match="permission denied"):
        User.objects.exists()


@pytest.mark.django_db
def test_nobody_signs_in_on_a_machine_for_readers(for_readers, client):
    for address in ("/admin/", "/admin/login/", "/admin/pages/", "/documents/authenticate/"):
        assert client.get(address).status_code == 404
    response = client.get("/en/")
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.django_db
def test_a_session_of_somebody_else_keeps_no_page_from_the_cache(for_readers, client):
    client.get("/en/")
    client.cookies[site_settings.SESSION_COOKIE_NAME] = "made-up"
    response = client.get("/en/")
    assert "no-store" not in response.headers["Cache-Control"]
    assert "public" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_restricted_pages_and_documents_are_not_there_for_readers(for_readers, client):

    story, document = factories.make_story(title="For some"), factories.make_document()
    PageViewRestriction.objects.create(page=story, restriction_type="login")
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="password", password="x"
    )
    assert client.get(story.get_url()).status_code == 410  # it was public before
    assert client.get(document.url).status_code == 404


def settings_with(**environment):
    """Return how a process ends that reads the settings with these variables."""
    return subprocess.run(
        [sys.executable, "-c", "import sys; sys.path[:0] = ['.', 'site']\n" + _SHOW],
        env=os.environ | {"SECRET_KEY": "x" * 60} | environment,
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


_SHOW = """
from config import process
import os
process.answers_requests = os.environ.get("WEB") == "yes"
import config.settings as s
print(s.ROLE, s.ROOT_URLCONF, sum("essions" in name for name in s.MIDDLEWARE))
"""


@pytest.mark.any_database
def test_the_role_is_read_and_checked(tmp_path):
    data = {"DATA_DIR": str(tmp_path)}
    assert settings_with(ROLE="public", **data).stdout.split() == [
        "public", "config.reader_urls", "0"
    ]  # fmt: skip
    assert settings_with(ROLE="", **data).stdout.split() == ["all", "config.urls", "2"]
    wrong = settings_with(ROLE="reader", **data)
    assert "ROLE is 'reader'. It must be one of: all, public, cms, worker" in wrong.stderr
    server = settings_with(ROLE="worker", WEB="yes", **data)
    assert "A web server needs ROLE=public" in server.stderr


@pytest.mark.any_database
@pytest.mark.parametrize("role", ["public", "cms"])
def test_the_worker_runs_only_where_it_belongs(settings, role):
    settings.ROLE = role
    with pytest.raises(CommandError, match="where it is 'worker' or 'all'"):
        call_command("work", once=True)


@pytest.mark.django_db(transaction=True)
def test_a_server_for_readers_starts_and_answers(tmp_path):
    with served(tmp_path, ROLE="public") as address:
        assert ask(f"{address}/readyz")[0] == 200
        assert ask(f"{address}/en/")[0] == 200
        assert ask(f"{address}/api/v1/news/")[0] == 200
        assert ask(f"{address}/admin/login/")[0] == 404


@pytest.mark.any_database
def test_what_one_of_several_machines_has_written_is_not_believed_without_redis(settings, tmp_path):
    settings.VAR, settings.REDIS_URL = tmp_path, ""
    announce(7)
    assert announced() == 7
    settings.ROLE = "public"
    assert announced() is None


@pytest.mark.django_db
@pytest.mark.skipif(not site_settings.REDIS_URL, reason="needs REDIS_URL")
def test_what_redis_missed_is_announced_there_as_well(settings, tmp_path):
    """Another machine, cut from the database, would go on showing what was withdrawn meanwhile."""
    settings.VAR, url = tmp_path, settings.CACHES["default"]["LOCATION"]
    story = factories.make_story()
    with outages.redis_away(settings, "refused"):
        story.unpublish()
    outages.use_redis(settings, url)
    REDIS.reset()
    assert announced() == latest_number()  # by the file, which other machines do not have
    announce_again()
    settings.VAR = tmp_path / "of-another-machine"
    assert announced() == latest_number()
