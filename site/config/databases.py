"""The databases that the site runs on, and how long it waits for them.

Somebody waits for the answer to a request: it is refused (503) rather than late. Commands and the
worker wait, because they would only have to be started again, and their statements have no limit.
"""

from typing import Any

# Long enough for several people to publish one after another; long work yields far more often.
_SQLITE_SECONDS = {True: 5, False: 60}
# For a connection. A request that finds none is answered within two seconds.
_POOL_SECONDS = {True: 1.5, False: 30}
# What PostgreSQL itself ends, in milliseconds: a slow statement, one that waits for another's
# lock, a transaction whose process stopped in the middle and that holds locks.
_OF_REQUESTS = {
    "statement_timeout": 10_000,
    "lock_timeout": 5_000,
    "idle_in_transaction_session_timeout": 15_000,
}


# A replica is optional: who gets no answer at once asks the primary.
_REPLICA_SECONDS = 2.0


def configured(
    parsed: dict[str, Any], *, answers_requests: bool, is_behind_pgbouncer: bool = False
) -> dict[str, Any]:
    """Return the settings of a database that `DATABASE_URL` names, with our time limits.

    Options in the address itself, such as `?sslmode=require`, go before ours.
    """
    is_sqlite = parsed["ENGINE"] == "django.db.backends.sqlite3"
    ours = (_sqlite if is_sqlite else _postgresql)(answers_requests)
    if is_behind_pgbouncer:
        ours = _for_transactions(ours)
    return parsed | ours | {"OPTIONS": ours["OPTIONS"] | parsed.get("OPTIONS", {})}


def replica(primary: dict[str, Any], parsed: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a replica: those of the primary, with less patience.

    In tests it is the primary.
    """
    options = primary["OPTIONS"] | {"connect_timeout": 2, "answer_timeout": _REPLICA_SECONDS}
    options["pool"] = options["pool"] | {"min_size": 0, "timeout": 1.0}
    own = parsed | {"OPTIONS": options | parsed.get("OPTIONS", {})}
    return primary | own | {"ENGINE": primary["ENGINE"], "TEST": {"MIRROR": "default"}}


def _for_transactions(ours: dict[str, Any]) -> dict[str, Any]:
    """Return the settings for PgBouncer, which gives each transaction any connection.

    A cursor of the server's would be on another one; and it knows no options of a connection: the
    role has them. Django prepares no statements.
    """
    options = {name: value for name, value in ours["OPTIONS"].items() if name != "options"}
    return ours | {"OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": True}


def _sqlite(answers_requests: bool) -> dict[str, Any]:
    return {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": _SQLITE_SECONDS[answers_requests],
            # A deferred transaction that turns to writing fails at once when another one writes.
            "transaction_mode": "IMMEDIATE",
            # No write-ahead log: Debian 12's SQLite can lose a commit when the log is reset.
            # What is deleted is overwritten, as Debian's SQLite does by itself: names are erased.
            "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;"
            " PRAGMA secure_delete=ON;",
        },
    }


def _postgresql(answers_requests: bool) -> dict[str, Any]:
    return {
        "ENGINE": "core.databases.postgresql",
        "CONN_MAX_AGE": 0,  # the pool reuses connections; Django refuses both together
        "CONN_HEALTH_CHECKS": True,  # after a restart of the server nobody gets a dead connection
        "OPTIONS": {
            "pool": {
                "min_size": 1,
                "max_size": 8,
                "timeout": _POOL_SECONDS[answers_requests],
                # The pool waits ever longer between attempts until it gives up; so it gives up
                # soon, and begins anew with the next request.
                "reconnect_timeout": 1,
            },
            # A host that is gone answers nothing, not even that.
            "connect_timeout": 2 if answers_requests else 10,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 3_000 if answers_requests else 30_000,
            **_limits_of_server(answers_requests),
        },
    }


def _limits_of_server(answers_requests: bool) -> dict[str, Any]:
    """Return what the connection asks the server to end, and when it is given up itself."""
    if not answers_requests:
        return {}
    limits = " ".join(f"-c {name}={value}" for name, value in _OF_REQUESTS.items())
    return {"options": limits, "answer_timeout": _OF_REQUESTS["statement_timeout"] / 1000 + 2}
