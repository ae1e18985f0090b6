"""`manage.py close_account`: close the account of somebody who leaves."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.accounts.leaving import close_account, pending
from core.models import User
from core.refusals import RefusedError


class Command(BaseCommand):
    """Lists what will happen, asks, and closes the account."""

    help = (
        "Close an account: it can no longer sign in, its sessions end, its roles are taken away, "
        "and its work is handed over to a colleague. It cannot be undone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address with which the person signs in")
        parser.add_argument("--to", metavar="EMAIL", help="the colleague who takes over the work")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        user = _user(options["email"])
        colleague = _user(options["to"]) if options["to"] else None
        for part, count in pending(user):
            self.stdout.write(part.text(count))
        if not (options["yes"] or self._is_confirmed(user)):
            return
        try:
            close_account(user, colleague)
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The account of {user} is closed.")

    def _is_confirmed(self, user: User) -> bool:
        question = f"It cannot be undone. Type “close” to close the account of {user}: "
        return input(question).strip() == "close"


def _user(email: str) -> User:
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Nobody signs in with {email}.")
    return user
