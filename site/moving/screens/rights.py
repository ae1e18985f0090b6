"""Who decides about what was imported: communications staff and administrators."""

from typing import Any

from django.core.exceptions import PermissionDenied

from core.setup.roles import Role, register_rights

CODENAME = "decide_question"
PERMISSION = f"moving.{CODENAME}"


def register() -> None:
    """Give the right to the groups whose work it is, when they are made."""
    for role in (Role.COMMUNICATIONS, Role.ADMINISTRATORS):
        register_rights(role, CODENAME)


def may_decide(user: Any) -> bool:
    return bool(user.has_perm(PERMISSION))


def require_right(user: Any) -> None:
    """Raise PermissionDenied, which the CMS answers with its start page and a message."""
    if not may_decide(user):
        raise PermissionDenied
