"""Webhooks are switched on and off; administrators are notified of what went off by itself."""

from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from api.push.events import begin_announcing, send_message
from api.push.models import RESYNC, Webhook, WebhookDelivery
from cms.language.preference import language_of_user
from core import security_log
from core.addresses.base import absolute_in_cms
from core.background.problems import Kind, in_each_language, report, solve
from core.language.languages import DEFAULT_LANGUAGE
from core.models import User
from core.setup.roles import ADMINISTRATORS

_FRESH: dict[str, Any] = {
    "failures": 0,
    "failing_since": None,
    "retry_at": None,
    "busy_with": "",
    "busy_until": None,
}


class SwitchedOffError(Exception):
    """The reason why something is listed among the problems; it is not raised."""


def switch_on(webhook: Webhook) -> None:
    """Send to a webhook what changes from now on; one that was off gets a hint to resync."""
    with transaction.atomic():
        seq = begin_announcing()
        _drop(webhook)
        fields = {**_FRESH, "is_active": True, "reason": "", "since_seq": seq}
        _change(webhook, **fields)
        send_message(webhook, RESYNC)
    solve(problem_key(webhook))


def switch_off(webhook: Webhook, reason: str) -> None:
    """Send nothing any more; what waits is dropped.

    Unless an administrator did it, administrators are notified by e-mail and on the start page.
    """
    with transaction.atomic():
        if not Webhook.objects.active().filter(pk=webhook.pk).exists():
            return
        _drop(webhook)
        _change(webhook, is_active=False, reason=reason)
        if reason == Webhook.Reason.STAFF:
            return
        security_log.record("webhook_off", host=webhook.host, reason=reason)
        for user in administrators():
            _send_email(user, webhook)
        transaction.on_commit(lambda: _report(webhook))


def forget(webhook: Webhook) -> None:
    """A webhook is removed: it is no problem any more."""
    solve(problem_key(webhook))


def problem_key(webhook: Webhook) -> str:
    return f"webhook:{webhook.pk}"


def administrators() -> QuerySet[User]:
    """Return those who may manage webhooks."""
    are_some = Q(is_superuser=True) | Q(groups__name=ADMINISTRATORS)
    return User.objects.filter(are_some, is_active=True).distinct()


def _change(webhook: Webhook, **fields: Any) -> None:
    fields["switched_at"] = timezone.now()
    for name, value in fields.items():
        setattr(webhook, name, value)
    webhook.save(update_fields=list(fields))


def _drop(webhook: Webhook) -> None:
    waiting = WebhookDelivery.objects.pending().filter(webhook=webhook)
    waiting.update(state=WebhookDelivery.State.DROPPED)


def _report(webhook: Webhook) -> None:
    reasons = in_each_language(lambda: _explanation(webhook))
    error = SwitchedOffError(webhook.reason)
    report(problem_key(webhook), Kind.WEBHOOK, error, reasons=reasons, is_explained=True)


def _explanation(webhook: Webhook) -> str:
    values = {"name": webhook.name, "reason": webhook.get_reason_display()}
    return gettext("The webhook of “%(name)s” was switched off: %(reason)s.") % values


def _send_email(user: User, webhook: Webhook) -> None:
    with override(language_of_user(user) or DEFAULT_LANGUAGE):
        subject = gettext("A webhook was switched off")
        help_text = gettext(
            "The partner's site learns of withdrawals only if it asks for them. Ask the partner to "
            "repair the receiver, then switch the webhook on again:"
        )
        path = reverse("webhooks:inspect", args=[webhook.pk])
        address = absolute_in_cms(path)
        body = f"{_explanation(webhook)}\n\n{help_text}\n{address}\n"
    send_mail(subject, body, None, [user.email])
