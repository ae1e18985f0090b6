"""The e-mail after a password was changed: whoever did not do it learns of it."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cms.language.preference import language_of_user
from core.addresses.base import absolute_in_cms
from core.background import email_queue
from core.models import User

KIND = "password_changed"


def notify(user: User) -> None:
    """Queue the e-mail, in the transaction of the change."""
    if user.email:
        lang = language_of_user(user) or get_language()
        email_queue.queue(KIND, {"user": user.pk, "lang": lang})


def make_email(content: dict[str, Any]) -> EmailMessage | None:
    """Return the e-mail, or None if the account is gone."""
    user = get_user_model().objects.filter(pk=content["user"]).first()
    if user is None:
        return None
    with override(content["lang"]):
        subject = _("Your password was changed")
        body = _(
            "The password of your account was changed, and all other sessions were ended.\n\n"
            "If it was not you, ask for a new password at once and inform an administrator:\n"
            "%(address)s"
        )
        address = absolute_in_cms(reverse("wagtailadmin_password_reset"))
        return EmailMessage(subject, body % {"address": address}, to=[user.email])
