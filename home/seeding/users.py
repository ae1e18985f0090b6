"""One demonstration user for each role, with a password that is made up here and written down."""

import os
import secrets
from pathlib import Path

from django.contrib.auth.models import Group
from django.db import connection
from wagtail.users.models import UserProfile

from core.models import User
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from home.seeding.files import users_file

DOMAIN = "demo.icssi.example"
# Role, local part of the address, language of the CMS.
PEOPLE = (
    (COMMUNICATIONS, "communications", "en"),
    (translators("ar"), "translator-ar", "ar"),
    (translators("en"), "translator-en", "en"),
    (reviewers("ar"), "reviewer-ar", "ar"),
    (reviewers("en"), "reviewer-en", "en"),
    (ADMINISTRATORS, "administrator", "en"),
)


def seed_users(folder: Path) -> None:
    """Make the users that are missing, and write who they are into this database's file.

    The password of a user who is there, and the line about it, stay the same.
    """
    file = users_file(folder, connection.settings_dict)
    lines = before = _lines(file)
    for role, name, lang in PEOPLE:
        email = f"{name}@{DOMAIN}"
        if not User.objects.filter(email__iexact=email).exists():
            password = secrets.token_urlsafe(12)
            _make(role, email, password, lang)
            lines = lines | {email: f"{role}\t{email}\t{password}"}
    if lines != before:
        _write(file, list(lines.values()))


def _make(role: str, email: str, password: str, lang: str) -> None:
    user = User.objects.create_user(email, password, first_name="Demo", last_name=role)
    user.groups.add(Group.objects.get(name=role))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = lang
    profile.save()


def _lines(file: Path) -> dict[str, str]:
    """Return the lines of the file by e-mail address, in their order."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    rows = [line for line in text.splitlines() if line.count("\t") == 2]
    return {row.split("\t")[1]: row for row in rows}


def _write(file: Path, lines: list[str]) -> None:
    """Write the file whole or not at all, for its owner's eyes only."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write("".join(f"{line}\n" for line in lines))
    draft.replace(file)
