"""The worker sends e-mail: if the e-mail server is away, nobody in the CMS notices."""

import re
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from core.background.email_queue import deliver
from core.background.worker import BackgroundWorker
from core.databases.breaker import EMAIL_SERVER
from core.models import QueuedEmail
from core.publication.transactions import publication_transaction
from core.setup import roles
from news.models import NewsPage
from tests import factories, outages
from tests.cms import story_form
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db
WAYS = ["refused", "silent", "hangs_up", "babbles"]


@pytest.fixture(autouse=True)
def queued(settings):
    """The site's own way for e-mail, by SMTP."""
    settings.EMAIL_BACKEND = "core.background.email_queue.QueueBackend"
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 0.2


@pytest.fixture
def server(settings):
    with mail_server() as running:
        settings.EMAIL_PORT = running.port
        yield running


@pytest.fixture(params=WAYS)
def away(request, settings):
    with outages.outage(request.param) as found:
        settings.EMAIL_PORT = found.port
        yield found


@pytest.fixture
def server_later(settings):
    """The server that comes back, and is asked again."""

    @contextmanager
    def back():
        EMAIL_SERVER.reset()
        everything_due()
        with mail_server() as running:
            settings.EMAIL_PORT = running.port
            yield running

    return back


def ask_for_a_new_password(client, user, lang="en"):
    return client.post(
        "/admin/password_reset/", {"email": user.email}, headers={"accept-language": lang}
    )


def send(to, subject="News"):
    send_mail(subject, "Text", None, [to])


def everything_due():
    QueuedEmail.objects.update(due_at=timezone.now())


def test_without_a_server_people_ask_for_a_new_password_all_the_same(away, client, server_later):
    user = factories.make_user("Communications")
    answer = ask_for_a_new_password(client, user)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/password_reset/done/")
    assert away.count() == 0  # nobody waited for the server
    deliver()
    with server_later() as server:
        deliver()
    assert server.recipients == [user.email]


def test_the_link_for_a_new_password_is_never_stored_and_works(server, client):
    user = factories.make_user("Communications")
    ask_for_a_new_password(client, user)
    stored = str(list(QueuedEmail.objects.values()))
    assert "reset/" not in stored
    assert user.email not in stored
    deliver()
    assert not QueuedEmail.objects.exists()
    link = re.search(r"http://testserver(/admin/\S+)", server.taken[0].get_content())[1]
    form = client.get(link, follow=True)
    new = {"new_password1": "quite another one", "new_password2": "quite another one"}
    client.post(form.redirect_chain[-1][0], new)
    user.refresh_from_db()
    assert check_password("quite another one", user.password)


def test_the_e_mail_for_a_new_password_is_in_the_language_of_who_asked(server, client):
    ask_for_a_new_password(client, factories.make_user("Communications"), lang="ar")
    deliver()
    assert re.search(r"[\u0600-\u06ff]", server.taken[0]["Subject"])
    assert re.search(r"[\u0600-\u06ff]", server.taken[0].get_content())


def test_who_asks_twice_before_it_left_gets_one_e_mail(server, client):
    user = factories.make_user("Communications")
    for _ in range(3):
        ask_for_a_new_password(client, user)
    deliver()
    assert server.recipients == [user.email]


def test_nobody_gets_a_link_to_an_account_that_was_closed_meanwhile(server, client):
    user = factories.make_user("Communications")
    ask_for_a_new_password(client, user)
    user.is_active = False
    user.save()
    deliver()
    assert server.taken == []
    assert not QueuedEmail.objects.exists()


def test_without_a_server_a_page_is_submitted_for_review(away, client, server_later):
    reviewer = factories.make_user(roles.reviewers("en"))
    client.force_login(factories.make_user("Communications"))
    address = f"/admin/pages/add/news/newspage/{factories.news_index().pk}/"
    answer = client.post(address, story_form("A march") | {"action-submit": "1"})
    assert answer.status_code == 302
    assert NewsPage.objects.get(title="A march").current_workflow_state
    assert away.count() == 0
    deliver()
    with server_later() as server:
        deliver()
    assert reviewer.email in server.recipients


def test_what_did_not_happen_is_reported_to_nobody(server):
    with publication_transaction():
        send("a@example.org")
        transaction.set_rollback(True)
    deliver()
    assert server.taken == []


def test_an_e_mail_arrives_as_it_was_written(server):
    message = EmailMultiAlternatives(
        "السلام", "النص", None, ["a@example.org"], ["b@example.org"], headers={"X-Mine": "1"},
        cc=["c@example.org"], reply_to=["d@example.org"],
    )  # fmt: skip
    message.attach_alternative("<p>النص</p>", "text/html")
    message.send()
    assert deliver() == 1
    (taken,) = server.taken
    assert (taken["Subject"], taken["X-Mine"], taken["Cc"]) == ("السلام", "1", "c@example.org")
    assert (taken["Reply-To"], taken["Bcc"]) == ("d@example.org", None)
    assert taken.get_body(["plain"]).get_content().strip() == "النص"
    assert taken.get_body(["html"]).get_content().strip() == "<p>النص</p>"


def test_an_attachment_is_refused_at_once():
    message = EmailMessage("News", "Text", None, ["a@example.org"])
    message.attach("draft.txt", "secret")
    with pytest.raises(ValueError, match="attachments"):
        message.send()


def test_one_address_that_is_refused_stops_no_other(server, caplog):
    server.refuses = {"gone@example.org": 550, "later@example.org": 451}
    for name in ("gone", "later", "well"):
        send(f"{name}@example.org")
    deliver()
    assert server.recipients == ["well@example.org"]
    assert "@" not in caplog.text
    server.refuses = {}
    assert deliver() == 0  # it is not asked again at once
    everything_due()
    deliver()
    assert server.recipients == ["well@example.org", "later@example.org"]
    assert not QueuedEmail.objects.exists()


def test_an_e_mail_that_cannot_be_made_stops_no_other(server):
    send("a@example.org", subject="two\nlines")
    send("well@example.org")
    deliver()
    assert server.recipients == ["well@example.org"]


def test_an_e_mail_that_is_a_day_late_is_dropped(server, caplog):
    send("a@example.org")
    QueuedEmail.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    deliver()
    assert server.taken == []
    assert not QueuedEmail.objects.exists()
    assert "dropped" in caplog.text


@pytest.mark.parametrize("way", WAYS)
def test_the_worker_asks_a_server_that_is_away_once_in_a_while(settings, caplog, way):
    with outages.outage(way) as away:
        settings.EMAIL_PORT = away.port
        for _ in range(3):
            send("a@example.org")
        for _ in range(3):
            deliver()
            everything_due()
        assert away.count() == (0 if way == "refused" else 1)
    logged = [(record.levelname, record.name) for record in caplog.records]
    assert logged == [
        ("WARNING", "core.databases.breaker"),
        ("WARNING", "core.background.problems"),
    ]
    assert QueuedEmail.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_an_e_mail_once(server):
    def work_too():
        deliver()
        connection.close()

    server.meanwhile = work_too
    send("a@example.org")
    deliver()
    assert server.recipients == ["a@example.org"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_sends_e_mail_beside_its_other_work(server):
    send("a@example.org")
    worker = BackgroundWorker()
    thread = threading.Thread(target=worker.run)
    thread.start()
    arrived = server.wait(seconds=20)
    worker.is_stopped = True
    thread.join()
    assert arrived
    assert server.recipients == ["a@example.org"]


def test_one_run_of_the_worker_sends_what_waits(server):
    send("a@example.org")
    call_command("work", once=True)
    assert server.recipients == ["a@example.org"]


def test_administrators_see_that_the_server_is_away_until_it_is_back(away, server_later, client):
    send("reader@example.org")
    deliver()
    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    problem = "The e-mail server does not answer."
    assert problem in client.get("/admin/").content.decode()
    with server_later():
        deliver()
    assert problem not in client.get("/admin/").content.decode()
