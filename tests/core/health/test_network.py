"""The certificate and the proxy, as a reader finds them, on a server of the test's own."""

import pytest

from core.background.problems import problems_for
from core.health import watching
from core.health.doctor import network
from core.health.doctor.findings import Status
from core.models import BackgroundProblem
from tests import factories
from tests.core.health.tls import https_server, make_certificate
from tests.outages import outage

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OURS = {"X-Request-ID": "0123456789"}


@pytest.fixture
def public(settings, tmp_path, monkeypatch):
    """Return a context: the site answers by https, with a certificate for so many days."""

    def serve(days: int, answer=lambda _path: (200, OURS), *, is_trusted: bool = True):
        certificate = make_certificate(tmp_path, days)
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        return https_server(certificate, answer)

    settings.HTTPS = settings.BEHIND_PROXY = True
    return serve


def statuses(look) -> list[Status]:
    return [each.status for each in look()]


@pytest.mark.parametrize(
    ("days", "is_trusted", "status"),
    [(60, True, Status.OK), (5, True, Status.ERROR), (-2, True, Status.ERROR),
     (60, False, Status.ERROR)],
)  # fmt: skip
def test_a_certificate_that_expires_or_is_refused_is_an_error(
    public, settings, days, is_trusted, status
):
    with public(days, is_trusted=is_trusted) as port:
        settings.BASE_URL = f"https://localhost:{port}"
        assert statuses(network.look_at_certificate) == [status]


@pytest.mark.parametrize(
    ("own", "line"),
    [("", "sudo certbot renew"),
     ("/etc/tls/our own.pem",
      "sudo cp NEW_CERTIFICATE '/etc/tls/our own.pem' && sudo systemctl reload nginx")],
)  # fmt: skip
def test_it_is_renewed_by_whoever_made_it(public, settings, own, line):
    settings.TLS_CERTIFICATE = own
    with public(5) as port:
        settings.BASE_URL = f"https://localhost:{port}"
        assert [each.command for each in network.look_at_certificate()] == [line]


def test_without_https_that_is_a_warning(settings):
    settings.HTTPS = False
    assert statuses(network.look_at_certificate) == [Status.WARNING]


@pytest.mark.parametrize("way", ["refused", "babbles", "hangs_up"])
def test_nobody_at_the_sites_address_is_an_error(settings, way):
    settings.HTTPS = settings.BEHIND_PROXY = True
    with outage(way) as found:
        settings.BASE_URL = f"https://localhost:{found.port}"
        assert statuses(network.look_at_certificate) == [Status.ERROR]
        assert statuses(network.look_at_proxy) == [Status.ERROR]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda path: (200, OURS), Status.OK),
        (lambda path: (301, {"Location": f"https://localhost{path}", **OURS}), Status.ERROR),
        (lambda path: (200, {}), Status.ERROR),
    ],
)
def test_a_proxy_that_hides_https_or_leads_elsewhere_is_an_error(public, settings, answer, status):
    with public(60, answer) as port:
        settings.BASE_URL = f"https://localhost:{port}"
        assert statuses(network.look_at_proxy) == [status]
        settings.BEHIND_PROXY = False
        assert Status.ERROR in statuses(network.look_at_proxy)


def test_a_certificate_that_expires_is_shown_to_administrators_until_it_is_renewed(
    public, settings
):
    with public(5) as port:
        settings.BASE_URL = f"https://localhost:{port}"
        watching.watch_certificate()
    [problem] = problems_for(factories.make_user("Administrators"))
    assert problem.key == "certificate"
    assert problem.reasons["en"].startswith("It expires on ")
    assert problem.reasons["ar"].startswith("تنتهي ")
    assert not problems_for(factories.make_user("Communications"))
    with public(60) as port:
        settings.BASE_URL = f"https://localhost:{port}"
        watching.watch_certificate()
    assert not BackgroundProblem.objects.exists()


def test_an_address_that_this_machine_does_not_reach_is_not_reported(settings):
    with outage("refused") as found:
        settings.BASE_URL = f"https://localhost:{found.port}"
        watching.watch_certificate()
    assert not BackgroundProblem.objects.exists()
