"""The daily email: to whom, how often, in which language, and what it must not contain."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.language.dates import long_date
from core.publication.transactions import publication_transaction
from core.setup import roles
from tests import factories
from tests.translation import mailing
from translation.models import DigestPreference, Notice, TranslationStatus
from translation.notifications import digest
from translation.notifications.digest import send_digests
from translation.notifications.events import notify, notify_of_many

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Kind = Notice.Kind


@pytest.fixture
def translator():
    return factories.make_user(roles.translators("ar"), email="translator@example.org")


@pytest.fixture
def news(translator):
    """A public story of which the translator has an unread notice; returns its row."""
    factories.make_story(title="Voices of Hit")
    row = TranslationStatus.objects.get()
    notify(row, Kind.RETURNED, [translator], comment="Not the name of Ali, please")
    return row


def prefers(user, lang):
    UserProfile.objects.create(user=user, preferred_language=lang)


def html_of(message):
    return message.alternatives[0][0]


def assign(row, user, days):
    row.assignee, row.due_on = user, timezone.localdate() + timedelta(days=days)
    row.save()


def send():
    call_command("send_translation_digest", verbosity=0)
    return mail.outbox


def test_one_email_has_all_news_in_text_and_html(translator, news, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example.org"
    other = factories.make_story(title="Rivers & <Marshes>")
    row = TranslationStatus.objects.get(work=other.translation_key)
    row.assignee = translator
    row.save()
    notify(row, Kind.ASSIGNED, [translator])
    (message,) = send()
    assert message.to == ["translator@example.org"]
    assert message.subject == "2 notices about translations"
    assert message.alternatives[0][1] == "text/html"
    for words in ("Assigned to you", "Returned to you", "into Arabic"):
        assert words in message.body
        assert words in html_of(message)
    assert "“\u2068Rivers & <Marshes>\u2069” into Arabic" in message.body
    assert '<bdi lang="en" dir="ltr">Rivers &amp; &lt;Marshes&gt;</bdi>' in html_of(message)
    notice = Notice.objects.get(kind=Kind.ASSIGNED)
    address = f"https://cms.example.org/admin/translations/notices/{notice.pk}/"
    assert address in message.body
    assert f'href="{address}"' in html_of(message)
    # The readers' host only redirects: its machines and a CDN would see the address.
    assert not any("testserver/admin" in text for text in (message.body, html_of(message)))


def test_nobody_gets_the_same_news_twice(news):
    assert len(send()) == 1
    assert len(send()) == 1
    DigestPreference.objects.update(sent_on=timezone.localdate() - timedelta(days=1))
    assert len(send()) == 1


def test_at_most_one_email_a_day_and_the_rest_tomorrow(translator, news):
    send()
    notify(news, Kind.APPROVED, [translator])
    assert len(send()) == 1
    DigestPreference.objects.update(sent_on=timezone.localdate() - timedelta(days=1))
    assert "Approved" in send()[1].body
    assert "Returned" not in mail.outbox[1].body


def test_two_workers_send_one_email(translator, news, monkeypatch):
    """The second begins while the first is about to send."""
    stock = locmem.EmailBackend.send_messages
    runs = []

    def send_while_another_sends(backend, messages):
        if not runs:
            runs.append("second")
            send_digests()
        return stock(backend, messages)

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", send_while_another_sends)
    send_digests()
    assert runs
    assert len(mail.outbox) == 1


def test_what_has_been_read_or_is_not_true_any_more_is_no_news(translator, news):
    Notice.objects.update(read_at=timezone.now())
    notify(news, Kind.ASSIGNED, [translator])  # and somebody else has it since
    TranslationStatus.objects.update(assignee=factories.make_user(roles.translators("ar")))
    assert not send()


def test_no_news_is_no_email(translator):
    assert not send()


@pytest.mark.parametrize(
    ("days", "words"), [(3, "due on"), (0, "due on"), (-1, "was due on"), (4, None)]
)
def test_what_is_due_is_listed_with_its_day(translator, days, words):
    factories.make_story(title="Voices of Hit")
    assign(TranslationStatus.objects.get(), translator, days)
    sent = send()
    if words is None:
        assert not sent
        return
    assert sent[0].subject == "1 translation of yours is due"
    assert f"({words} " in sent[0].body
    assert "/admin/translations/queue/" in sent[0].body


def test_what_is_finished_is_not_due(translator):
    factories.make_translated_story()
    assign(TranslationStatus.objects.get(), translator, 1)
    assert not send()


def test_an_arabic_reader_gets_arabic_from_right_to_left(translator, news):
    prefers(translator, "ar")
    notify(news, Kind.SUBMITTED, [translator])
    assign(news, translator, 1)
    (message,) = send()
    assert message.subject == "إشعاران بشأن الترجمات"
    assert '<html lang="ar" dir="rtl">' in html_of(message)
    assert '<div lang="ar" dir="rtl"' in html_of(message)
    assert '<bdi lang="en" dir="ltr">Voices of Hit</bdi>' in html_of(message)
    assert "«\u2068Voices of Hit\u2069» إلى العربية" in message.body
    assert f"موعدها {long_date(news.due_on, 'ar')}" in message.body
    assert message.extra_headers["Content-Language"] == "ar"
    assert "You get" not in message.body + html_of(message)


def test_a_phone_number_in_an_arabic_title_is_read_in_order():
    translator = factories.make_user(roles.translators("en"))
    factories.make_story("ar", title="هاتف +964 770 123 4567")
    notify(TranslationStatus.objects.get(), Kind.RETURNED, [translator], comment="Please change")
    (message,) = send()
    for content in (message.body, html_of(message)):
        assert "هاتف \u2066+964 770 123 4567\u2069" in content


def test_who_chose_no_language_gets_the_sites(translator, news):
    prefers(translator, "")
    assert 'dir="ltr"' in html_of(send()[0])


def test_no_title_comment_or_name_that_is_not_public_is_in_an_email(translator, news):
    """Email may be read by others: a story that is not public has no title there."""
    factories.begin_translation(factories.make_story(title="Secret", live=False))
    withdrawn = factories.make_story(title="Withdrawn")
    public = Page.objects.get(title="Voices of Hit").specific
    public.title = "Secret draft of a title"
    public.save_revision()
    with publication_transaction():
        withdrawn.unpublish()
    actor = factories.make_user(roles.COMMUNICATIONS, first_name="Layla")
    notify_of_many(
        TranslationStatus.objects.all(), Kind.APPROVED, [translator], actor, "Ali is named"
    )
    (message,) = send()
    everything = f"{message.subject} {message.body} {html_of(message)}"
    assert everything.count("A page that is not public, into Arabic") == 4
    assert "Voices of Hit" in everything
    for secret in ("Secret", "Withdrawn", "Ali", "Layla"):
        assert secret not in everything


def test_news_of_a_language_that_one_has_left_is_not_sent(translator, news):
    translator.groups.clear()
    assert not send()


@pytest.mark.parametrize("reason", ["switched off", "inactive"])
def test_who_wants_none_or_may_not_sign_in_gets_none(translator, news, client, reason):
    if reason == "inactive":
        translator.is_active = False
        translator.save()
    else:
        client.force_login(translator)
        assert (
            "daily e-mail about translations"
            in client.get("/admin/account/").content.decode().lower()
        )
        client.post(
            "/admin/account/",
            {
                "name_email-first_name": "Sara",
                "name_email-last_name": "Ali",
                "name_email-email": translator.email,
                "locale-preferred_language": "en",
                "locale-current_time_zone": "Asia/Baghdad",
                "theme-theme": "system",
                "theme-contrast": "system",
                "theme-density": "default",
                "theme-keyboard_shortcuts": "on",
            },
        )
        assert not DigestPreference.objects.get(user=translator).is_wanted
    assert not send()


def test_a_broken_address_does_not_stop_the_others(news, settings, capsys):
    settings.EMAIL_BACKEND = mailing.ONE_BROKEN_ADDRESS
    broken = factories.make_user(roles.translators("ar"), email="broken@example.org")
    third = factories.make_user(roles.translators("ar"), email="third@example.org")
    notify(news, Kind.RETURNED, [broken, third])
    call_command("send_translation_digest")
    assert "2 sent, 1 failed" in capsys.readouterr().out
    assert {message.to[0] for message in mail.outbox} == {
        "translator@example.org", "third@example.org"
    }  # fmt: skip
    assert broken.translation_notices.get().mailed_at is None


def test_administrators_see_who_got_no_email_and_the_log_names_nobody(
    news, settings, client, caplog
):
    settings.EMAIL_BACKEND = mailing.ONE_BROKEN_ADDRESS
    broken = factories.make_user(roles.translators("ar"), email="broken@example.org")
    notify(news, Kind.RETURNED, [broken])
    send_digests()
    assert "broken@example.org" not in caplog.text
    client.force_login(factories.make_user(roles.ADMINISTRATORS))
    assert "broken@example.org: SMTPRecipientsRefused" in client.get("/admin/").content.decode()
    settings.EMAIL_BACKEND = mailing.WORKING
    DigestPreference.objects.update(sent_on=timezone.localdate() - timedelta(days=1))
    send_digests()
    assert "SMTPRecipientsRefused" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("part", ["_email_for", "message_of"])
def test_an_email_that_cannot_be_written_does_not_stop_the_others(news, monkeypatch, part):
    broken = factories.make_user(roles.translators("ar"), email="broken@example.org")
    third = factories.make_user(roles.translators("ar"), email="third@example.org")
    notify(news, Kind.RETURNED, [broken, third])
    stock = getattr(digest, part)

    def fragile(about, *others):
        if getattr(about, "user", about) == broken:
            raise RuntimeError("broken")
        return stock(about, *others)

    monkeypatch.setattr(digest, part, fragile)
    send_digests()
    assert "third@example.org" in {message.to[0] for message in mail.outbox}


def test_a_server_that_is_not_there_is_reported_and_nothing_counts_as_sent(news, settings):
    settings.EMAIL_BACKEND = mailing.NO_SERVER
    with pytest.raises(CommandError, match="cannot be reached"):
        send()
    settings.EMAIL_BACKEND = mailing.WORKING
    assert len(send()) == 1


def test_a_dry_run_sends_and_notes_nothing(news, capsys):
    call_command("send_translation_digest", dry_run=True)
    assert "translator@example.org (en): 1 notices, 0 due" in capsys.readouterr().out
    assert not mail.outbox
    assert len(send()) == 1


def test_a_long_list_is_cut_and_counted(translator):
    for _number in range(22):
        factories.make_story()
    notify_of_many(list(TranslationStatus.objects.all()), Kind.RETURNED, [translator])
    (message,) = send()
    assert message.subject == "22 notices about translations"
    assert "and 2 more" in message.body
    assert "and 2 more" in html_of(message)
