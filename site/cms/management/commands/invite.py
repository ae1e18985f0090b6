"""`manage.py invite`: a code with which somebody adds the first factor to their account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from cms.accounts.factors import invitations, notices
from cms.accounts.factors.enrolment import has_factor
from cms.accounts.factors.reset import remove_factors
from core.addresses.base import absolute_in_cms
from core.models import User

AFTER = "Enter it after the password, when you sign in. It works once, for seven days."
FIRST = "Enter it at {at} and choose a password there. It works once, for seven days."


class Command(BaseCommand):
    """For the first administrator, and for one who has lost everything."""

    help = (
        "Print a code with which a user adds the first factor to their account, and chooses a "
        "password if there is none. It works once, for seven days."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address of the user")
        parser.add_argument(
            "--reset", action="store_true", help="remove the factors that the user has"
        )
        parser.add_argument(
            "--administrator",
            action="store_true",
            help="make an administrator with this address, unless there is a user with it",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["administrator"]:
            _make_administrator(options["email"])
        user = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if user is None:
            raise CommandError("There is no active user with this e-mail address.")
        if options["reset"]:
            remove_factors(user)
            notices.factors_reset(user)
        elif has_factor(user):
            raise CommandError("This user has a second factor. --reset removes it.")
        self.stdout.write(invitations.show(user))
        self.stderr.write(AFTER if user.has_usable_password() else FIRST.format(at=_address()))


def _make_administrator(email: str) -> None:
    """Make a user with all rights and no password, who chooses one with the code."""
    if User.objects.filter(email__iexact=email).exists():
        return
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    User.objects.create_superuser(email)


def _address() -> str:
    return absolute_in_cms(reverse("sign_in_invitation"))
