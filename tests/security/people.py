"""Roles and requests for tests of who may change whom."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission

from core.models import SecurityEvent

PERSONNEL = "Personnel"


@pytest.fixture
def personnel(db) -> Group:
    """A role that looks after users and roles, and may do nothing else."""
    group = Group.objects.create(name=PERSONNEL)
    names = [f"{verb}_{kind}" for verb in ("add", "change", "delete") for kind in ("user", "group")]
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *names]))
    return group


def role(name: str) -> Group:
    return Group.objects.get(name=name)


def text_of(response: Any) -> str:
    return response.content.decode()


def entries() -> list[tuple[str, int | None, dict[str, Any]]]:
    """The security log: kinds, whom they are about, and details."""
    found = SecurityEvent.objects.order_by("pk")
    return [(entry.kind, entry.about_id, entry.details) for entry in found]
