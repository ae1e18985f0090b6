"""What follows when an e-mail address changes: the old one is notified, other sessions end."""

from django.http import HttpRequest

from cms.accounts.factors import invitations, notices
from core import security_log, sessions
from core.models import Invitation, User

_BEFORE = "_email_before"


def remember(request: HttpRequest, user: User) -> str:
    """Note the address that is stored, before a form changes it, and return it."""
    before = User.objects.values_list("email", flat=True).get(pk=user.pk)
    setattr(request, _BEFORE, before)
    return before


def report(request: HttpRequest, user: User) -> None:
    """Do what follows if the address is another one than was noted.

    The session in which somebody changes their own address goes on.
    """
    before = getattr(request, _BEFORE, None)
    after = User.objects.values_list("email", flat=True).get(pk=user.pk)
    if before is None or before == after:
        return
    sessions.end_all(user, but=request.session.session_key)
    # One that was sent to the old address would let its owner add the first factor.
    if Invitation.objects.filter(user=user).delete()[0]:
        invitations.send(user, request=request)
    notices.email_changed(user, before)
    security_log.record("email_changed", request=request, about=user)
