"""Drills: a backup is restored elsewhere, and reveals nothing that was withdrawn since."""

import json
import resource
import shutil
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from core.backup.databases import FILES
from core.backup.making import copy_ledger, make_backup
from core.backup.restoring import MARGIN
from core.models import PublicationCounter, PublishedItem, UserSession
from core.publication import ledger
from tests import factories
from tests.core.backup.elsewhere import RENEWED, elsewhere
from tests.servers import ask, served
from tests.signing_in import SECRET

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

_PUBLIC = (
    'SELECT CAST(work AS text), lang, type, path, title, card, "full" FROM core_shelfitem'
    " WHERE is_public ORDER BY path"
)


@pytest.fixture
def other(tmp_path):
    with elsewhere(tmp_path) as found:
        yield found


@pytest.fixture
def content(data, photo, client):
    """A small site with somebody who is signed in."""
    client.force_login(factories.make_user("Administrators"))
    english, _arabic = factories.make_pair(title="A march", lead_image=photo)
    factories.make_council()
    document = factories.make_document(content=b"%PDF-1.7 of the test")
    factories.make_page(title="Report", body=[("document", {"document": document, "text": ""})])
    return english


@pytest.fixture
def backup(content, place):
    return make_backup(place)


def public_here() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_PUBLIC)
        return cursor.fetchall()


def closed_file(other):
    return other.data / "closed"


def test_a_restored_backup_publishes_the_same(content, backup, place, other):
    before, number = public_here(), PublicationCounter.objects.get(pk=1).value
    assert UserSession.objects.exists()
    copy_ledger(place)
    done = other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    assert done.returncode == 0, done.stderr
    assert other.rows(_PUBLIC) == before
    assert not closed_file(other).exists()
    assert other.rows("SELECT COUNT(*) FROM core_usersession") == [(0,)]
    assert other.rows("SELECT value FROM core_shelfcounter")[0][0] >= number + MARGIN
    uploads = {path.name: path.read_bytes() for path in (backup / "media").rglob("*.*")}
    assert {path.name: path.read_bytes() for path in (other.data / "media").rglob("*.*")} == uploads
    assert "0 withdrawn again" in done.stdout


def test_the_restored_site_answers_as_before_and_makes_its_pictures_again(
    content, backup, place, other, client
):
    address = f"/api/v1/news/{content.work}/en/"
    before = json.loads(client.get(address).content)
    copy_ledger(place)
    other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    made = other.run("make_renditions")
    assert made.returncode == 0, made.stderr
    assert "0 made again" not in made.stdout
    with served(other.data, **other.settings) as site:
        after = json.loads(ask(f"{site}{address}")[1])
        picture = urlsplit(after["image"]["url"])
        assert ask(f"{site}{picture.path}")[0] == 200
    assert after == before


def test_a_takedown_after_the_backup_stays_gone(content, backup, place, other):
    address = f"/api/v1/news/{content.work}/en/"
    content.unpublish()
    copy_ledger(place)
    done = other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    assert done.returncode == 0, done.stderr
    assert f"Withdrawn again: {content.translation_key}:en" in done.stdout
    paths = [row[3] for row in other.rows(_PUBLIC)]
    assert paths == [row[3] for row in public_here()]
    assert not [row for row in other.rows(_PUBLIC) if content.slug in str(row) and row[1] == "en"]
    with served(other.data, **other.settings) as site:
        assert ask(f"{site}{address}")[0] == 410
        assert ask(f"{site}{content.url}")[0] == 410


def test_what_was_scheduled_and_withdrawn_since_is_not_published_by_its_schedule(
    data, place, other
):
    story = factories.make_story(live=False)
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    folder = make_backup(place)
    story.refresh_from_db()
    story.go_live_at = None
    story.save_revision().publish()
    story.refresh_from_db()
    story.unpublish()
    copy_ledger(place)
    done = other.run("restore", str(folder), "--ledger", str(place / ledger.NAME))
    assert done.returncode == 0, done.stderr
    assert "1 were not public" in done.stdout
    planned = "SELECT COUNT(*) FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL"
    assert other.rows(planned) == [(0,)]


def test_without_a_ledger_nothing_is_public_until_somebody_confirms(content, backup, other):
    done = other.run("restore", str(backup))
    assert done.returncode == 1
    assert "There is no whole ledger" in done.stderr
    assert closed_file(other).exists()
    with served(other.data, **other.settings) as site:
        for address in ("/en/", content.url, "/api/v1/news/", "/feeds/en/news.rss", "/sitemap.xml"):
            assert ask(f"{site}{address}")[0] == 503, address
        assert ask(f"{site}/admin/login/")[0] == 200
        assert other.run("restore", "--confirm").returncode == 0
        assert ask(f"{site}{content.url}")[0] == 200
        assert ask(f"{site}/api/v1/news/")[0] == 200


def test_a_ledger_that_ends_before_the_backup_or_long_ago_keeps_the_site_closed(
    content, place, other, monkeypatch
):
    copy_ledger(place)
    backup = make_backup(place)
    done = other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    assert done.returncode == 1
    assert "The ledger ends at" in done.stderr
    assert closed_file(other).exists()


def test_the_ledger_of_a_new_site_is_refused_and_nothing_is_changed(backup, place, other):
    number = PublicationCounter.objects.get(pk=1).value
    of_new = ledger.Entry(ledger.COPIED, timezone.now(), number - 1)
    ledger.append(place / ledger.NAME, [of_new])
    done = other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    assert done.returncode == 1
    assert "is of another site than the backup" in done.stderr
    assert not closed_file(other).exists()


def test_a_name_that_was_erased_since_keeps_the_site_closed(content, backup, place, other):
    ledger.record_erasure()
    copy_ledger(place)
    done = other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    assert "run manage.py erase" in done.stderr
    assert closed_file(other).exists()


@pytest.mark.parametrize("way", ["changed", "missing", "longer"])
def test_a_damaged_file_is_named_and_nothing_is_changed(content, backup, other, way):
    [file] = (backup / "media" / "documents").iterdir()
    if way == "missing":
        file.unlink()
    else:
        content_of_file = file.read_bytes()
        file.write_bytes(content_of_file[:-1] + b"!" if way == "changed" else content_of_file * 2)
    done = other.run("restore", str(backup))
    assert done.returncode == 1
    assert f"media/documents/{file.name}" in done.stderr
    assert not closed_file(other).exists()
    assert not (other.data / "media").exists()


def test_a_damaged_database_is_named(backup, other):
    with (backup / FILES[connection.vendor]).open("r+b") as file:
        file.seek(200)
        file.write(b"damaged")
    done = other.run("restore", str(backup))
    assert f"damaged; nothing was changed: {FILES[connection.vendor]}" in done.stderr


@pytest.mark.parametrize("bytes_that_fit", [10, 1_000_000])
def test_a_restoration_that_stops_in_the_middle_leaves_the_site_closed(
    content, backup, place, other, bytes_that_fit
):
    """Of the uploads, or of SQLite's file, only so much fits."""
    if bytes_that_fit > 10 and connection.vendor != "sqlite":
        pytest.skip("the server of the database has its own disk")
    copy_ledger(place)
    line = ("restore", str(backup), "--ledger", str(place / ledger.NAME))
    limit = (bytes_that_fit, bytes_that_fit)
    done = other.run(*line, preexec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))
    assert done.returncode == 1
    assert "The site stays closed; run the command again with --replace" in done.stderr
    assert "Traceback" not in done.stderr
    assert closed_file(other).exists()
    assert other.run(*line, "--replace").returncode == 0
    assert other.rows(_PUBLIC) == public_here()
    assert not closed_file(other).exists()


def test_what_is_there_is_replaced_only_on_demand(content, backup, place, other):
    copy_ledger(place)
    line = ("restore", str(backup), "--ledger", str(place / ledger.NAME))
    assert other.run(*line).returncode == 0
    refused = other.run(*line)
    assert refused.returncode == 1
    assert "There is content already" in refused.stderr
    (other.data / "media" / "documents" / "of-nobody.pdf").write_text("left")
    done = other.run(*line, "--replace")
    assert done.returncode == 0, done.stderr
    assert other.rows(_PUBLIC) == public_here()
    assert not (other.data / "media" / "documents" / "of-nobody.pdf").exists()


def test_the_key_of_before_is_refused_with_the_line_that_renews_it(backup, other, settings):
    for given in ({"SECRET_KEY": settings.SECRET_KEY},
                  {"SECRET_KEY_FALLBACKS": settings.SECRET_KEY}):  # fmt: skip
        refused = other.run("restore", str(backup), **given)
        assert refused.returncode == 1
        assert "setup_env.py --renew" in refused.stderr
    lost = other.run("restore", str(backup), DATA_KEY=RENEWED)
    assert "DATA_KEY is not the one of the backup" in lost.stderr


def test_what_is_no_backup_is_a_sentence(other, tmp_path, backup):
    (tmp_path / "empty").mkdir()
    assert "is no backup" in other.run("restore", str(tmp_path / "empty")).stderr
    shutil.copytree(backup, tmp_path / "newer")
    described = json.loads((backup / "manifest.json").read_text())
    described["migrations"].append("core.9999_of_tomorrow")
    (tmp_path / "newer" / "manifest.json").write_text(json.dumps(described))
    assert "was made by a newer version" in other.run("restore", str(tmp_path / "newer")).stderr
    (tmp_path / "newer" / "manifest.json").write_text("{")
    assert "is damaged" in other.run("restore", str(tmp_path / "newer")).stderr


def test_second_factors_work_after_the_restoration(data, place, other):
    person = factories.make_user("Administrators")
    TOTP.activate(person, SECRET)
    backup = make_backup(place)
    copy_ledger(place)
    other.run("restore", str(backup), "--ledger", str(place / ledger.NAME))
    script = (
        "from allauth.mfa.models import Authenticator; from allauth.mfa.utils import decrypt;"
        " print(decrypt(Authenticator.objects.get().data['secret']))"
    )
    shown = other.run("shell", "--command", script)
    assert SECRET in shown.stdout, shown.stderr
    assert get_user_model().objects.filter(pk=person.pk).exists()
    assert PublishedItem.objects.exists()
