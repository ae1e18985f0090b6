"""E-mail to people about what happened to their account; nothing in it is secret."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, override

from cms.language.preference import language_of_user
from core.models import User


def factor_added(user: User) -> None:
    _send(user, user.email, "factor_added")


def factor_removed(user: User) -> None:
    _send(user, user.email, "factor_removed")


def factors_reset(user: User, *, by: User | None = None, password: bool = False) -> None:
    """Notify both: whose factors were taken away, and who did it; on the command line nobody."""
    name = str(user.get_full_name() or user.email)
    context = {"name": name, "by": str(by or ""), "password": "1" if password else ""}
    _send(user, user.email, "factors_reset", context)
    if by is not None:
        _send(by, by.email, "factors_reset_by_you", context)


def email_changed(user: User, before: str) -> None:
    """Notify the address of before; it does not learn the new one."""
    _send(user, before, "email_changed")


def _send(user: User, address: str, kind: str, context: dict[str, str] | None = None) -> None:
    lang = language_of_user(user) or get_language()
    with override(lang):
        subject = gettext("Your account at %(site)s") % {"site": settings.WAGTAIL_SITE_NAME}
        body = render_to_string("cms/sign_in/notice.txt", {"kind": kind, **(context or {})})
    send_mail(subject, body, None, [address])
