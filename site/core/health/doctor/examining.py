"""All checks, one after another: none of them stops another, and none takes longer than 5 s."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from core.clients import knows_nobody
from core.health.doctor import (
    background,
    backups,
    configuration,
    content,
    database,
    files,
    machines,
    network,
    services,
)
from core.health.doctor.findings import Check, Finding, Status, error
from core.health.doctor.limits import Deadline, limited_queries

CHECKS: Sequence[Check] = (
    *database.CHECKS,
    *machines.CHECKS,
    *content.CHECKS,
    *background.CHECKS,
    *backups.CHECKS,
    *services.CHECKS,
    *network.CHECKS,
    *files.CHECKS,
    *configuration.CHECKS,
)
_ASIDE_SECONDS = 5.0
_RANK = {Status.ERROR: 0, Status.WARNING: 1, Status.OK: 2}


@dataclass(frozen=True)
class Examined:
    """A finding of a check; `label` is what people call what was looked at."""

    code: str
    label: str
    finding: Finding


def checks_of_machine() -> list[Check]:
    """Return the checks that concern this machine, whatever it is for."""
    left_out = machines.NOT_FOR_READERS if knows_nobody() else set()
    return [check for check in CHECKS if check.code not in left_out]


def examine(checks: Sequence[Check] | None = None) -> list[Examined]:
    """Return what the checks find in the language of this thread, the worst first."""
    checks = checks_of_machine() if checks is None else checks
    aside = {check.code: _Aside(check) for check in checks if check.waits}
    found, is_away = [], False
    for check in checks:
        if check.asks_database and is_away:
            continue
        findings = aside[check.code].wait() if check.waits else _looked(check)
        found += [Examined(check.code, str(check.label), each) for each in findings]
        if check.code == database.CODE:
            is_away = any(each.status is Status.ERROR for each in findings)
    return sorted(found, key=lambda each: _RANK[each.finding.status])


def _looked(check: Check) -> list[Finding]:
    try:
        if not check.asks_database:
            return list(check.look())
        with limited_queries():
            return list(check.look())
    except DatabaseError as fault:
        return [error(_unknown(str(fault).strip().partition("\n")[0]))]
    except Exception as fault:  # noqa: BLE001 - whatever it is, the others are looked at
        return [error(_unknown(f"{type(fault).__name__}: {fault}"))]


def _unknown(reason: str) -> str:
    return _("This could not be checked: %(reason)s") % {"reason": reason}


class _Aside:
    """A check in a thread of its own, which is left to itself if it takes too long."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self._lang = get_language() or "en"
        self._findings: list[Finding] | None = None
        self._deadline = Deadline(_ASIDE_SECONDS)
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        with override(self._lang):
            try:
                self._findings = list(self._check.look())
            except Exception as fault:  # noqa: BLE001 - whatever it is, the others are looked at
                self._findings = [error(_unknown(f"{type(fault).__name__}: {fault}"))]

    def wait(self) -> list[Finding]:
        self._thread.join(max(0.0, self._deadline.left))
        if self._findings is None:
            return [error(_unknown(_("there was no answer within 5 seconds")))]
        return self._findings


def as_json(found: Sequence[Examined]) -> list[dict[str, Any]]:
    """Return the findings for programs: code, status, text and command of each."""
    return [
        {
            "check": each.code,
            "status": str(each.finding.status),
            "text": each.finding.text,
            "command": each.finding.command,
        }
        for each in found
    ]
