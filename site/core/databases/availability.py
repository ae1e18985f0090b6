"""Whether an error means that the database is busy or away, and not a fault of the program."""

import sqlite3
from collections.abc import Iterator

from django.db import InterfaceError, InternalError, OperationalError

RETRY_SECONDS = 5  # after which whoever was refused may ask again
# SQLite calls nearly everything an operational error, a missing table included.
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
# PostgreSQL ended the session because its transaction was idle.
_STOOD_STILL = {"25P03", "25P04"}
# The lower byte of SQLite's codes is the kind of error, the others are its details.
_KIND = 0xFF


def is_unavailable(error: BaseException | None) -> bool:
    """Whether `error` came about because the database was busy or away: later it may work.

    An error that was raised because of such an error counts too.
    """
    return any(_is_unavailable(each) for each in _causes(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_unavailable(error: BaseException) -> bool:
    if isinstance(error, InternalError):
        return getattr(error.__cause__, "sqlstate", None) in _STOOD_STILL
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    if isinstance(error.__cause__, sqlite3.Error):
        return getattr(error.__cause__, "sqlite_errorcode", 0) & _KIND in _OF_SQLITE
    return True
