"""The database engine for PostgreSQL: Django's own, failing at once instead of waiting in vain."""

from collections import defaultdict
from typing import Any, Self

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError, errors

from core.databases.postgresql.gate import Gate

# For the answer to whether a connection still works, which takes less than a millisecond.
CHECK_SECONDS = 1.5
_INTERVAL = 0.1  # as psycopg's own: between two looks whether somebody pressed Ctrl-C

# A replica that is away must not keep anybody from the primary.
gates: defaultdict[str, Gate] = defaultdict(Gate)


class BoundedConnection(Connection[Any]):
    """A connection that is closed when the server is silent for `answer_timeout` seconds.

    `statement_timeout` depends on the server. If its process hangs, that limit has no effect, and
    neither have the network's: the machine still confirms what it receives.
    """

    answer_timeout: float | None = None

    @classmethod
    def connect(  # type: ignore[override]
        cls, conninfo: str = "", *, answer_timeout: float | None = None, **kwargs: Any
    ) -> Self:
        connection = super().connect(conninfo, **kwargs)
        connection.answer_timeout = answer_timeout
        return connection

    def wait(self, gen: Any, interval: float = _INTERVAL, timeout: float | None = None) -> Any:
        bound = self.answer_timeout if timeout is None else timeout
        try:
            return super().wait(gen, interval, bound)
        except errors._WaitTimeout as error:
            self.pgconn.finish()
            raise OperationalError(f"the server has not answered in {bound:g} s") from error

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        """Execute what the pool asks to see whether the connection works; Django has cursors."""
        usual, self.answer_timeout = self.answer_timeout, CHECK_SECONDS
        try:
            return super().execute(*args, **kwargs)
        finally:
            self.answer_timeout = usual


class DatabaseWrapper(base.DatabaseWrapper):
    """Tries to connect to a server that is away once a second, not with every request."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        if pool := settings_dict["OPTIONS"].get("pool"):
            pool["connection_class"] = BoundedConnection

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if not self.pool_is_used:
            params.pop("answer_timeout", None)  # psycopg's own connections do not know it
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.pool_is_used:
            return super().get_new_connection(conn_params)
        with gates[self.alias].passing():
            return super().get_new_connection(conn_params)

    @property
    def pool_is_used(self) -> bool:
        """Whether connections come from the pool; not where a database is made or dropped."""
        return self.alias != NO_DB_ALIAS and bool(self.settings_dict["OPTIONS"].get("pool"))
