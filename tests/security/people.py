"""Roles and requests for tests of who may change whom."""

from typing import Any

from django.contrib.auth.models import Group

from core.models import SecurityEvent

PERSONNEL = "Personnel"


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def text_of(response: Any) -> str:
    return response.content.decode()


def entries() -> list[tuple[str, int | None, dict[str, Any]]]:
    """The security log but for sign-ins: kinds, whom they are about, and details."""
    found = SecurityEvent.objects.exclude(kind="sign_in").order_by("pk")
    return [(entry.kind, entry.about_id, entry.details) for entry in found]
