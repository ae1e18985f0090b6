"""A role that only looks after people, for tests of who may change whom."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.security.people import PERSONNEL


@pytest.fixture
def personnel(db) -> Group:
    """A role that looks after users and roles, and may do nothing else."""
    group = Group.objects.create(name=PERSONNEL)
    names = [f"{verb}_{kind}" for verb in ("add", "change", "delete") for kind in ("user", "group")]
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *names]))
    return group
