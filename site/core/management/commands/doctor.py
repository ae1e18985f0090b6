"""`manage.py doctor`: everything that whoever runs the site can get wrong, and what helps."""

import json
import sys
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.health.doctor.examining import Examined, as_json, examine
from core.health.doctor.findings import Status
from core.health.doctor.services import send_test_email

_SIGNS = {Status.OK: "ok      ", Status.WARNING: "WARNING ", Status.ERROR: "ERROR   "}


class Command(BaseCommand):
    """Prints what it finds, the worst first; exits with 1 if there are errors."""

    help = (
        "Look at settings, database, worker, backup, e-mail, certificate and more. What is wrong "
        "comes first, with the line to run. Nothing is changed."
    )
    requires_system_checks: list[str] = []  # they are part of what is looked at

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for monitoring")
        parser.add_argument("--send-mail", metavar="ADDRESS", help="send an e-mail there, too")

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine()
        if options["send_mail"]:
            sent = send_test_email(options["send_mail"])
            found.append(Examined("sent", "E-mail", sent))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=1))
        else:
            self._print(found)
        if any(each.finding.status is Status.ERROR for each in found):
            sys.exit(1)

    def _print(self, found: Sequence[Examined]) -> None:
        for each in found:
            self.stdout.write(f"{_SIGNS[each.finding.status]}{each.label}: {each.finding.text}")
            if each.finding.command:
                self.stdout.write(f"          {each.finding.command}")
