"""Whether an error means that the database is busy or away, or that there is no room left."""

import errno
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
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NO_ROOM_OF_POSTGRESQL = "53100"
# PostgreSQL ended the session because its transaction was idle.
_STOOD_STILL = {"25P03", "25P04"}
# The lower byte of SQLite's codes is the kind of error, the others are its details.
_KIND = 0xFF


def is_unavailable(error: BaseException | None) -> bool:
    """Whether `error` came about because the database was busy or away: later it may work.

    An error that was raised because of such an error counts too.
    """
    return any(_is_unavailable(each) for each in _causes(error))


def is_disk_full(error: BaseException | None) -> bool:
    """Whether `error` came about because a disk is full: the database's, or that of uploads."""
    return any(_is_disk_full(each) for each in _causes(error))


def _is_disk_full(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & _KIND == sqlite3.SQLITE_FULL
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return getattr(error, "sqlstate", None) == _NO_ROOM_OF_POSTGRESQL


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
