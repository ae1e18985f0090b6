"""Subject and body of the daily email: plain text and HTML, in its reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.addresses.base import absolute_in_cms
from core.language.dates import long_date
from core.language.isolates import isolated_text, of_own_direction
from core.language.languages import LANGUAGES, language_name
from core.models import User
from translation.models import Notice, TranslationStatus
from translation.notifications.events import workplace
from translation.status.labels import in_language

LONGEST_LIST = 20


@dataclass(frozen=True)
class Email:
    """The content of an email to one person; `titles` are those that it may contain, by work."""

    user: User
    lang: str
    today: date
    notices: list[Notice]
    due: list[TranslationStatus]
    titles: dict[UUID, str]


@dataclass(frozen=True)
class Item:
    """One line: as plain text, as HTML, and where it leads."""

    text: str
    html: SafeString
    url: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Lines about one thing, and how many more there are."""

    heading: str
    items: list[Item]
    more: str


def email_language(user: User) -> str:
    """Return the language in which `user` sees the CMS, else the site's own."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE


def message_of(email: Email, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """Return the message, ready to send."""
    with override(email.lang):
        subject = _subject(email)
        context = {
            "language": LANGUAGES[email.lang],
            "subject": subject,
            "sections": list(_sections(email)),
            "all_url": absolute_in_cms(reverse("translation_notices:list")),
            "account_url": absolute_in_cms(reverse("wagtailadmin_account")),
        }
        message = EmailMultiAlternatives(
            subject,
            render_to_string("translation/digest.txt", context),
            to=[email.user.email],
            headers={"Auto-Submitted": "auto-generated", "Content-Language": email.lang},
            connection=connection,
        )
        message.attach_alternative(
            render_to_string("translation/digest.html", context), "text/html"
        )
    return message


def _subject(email: Email) -> str:
    """Only counts: subjects are shown on lock screens."""
    if email.notices:
        count = len(email.notices)
        pattern = ngettext(
            "%(count)d notice about translations", "%(count)d notices about translations", count
        )
    else:
        count = len(email.due)
        pattern = ngettext(
            "%(count)d translation of yours is due",
            "%(count)d translations of yours are due",
            count,
        )
    return pattern % {"count": count}


def _sections(email: Email) -> Iterator[Section]:
    headings = {
        Notice.Kind.ASSIGNED: _("Assigned to you"),
        Notice.Kind.RETURNED: _("Returned to you, with what is to be changed"),
        Notice.Kind.CORRECTED: _("Corrected in review"),
        Notice.Kind.SUBMITTED: _("Waiting for a review"),
        Notice.Kind.SOURCE_CHANGED: _("The original has changed"),
        Notice.Kind.APPROVED: _("Approved"),
    }
    for kind, heading in headings.items():
        found = [notice for notice in email.notices if notice.kind == kind]
        yield from _section(heading, (_notice_item(email, notice) for notice in found))
    yield from _section(
        _("Due within three days, or overdue"), (_due_item(email, status) for status in email.due)
    )


def _section(heading: str, items: Iterable[Item]) -> Iterator[Section]:
    found = list(items)
    left_out = len(found) - LONGEST_LIST
    more = ngettext("and %(count)d more", "and %(count)d more", left_out) % {"count": left_out}
    if found:
        yield Section(heading, found[:LONGEST_LIST], more if left_out > 0 else "")


def _notice_item(email: Email, notice: Notice) -> Item:
    url = absolute_in_cms(reverse("translation_notices:open", args=[notice.pk]))
    return Item(*_line(email, notice.status), url)


def _due_item(email: Email, status: TranslationStatus) -> Item:
    assert status.due_on is not None  # noqa: S101 - chosen by it
    pattern = _("was due on %(date)s") if status.due_on < email.today else _("due on %(date)s")
    note = pattern % {"date": long_date(status.due_on, email.lang)}
    url = absolute_in_cms(workplace(status, email.user))
    return Item(*_line(email, status), url, note)


def _line(email: Email, status: TranslationStatus) -> tuple[str, SafeString]:
    """Return the text of a line about a translation, as plain text and as HTML."""
    language = language_name(status.lang)
    title = email.titles.get(status.work)
    if title is None:
        text = _("A page that is not public, into %(language)s") % {"language": language}
        return text, escape(text)
    if status.source_lang in LANGUAGES:
        title = isolated_text(title, LANGUAGES[status.source_lang].direction)
    pattern = _("“%(title)s” into %(language)s")
    marked = in_language(title, status.source_lang)
    as_html = str(escape(pattern)) % {"title": marked, "language": escape(language)}
    # Each part is escaped.
    return (
        pattern % {"title": of_own_direction(title), "language": language},
        mark_safe(as_html),  # noqa: S308
    )
