"""One demonstration user for each role; password and factors are made up here and written down."""

import os
import secrets
from dataclasses import replace
from pathlib import Path

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from django.contrib.auth.models import Group
from django.db import connection
from wagtail.users.models import UserProfile

from cms.accounts.factors.enrolment import has_factor, new_recovery_codes
from core.models import User
from core.setup.roles import ADMINISTRATORS, COMMUNICATIONS, reviewers, translators
from home.seeding.files import DemoUser, read_users, users_file

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

    The password of a user who is there stays the same. Users of an earlier version get factors.
    """
    file = users_file(folder, connection.settings_dict)
    users = before = read_users(file)
    for role, name, lang in PEOPLE:
        email = f"{name}@{DOMAIN}"
        if not User.objects.filter(email__iexact=email).exists():
            password = secrets.token_urlsafe(12)
            _make(role, email, password, lang)
            users = users | {email: DemoUser(role, email, password)}
    users = {email: _with_factors(user) for email, user in users.items()}
    if users != before:
        _write(file, [user.line for user in users.values()])


def _with_factors(known: DemoUser) -> DemoUser:
    """Give a user an app and recovery codes, unless there is a factor, or no such user."""
    user = User.objects.filter(email=known.email).first()
    if known.secret or user is None or has_factor(user):
        return known
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    codes = ",".join(code.replace(" ", "") for code in new_recovery_codes(user))
    return replace(known, secret=secret, recovery_codes=codes)


def has_app(known: DemoUser) -> bool:
    """Whether the database has this user with this very secret."""
    kind = Authenticator.Type.TOTP
    app = Authenticator.objects.filter(user__email=known.email, type=kind).first()
    return bool(known.secret) and app is not None and decrypt(app.data["secret"]) == known.secret


def _make(role: str, email: str, password: str, lang: str) -> None:
    user = User.objects.create_user(email, password, first_name="Demo", last_name=role)
    user.groups.add(Group.objects.get(name=role))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = lang
    profile.save()


def _write(file: Path, lines: list[str]) -> None:
    """Write the file whole or not at all, for its owner's eyes only."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write("".join(f"{line}\n" for line in lines))
    draft.replace(file)
