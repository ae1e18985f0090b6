"""The form for a forgotten password: the worker sends the e-mail, the link is never stored."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, override
from wagtail.admin.forms.auth import PasswordResetForm as WagtailsForm
from wagtail.admin.views.account import PasswordResetView

from cms.language.preference import language_of_user
from core.background import email_queue
from core.models import QueuedEmail

KIND = "password_reset"
# Nobody waits longer for the e-mail: people ask again.
LASTS = timedelta(hours=1)


class PasswordResetForm(WagtailsForm):
    """Queues an e-mail, unless one for the same person waits already."""

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        context = kwargs["context"] if "context" in kwargs else args[2]
        user = context["user"]
        if not QueuedEmail.objects.filter(kind=KIND, content__user=user.pk).exists():
            lang = language_of_user(user) or get_language()
            email_queue.queue(KIND, {"user": user.pk, "lang": lang}, LASTS)


def make_email(content: dict[str, Any]) -> EmailMessage | None:
    """Return the e-mail with a new link, or None if the account is no longer in use."""
    user = get_user_model().objects.filter(pk=content["user"], is_active=True).first()
    if user is None:
        return None
    site = urlsplit(settings.BASE_URL)
    context = {
        "user": user,
        "email": user.email,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "protocol": site.scheme,
        "domain": site.netloc,
    }
    with override(content["lang"]):
        subject = render_to_string(PasswordResetView.subject_template_name, context)
        body = render_to_string(PasswordResetView.email_template_name, context)
    return EmailMessage(" ".join(subject.split()), body, to=[user.email])
