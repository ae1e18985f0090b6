"""Something stops without anybody noticing: administrators see it in the CMS and get e-mail."""

import json
import os
import signal
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import serve

from tests.core.health.tls import https_server, make_certificate
from tests.faults.promises.rows import Row, promise
from tests.faults.services.ground import Ground
from tests.faults.services.sites import Site, until
from tests.mail_server import MailServer, mail_server

EXPECTED = (
    "seen under Settings → Health; /readyz is “degraded”; doctor has it; e-mail to each "
    "administrator in their language, and again when it is over"
)
SOON = 90.0  # seconds: rounds of 30, on a busy machine
ENGLISH, ARABIC = "The site needs an administrator", "الموقع بحاجة إلى مسؤول"
OVER = ("A fault of the site is over", "زال عطل في الموقع")
AGE = (
    "from datetime import timedelta; from django.utils import timezone;"
    "from core.models import BackgroundProblem as P, WorkerPulse as W;"
    "old = timezone.now() - timedelta(minutes=11);"
)


@promise("quiet")
def tried(ground: Ground) -> Iterator[Row]:
    port = serve.free_port()
    site = ground.site("sqlite", EMAIL_URL=f"smtp://127.0.0.1:{port}")
    site.start()
    with mail_server(port) as mail:
        yield _worker(site, mail)
        yield _backup(site, mail)
        yield _certificate(site, mail)
    yield _email(site, port)
    site.stop()


def _has(mail: MailServer, *subjects: str) -> bool:
    return set(subjects) <= {str(message["Subject"]) for message in mail.taken}


def _look(row: Row, site: Site, code: str) -> None:
    """Look at the CMS, the probe and doctor while it lasts."""
    administrator = site.browser("administrator")
    shown = administrator.get("/admin/health/")
    row.expect(shown.status == 200, f"Settings → Health answered {shown.status}")
    probe = site.browser().get("/readyz")
    row.expect((probe.status, "degraded" in probe.text) == (200, True), f"/readyz: {probe.text}")
    status, output = site.manage("doctor", "--json")
    found = json.loads(output[output.index("[") :])
    errors = {each["check"] for each in found if each["status"] == "error"}
    row.expect(status == 1 and code in errors, f"doctor: {status}, errors {sorted(errors)}")
    start = administrator.get("/admin/").text
    row.expect("Health of the site" in start or "problem" in start, "the start page has no notice")


def _until_sent(row: Row, mail: MailServer, *subjects: str) -> None:
    seconds = until(lambda: _has(mail, *subjects), SOON)
    row.expect(seconds is not None, f"no e-mail {subjects}; there are {len(mail.taken)}")
    if seconds is not None:
        people = sorted({str(message["To"]).partition("@")[0] for message in mail.taken})
        row.see(f"“{subjects[0]}” to {', '.join(people)} after {seconds:.0f} s")
    mail.taken.clear()


def _again(site: Site) -> None:
    """Have the worker begin anew: it looks at everything then, and each ten minutes."""
    served = site.served
    killed = served.kill(lambda: served.child("manage.py work"))
    until(lambda: served.child("manage.py work") not in {0, killed}, 30)


def _worker(site: Site, mail: MailServer) -> Row:
    row = Row("the worker hangs", EXPECTED)
    worker = site.served.child("manage.py work")
    until(lambda: site.shell(f"{AGE} print(W.objects.count())").endswith("1"), 30)
    os.kill(worker, signal.SIGSTOP)
    try:
        site.shell(f"{AGE} W.objects.update(seen_at=old)")
        _look(row, site, "worker")
        status, output = site.manage("report_faults")
        row.expect("worker" in output and not status, f"report_faults: {output[-300:]}")
        _until_sent(row, mail, ENGLISH, ARABIC)
    finally:
        os.kill(worker, signal.SIGCONT)
    _until_sent(row, mail, *OVER)
    return row


def _backup(site: Site, mail: MailServer) -> Row:
    row = Row("backups are overdue", EXPECTED)
    file = site.folder / "backup.json"
    old = datetime.now(UTC) - timedelta(hours=31)
    file.write_text(json.dumps({"succeeded_at": old.isoformat(), "folder": "x", "bytes": 1}))
    _again(site)
    _until_sent(row, mail, ENGLISH, ARABIC)
    _look(row, site, "backup")
    file.write_text(json.dumps({"succeeded_at": datetime.now(UTC).isoformat()}))
    _again(site)
    _until_sent(row, mail, *OVER)
    return row


def _certificate(site: Site, mail: MailServer) -> Row:
    """With commands alone: the site itself is served without https here."""
    row = Row("the certificate expires within five days", EXPECTED)
    with tempfile.TemporaryDirectory() as folder:
        certificate = make_certificate(Path(folder), days=5)
        with https_server(certificate, lambda _path: (200, {})) as port:
            own = {"BASE_URL": f"https://localhost:{port}", "SSL_CERT_FILE": str(certificate)}
            site.environment |= own
            status, output = site.manage("work", "--once")
            row.expect(status == 0, output[-300:])
            _until_sent(row, mail, ENGLISH, ARABIC)
            _look(row, site, "certificate")
        newer = make_certificate(Path(folder), days=80)
        with https_server(newer, lambda _path: (200, {})) as port:
            site.environment |= {"BASE_URL": f"https://localhost:{port}"}
            site.manage("work", "--once")
            _until_sent(row, mail, *OVER)
    site.environment |= {"BASE_URL": ""}
    return row


def _email(site: Site, port: int) -> Row:
    """Nothing arrives meanwhile: the CMS shows it, and e-mail comes when the server is back."""
    row = Row("the e-mail server is away", EXPECTED.replace("e-mail to", "no e-mail then to"))
    _again(site)
    reported = f"{AGE} print(P.objects.filter(kind='email-server').count())"
    until(lambda: site.shell(reported).endswith("1"), SOON)
    site.shell(f"{AGE} P.objects.update(first_seen=old)")
    _look(row, site, "email")
    noticed = (
        "from core.models import FaultNotice as N;"
        "print(N.objects.filter(code='email-server', is_open=True).count())"
    )
    row.expect(until(lambda: site.shell(noticed).endswith("1"), SOON), "it is not noted")
    with mail_server(port) as mail:
        _again(site)
        _until_sent(row, mail, *OVER)
    return row
