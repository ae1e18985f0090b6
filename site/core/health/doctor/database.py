"""Checks of the database: whether it answers, its version, clock and care, and its migrations."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.health.doctor.findings import Check, Finding, error, manage, ok, warning
from core.health.probes import missing_migrations

CODE = "database"
_CONNECT_SECONDS = 3
_OLDEST_POSTGRESQL = 14
_MOST_APART = timedelta(seconds=30)
_SWITCH_ON = (
    'sudo -u postgres psql -c "ALTER SYSTEM SET autovacuum = on" -c "SELECT pg_reload_conf()"'
)


def look_at_database() -> Iterator[Finding]:
    """Connect afresh: a connection of the pool's may have been opened long ago."""
    return _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql()


def _of_sqlite() -> Iterator[Finding]:
    try:
        yield _sqlite()
    except sqlite3.Error as fault:
        yield _out_of_reach(fault)


def _of_postgresql() -> Iterator[Finding]:
    import psycopg  # 9 MB, which a site on SQLite does not load

    try:
        yield from _postgresql(psycopg.connect)
    except psycopg.Error as fault:
        yield _out_of_reach(fault)


def _out_of_reach(fault: Exception) -> Finding:
    reason = str(fault).strip().partition("\n")[0]
    return error(_("The database cannot be reached: %(reason)s") % {"reason": reason})


def _sqlite() -> Finding:
    file = Path(str(connection.settings_dict["NAME"]))
    if not file.exists():
        return error(_("There is no database yet."), manage("migrate"))
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=3)) as opened:
        opened.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    text = _("SQLite %(version)s answers, on this machine’s clock.")
    return ok(text % {"version": sqlite3.sqlite_version})


def _postgresql(connect: Callable[..., Any]) -> Iterator[Finding]:
    values, options = connection.settings_dict, connection.settings_dict["OPTIONS"]
    given = {"host": values["HOST"], "port": values["PORT"], "user": values["USER"]}
    given |= {"password": values["PASSWORD"], "dbname": values["NAME"]}
    given |= {name: text for name, text in options.items() if name.startswith("ssl")}
    known = {name: text for name, text in given.items() if text}
    with connect(**known, connect_timeout=_CONNECT_SECONDS) as opened:
        version = opened.info.server_version // 10_000
        asked = opened.execute("SELECT clock_timestamp(), current_setting('autovacuum')")
        now, autovacuum = asked.fetchone() or (timezone.now(), "on")
    if version < _OLDEST_POSTGRESQL:
        text = _("PostgreSQL %(version)d is too old: %(oldest)d or newer is needed.")
        yield error(text % {"version": version, "oldest": _OLDEST_POSTGRESQL})
    else:
        yield ok(_("PostgreSQL %(version)d answers.") % {"version": version})
    yield _clock(now)
    if autovacuum == "off":
        yield _uncared_for()


def _clock(theirs: datetime) -> Finding:
    apart = abs(timezone.now() - theirs)
    numbers = {"seconds": int(apart.total_seconds())}
    if apart <= _MOST_APART:
        return ok(_("The clocks of the database and of this machine agree."))
    text = _("The clocks of the database and of this machine are %(seconds)d seconds apart.")
    return error(text % numbers, "timedatectl status")


def _uncared_for() -> Finding:
    text = _(
        "PostgreSQL’s autovacuum is off: the space of deleted rows is never used again, and queries"
        " become slow."
    )
    return warning(text, _SWITCH_ON)


def look_at_migrations() -> Iterator[Finding]:
    if missing := missing_migrations():
        text = _("%(number)d migrations are not applied: the site is not served.")
        yield error(text % {"number": missing}, manage("migrate"))
    else:
        yield ok(_("All migrations are applied."))


CHECKS = (
    Check(CODE, gettext_lazy("Database"), look_at_database, waits=True),
    Check("migrations", gettext_lazy("Migrations"), look_at_migrations, asks_database=True),
)
