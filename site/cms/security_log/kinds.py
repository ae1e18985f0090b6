"""What the security log's entries are called in both languages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.models import SecurityEvent

KINDS = {
    "sign_in": _("signed in"),
    "sign_in_failed": _("wrong password"),
    "sign_out": _("signed out"),
    "factor_added": _("second factor added"),
    "factor_removed": _("second factor removed"),
    "factors_reset": _("second factors reset"),
    "recovery_code_used": _("signed in with a recovery code"),
    "reset_asked": _("link for a new password requested"),
    "password_changed": _("password changed"),
    "email_changed": _("e-mail address changed"),
    "session_ended": _("one session ended"),
    "sessions_ended": _("all sessions ended"),
    "user_created": _("user created"),
    "user_changed": _("user changed"),
    "user_deleted": _("user deleted"),
    "roles_changed": _("roles changed"),
    "invitation_sent": _("invitation sent"),
    "account_closed": _("account closed"),
    "unpublished": _("page withdrawn from the public"),
    "export": _("list exported"),
    "translations_exported": _("translations exported"),
    "import": _("stories imported"),
    "translations_imported": _("translations imported"),
    "erased": _("name removed for good"),
}
# Numbers and ids that come with an entry; other details are codes, shown as they are.
_DETAILS = {
    "page": _("page"),
    "number": _("number"),
    "places": _("places"),
    "list": _("list"),
    "way": _("way"),
}


def label_of(kind: str) -> Any:
    """Return what a kind of entry is called; one that nobody named, its code."""
    return KINDS.get(kind, kind)


def details_of(event: SecurityEvent) -> str:
    """Return the details of an entry on one line: "page: 12"."""
    details = event.details if isinstance(event.details, dict) else {}
    return " · ".join(f"{_DETAILS.get(name, name)}: {value}" for name, value in details.items())
