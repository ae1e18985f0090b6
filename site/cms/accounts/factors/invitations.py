"""Invitations: with a password and an invitation, somebody adds the first factor to their account.

A password alone is not enough, else whoever has guessed or found it would own the account. The code
is in an e-mail, or on paper that an administrator hands over; stored is a digest.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext, override

from cms.language.preference import language_of_user
from core import security_log
from core.addresses.base import absolute_in_cms
from core.background import email_queue
from core.models import Invitation, QueuedEmail, User

KIND = "invitation"
LASTS = timedelta(days=7)
ACCEPTED = "invitation_accepted"
# Without what is mistaken for something else on paper.
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _LENGTH = 5, 4  # 100 bits


def make(user: User) -> str:
    """Return a code that lets `user` add a first factor; earlier codes no longer do."""
    code = "-".join(
        "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)) for _ in range(_GROUPS)
    )
    until = timezone.now() + LASTS
    fields = {"digest": _digest(code), "created_at": timezone.now(), "expires_at": until}
    Invitation.objects.update_or_create(user=user, defaults=fields)
    return code


def send(user: User, *, request: HttpRequest | None = None) -> None:
    """Have an invitation sent to somebody; its code is made when the e-mail is."""
    if not QueuedEmail.objects.filter(kind=KIND, content__user=user.pk).exists():
        lang = language_of_user(user) or get_language()
        email_queue.queue(KIND, {"user": user.pk, "lang": lang})
    security_log.record("invitation_sent", request=request, about=user, by="email")


def show(user: User, *, request: HttpRequest | None = None) -> str:
    """Return a code for paper; it cannot be shown again."""
    security_log.record("invitation_sent", request=request, about=user, by="code")
    return make(user)


def make_email(content: dict[str, Any]) -> EmailMessage | None:
    """Return the e-mail with a new code, or None if the account is no longer in use."""
    user = get_user_model().objects.filter(pk=content["user"], is_active=True).first()
    if user is None:
        return None
    # After “#”: no server, proxy or log gets that part of an address.
    address = f"{absolute_in_cms(reverse('sign_in_invitation'))}#{make(user)}"
    context = {"user": user, "address": address, "days": LASTS.days}
    with override(content["lang"]):
        subject = gettext("Your invitation to the editing of %(site)s")
        body = render_to_string("cms/sign_in/invitation_email.txt", context)
    subject %= {"site": settings.WAGTAIL_SITE_NAME}
    return EmailMessage(subject, body, to=[user.email])


def find(code: str) -> Invitation | None:
    """Return the invitation that a code belongs to, however it is typed, if it is still valid."""
    secrets_of_site = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = [_digest(code, secret) for secret in secrets_of_site]
    return Invitation.objects.valid().filter(digest__in=digests).select_related("user").first()


def accept(request: HttpRequest, invitation: Invitation) -> None:
    """Note in the session that a code was right; `use` asks whether it still is."""
    request.session[ACCEPTED] = invitation.digest


def accepted(request: HttpRequest) -> Invitation | None:
    """Return the invitation whose code was typed in this session, if it is still valid."""
    digest = request.session.get(ACCEPTED)
    if not digest:
        return None
    return Invitation.objects.valid().filter(digest=digest).select_related("user").first()


def use(request: HttpRequest, user: User) -> bool:
    """Use up the invitation of `user`: True once, however many ask at the same time."""
    digest = request.session.pop(ACCEPTED, "")
    deleted, _by_model = Invitation.objects.valid().filter(user=user, digest=digest).delete()
    return bool(deleted)


def _digest(code: str, secret: str | None = None) -> str:
    plain = "".join(each for each in code.upper() if each in _ALPHABET)
    return salted_hmac("cms.accounts.invitations", plain, secret, algorithm="sha256").hexdigest()
