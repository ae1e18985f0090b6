"""What the doctor finds of Redis, e-mail, names, files and settings."""

import pytest

from core.health.doctor import configuration, files, network, services
from core.health.doctor.findings import Status
from tests.core.health.worst import worst
from tests.mail_server import mail_server
from tests.outages import outage, redis_away

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data")]


@pytest.mark.parametrize("way", ["refused", "babbles", "hangs_up"])
def test_a_redis_that_is_away_is_a_warning(settings, way):
    with redis_away(settings, way):
        assert worst(services.look_at_redis)[0] is Status.WARNING


def email_at(settings, port):
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def test_the_email_server_is_asked_and_sent_one_on_demand(settings, capsys):
    with mail_server() as server:
        email_at(settings, server.port)
        assert worst(services.look_at_email)[0] is Status.OK
        assert not server.taken
        assert services.send_test_email("a@example.org").status is Status.OK
        assert server.recipients == ["a@example.org"]
        server.refuses = {"b@example.org": 550}
        assert services.send_test_email("b@example.org").status is Status.ERROR


@pytest.mark.parametrize("way", ["refused", "hangs_up", "babbles"])
def test_an_email_server_that_is_away_is_an_error(settings, way):
    with outage(way) as found:
        email_at(settings, found.port)
        assert worst(services.look_at_email)[0] is Status.ERROR


def test_without_an_email_server_that_is_a_warning(settings):
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
    assert worst(services.look_at_email)[0] is Status.WARNING


def test_a_name_without_an_address_is_an_error(settings):
    settings.BASE_URL = "https://localhost"
    assert worst(network.look_at_name)[0] is Status.OK
    settings.BASE_URL = "https://nowhere.invalid"
    assert worst(network.look_at_name)[0] is Status.ERROR


def test_files_that_others_may_read_are_errors(data, settings):
    settings.ROOT = data
    (data / ".env").touch(mode=0o600)
    assert worst(files.look_at_permissions)[0] is Status.OK
    (data / ".env").chmod(0o644)
    assert worst(files.look_at_permissions)[1] == f"chmod 600 {data}/.env"
    (data / ".env").chmod(0o600)
    data.chmod(0o755)
    assert worst(files.look_at_permissions)[1] == f"chmod 700 {data}"


def test_a_disk_that_fills_is_noticed(settings, data, monkeypatch):
    monkeypatch.setattr(files, "_FEW", 1)
    monkeypatch.setattr(files, "TOO_FEW", 0)
    assert worst(files.look_at_room)[0] is Status.OK
    monkeypatch.setattr(files, "_FEW", 1 << 60)
    assert worst(files.look_at_room)[0] is Status.WARNING
    monkeypatch.setattr(files, "TOO_FEW", 1 << 60)
    assert worst(files.look_at_room)[0] is Status.ERROR
    monkeypatch.undo()
    settings.BACKUP_DIR = data / "nowhere"
    assert "missing" in " ".join(each.text for each in files.look_at_room())


def test_keys_and_settings_are_looked_at(settings):
    settings.DATA_KEY = ""
    assert worst(configuration.look_at_keys)[0] is Status.WARNING
    settings.DATA_KEY = "x" * 50
    assert worst(configuration.look_at_keys)[0] is Status.OK
    settings.SECRET_KEY_FALLBACKS = ["former"]
    assert worst(configuration.look_at_keys)[0] is Status.WARNING
    settings.DEBUG = True
    found = list(configuration.look_at_settings())
    assert "security.W018" in " ".join(each.text for each in found)
