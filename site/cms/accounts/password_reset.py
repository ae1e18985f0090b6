"""The form for a forgotten password: the worker sends the e-mail, the link is never stored.

Within a request nobody looks up whose address was typed, whether it is known or not: the worker
does. A link lives one hour (`PASSWORD_RESET_TIMEOUT`), works once, and leads to the sign-in form.
An address is asked for three times in an hour, and a network twenty times.
"""

from datetime import timedelta
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override
from wagtail.admin.forms.auth import PasswordResetForm as WagtailsForm
from wagtail.admin.views.account import PasswordResetView

from cms.accounts import attempts
from cms.accounts.attempts import Limit, TooManyError
from cms.accounts.waiting import REQUESTS, too_many
from cms.language.preference import language_of_user
from core import security_log
from core.background import email_queue
from core.clients import client_address, client_network
from core.logs.private import network_of
from core.models import QueuedEmail, User

KIND = "password_reset"
# Nobody waits longer for the e-mail: people ask again.
LASTS = timedelta(hours=1)
HOUR = timedelta(hours=1)
LIMIT_OF_ACCOUNT = 3
LIMIT_OF_NETWORK = 20


class PasswordResetForm(WagtailsForm):
    """Queues an e-mail to whatever address was typed; the worker sends it if it is known."""

    request: HttpRequest | None = None

    def clean(self) -> Any:
        cleaned = super().clean()
        if "email" in self.cleaned_data and self.request is not None:
            name = ("reset", "network", client_network(self.request))
            try:
                attempts.begin([Limit(name, LIMIT_OF_NETWORK, HOUR)])
            except TooManyError as error:
                raise too_many(error, REQUESTS) from error
        return cleaned

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        """Do the same for every address: what happens more often than is right goes unseen.

        Nobody looks whether an e-mail waits already: only one to somebody known can.
        """
        asked = digest_of(self.cleaned_data["email"])
        limit = Limit(("reset", "account", asked), LIMIT_OF_ACCOUNT, HOUR)
        if attempts.is_first(limit):
            content = {
                "asked": asked,
                "lang": get_language(),
                "network": network_of(client_address(self.request)) if self.request else "",
                "id": get_random_string(12),
            }
            email_queue.queue(KIND, content, LASTS)


class ResetView(PasswordResetView):
    """Wagtail's, whose form knows from where it was sent."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.request = self.request
        return form


def digest_of(email: str) -> str:
    """Return what is stored of an address that somebody typed; letters' case does not matter."""
    plain = normalize("NFKC", email).casefold()
    return salted_hmac("cms.accounts.password_reset", plain, algorithm="sha256").hexdigest()


def _asker(asked: str) -> User | None:
    """Return whose address has this digest, if the account is in use and has a password."""
    people = User.objects.filter(is_active=True)
    user = next((user for user in people if digest_of(user.email) == asked), None)
    return user if user and user.has_usable_password() else None


def make_email(content: dict[str, Any]) -> EmailMessage | None:
    """Return the e-mail with a new link, or None if no account in use has this address.

    Of several that wait, because the e-mail server was away, the latest is sent.
    """
    waiting = QueuedEmail.objects.filter(kind=KIND, content__asked=content["asked"])
    latest = waiting.order_by("pk").last()
    user = _asker(content["asked"])
    if user is None or (latest and latest.content["id"] != content["id"]):
        return None
    # Made anew each time that the e-mail server does not take it.
    if attempts.is_first(Limit(("log", "reset", content["id"]), 1, 2 * LASTS)):
        security_log.record("reset_asked", about=user, network=content["network"])
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    context = {
        "user": user,
        "email": user.email,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "protocol": site.scheme,
        "domain": site.netloc,
    }
    with override(language_of_user(user) or content["lang"]):
        subject = render_to_string(PasswordResetView.subject_template_name, context)
        body = render_to_string(PasswordResetView.email_template_name, context)
    return EmailMessage(" ".join(subject.split()), body, to=[user.email])
