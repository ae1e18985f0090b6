"""Checks of who may read files, and of how much room there is."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health.doctor.findings import Check, Finding, error, ok, warning

_OTHERS = 0o077
_FEW, TOO_FEW = 2_000_000_000, 300_000_000  # bytes


def look_at_permissions() -> Iterator[Finding]:
    """Whether only the owner may read data, keys and the database."""
    wanted = [(Path(settings.VAR), 0o700), (Path(settings.ROOT) / ".env", 0o600)]
    if connection.vendor == "sqlite":
        wanted.append((Path(str(connection.settings_dict["NAME"])), 0o600))
    open_to_others = False
    for path, mode in wanted:
        if path.exists() and path.stat().st_mode & _OTHERS:
            open_to_others = True
            text = _("Others on this machine may read %(path)s.")
            yield error(text % {"path": path}, f"chmod {mode:o} {path}")
    if not os.access(settings.VAR, os.W_OK | os.X_OK):
        text = _("The site may not write into %(path)s.")
        yield error(text % {"path": settings.VAR}, f"chown -R USER {settings.VAR}")
    elif not open_to_others:
        yield ok(_("Data, keys and database are for their owner alone."))


def look_at_room() -> Iterator[Finding]:
    places = {Path(settings.VAR), *({settings.BACKUP_DIR} if settings.BACKUP_DIR else set())}
    for place in sorted(places):
        if not place.is_dir():
            text = _("The folder %(path)s is missing.")
            yield error(text % {"path": place}, f"mkdir -m 700 {place}")
            continue
        free = shutil.disk_usage(place).free
        numbers = {"path": place, "megabytes": free // 1_000_000}
        text = _("%(megabytes)d MB are free in %(path)s.") % numbers
        if free < TOO_FEW:
            yield error(text, f"df -h {place}")
        else:
            yield warning(text, f"df -h {place}") if free < _FEW else ok(text)


CHECKS = (
    Check("permissions", gettext_lazy("Permissions"), look_at_permissions),
    Check("room", gettext_lazy("Room on the disk"), look_at_room),
)
