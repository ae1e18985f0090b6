"""E-mail to administrators about what has stopped: once a day while it lasts, and when it is over.

Others may read e-mail on its way, so it holds no reason, and no name of a page or machine. A worker
that has stopped sends nothing: then `manage.py report_faults`, which a timer starts, does.
"""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.language.preference import language_of_user
from core.addresses.base import absolute_in_cms
from core.background.email_queue import deliver
from core.health.faults import EMAIL, LABELS, WORKER, present_faults
from core.models import FaultNotice, User
from core.setup.roles import ADMINISTRATORS

_AGAIN = timedelta(days=1)


def notify_administrators() -> set[str]:
    """Queue e-mail about what has stopped, or is over; return the codes of what has stopped."""
    faults = present_faults()
    for code in sorted(faults):
        with transaction.atomic():
            # About the e-mail server itself nothing arrives before it answers again.
            if _is_due(code) and code != EMAIL:
                _queue(code, is_over=False)
    open_before = FaultNotice.objects.filter(is_open=True).exclude(code__in=faults)
    for code in list(open_before.values_list("code", flat=True)):
        with transaction.atomic():
            if FaultNotice.objects.filter(code=code, is_open=True).update(is_open=False):
                _queue(code, is_over=True)
    return faults


def report_faults() -> set[str]:
    """Notify administrators and, in place of a worker that has stopped, send what waits."""
    faults = notify_administrators()
    if WORKER in faults:
        deliver()
    return faults


def _is_due(code: str) -> bool:
    """Whether this process is to write about a fault now; what comes and goes waits for a day."""
    notice, is_new = FaultNotice.objects.get_or_create(code=code)
    before = FaultNotice.objects.filter(pk=notice.pk, sent_at__lte=timezone.now() - _AGAIN)
    return is_new or bool(before.update(sent_at=timezone.now(), is_open=True))


def _queue(code: str, *, is_over: bool) -> None:
    administrators = Q(is_superuser=True) | Q(groups__name=ADMINISTRATORS)
    active = User.objects.filter(administrators, is_active=True).select_related(
        "wagtail_userprofile"
    )
    for user in active.distinct():
        lang = language_of_user(user) or settings.LANGUAGE_CODE
        with override(lang):
            message = _message(str(LABELS.get(code, code)), is_over=is_over)
        message.to = [user.email]
        message.extra_headers = {"Auto-Submitted": "auto-generated", "Content-Language": lang}
        message.send()


def _message(fault: str, *, is_over: bool) -> EmailMessage:
    if is_over:
        subject = _("A fault of the site is over")
        text = _("This fault is over: “%(fault)s”")
    else:
        subject = _("The site needs an administrator")
        text = _(
            "%(fault)s\n\nWhat is known of it, with the line that helps, is under Settings → "
            "Health:\n%(url)s\n\nThis e-mail comes once a day while it lasts, and once when it is "
            "over."
        )
    url = absolute_in_cms(reverse("health"))
    return EmailMessage(subject, text % {"fault": fault, "url": url})
