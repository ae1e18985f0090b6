"""What the security log's entries are called in both languages."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import SecurityEvent

KINDS = {
    "sign_in": _("signed in"),
    "sign_in_failed": _("failed sign-in"),
    "sign_out": _("signed out"),
    "factor_added": _("second factor added"),
    "factor_removed": _("second factor removed"),
    "factors_reset": _("second factors reset"),
    "recovery_code_used": _("signed in with a recovery code"),
    "reset_asked": _("link for a new password requested"),
    "password_changed": _("password changed"),
    "password_removed": _("password removed"),
    "email_changed": _("e-mail address changed"),
    "session_ended": _("one session ended"),
    "sessions_ended": _("all sessions ended"),
    "user_created": _("user created"),
    "user_changed": _("user changed"),
    "user_deleted": _("user deleted"),
    "roles_changed": _("roles changed"),
    "invitation_sent": _("invitation sent"),
    "account_closed": _("account closed"),
    "group_created": _("role created"),
    "group_changed": _("role changed"),
    "group_deleted": _("role deleted"),
    "unpublished": _("page withdrawn from the public"),
    "export": _("list exported"),
    "translations_exported": _("translations exported"),
    "import": _("stories imported"),
    "translations_imported": _("translations imported"),
    "erased": _("name removed for good"),
    "restored": _("backup restored"),
    "reopened": _("site opened again after a backup was restored"),
    "webhook_added": _("webhook added"),
    "webhook_changed": _("webhook changed"),
    "webhook_removed": _("webhook removed"),
    "webhook_secret": _("webhook given a new secret"),
    "webhook_on": _("webhook switched on"),
    "webhook_off": _("webhook switched off"),
}
# What comes with an entry. Ids, numbers and names of fields are shown as they are.
_DETAILS = {
    "page": _("page"),
    "number": _("number"),
    "places": _("places"),
    "list": _("list"),
    "way": _("way"),
    "by": _("way"),
    "type": _("kind"),
    "reason": _("reason"),
    "added": _("added"),
    "removed": _("removed"),
    "fields": _("fields"),
    "group": _("role"),
    "name": _("name"),
    "to": _("handed over to"),
    "host": _("host"),
}
_VALUES = {
    ("by", "email"): _("by e-mail"),
    ("by", "code"): _("code on paper"),
    ("way", "command"): _("command on the server"),
    ("type", "totp"): _("app"),
    ("type", "webauthn"): _("passkey"),
    ("type", "recovery_codes"): _("recovery codes"),
    ("reason", "code"): _("wrong code"),
    ("reason", "staff"): _("by an administrator"),
    ("reason", "failing"): _("failing for three days"),
    ("reason", "gone"): _("gone for good (410)"),
    ("reason", "secret"): _("unreadable secret"),
    ("reason", "again"): _("wrong password before a sensitive change"),
}


def label_of(kind: str) -> Any:
    """Return what a kind of entry is called; one that nobody named, its code."""
    return KINDS.get(kind, kind)


def details_of(event: SecurityEvent) -> str:
    """Return the details of an entry on one line: "page: 12"; what is empty is left out."""
    details = event.details if isinstance(event.details, dict) else {}
    return " · ".join(
        f"{_DETAILS.get(name, name)}: {_value(name, value)}"
        for name, value in details.items()
        if value not in (None, "", [])
    )


def _value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return gettext(", ").join(str(each) for each in value)
    return str(_VALUES.get((name, value), value) if isinstance(value, str) else value)
