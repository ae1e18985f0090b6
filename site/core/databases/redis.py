"""The cache's Redis client: Redis may be away, silent or broken, and nobody waits for it twice.

Loaded by django-redis alone, and only if REDIS_URL is set: the client takes 6 MB of memory.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from redis import Redis
from redis.client import Pipeline
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import RedisError, ResponseError

from core.databases.breaker import REDIS

_MOST_OWED = 10_000  # keys; what else is cached ends by itself within the hour


class OptionalRedis(Redis):
    """A client that asks while Redis answers, and otherwise fails at once.

    All failures are ConnectionError or ResponseError: django-redis ignores those, and answers as
    if nothing were cached. What could not be deleted meanwhile is deleted when Redis is back,
    before anything is read: it may be outdated.
    """

    _owed: set[Any] = set()
    _lock = Lock()

    def execute_command(self, *args: Any, **options: Any) -> Any:
        try:
            if self._owed:
                self._delete_what_is_owed()
            return _ask(super().execute_command, *args, **options)
        except RedisError:
            if args[0] == "DEL":
                self._owe(args[1:])
            raise

    def pipeline(self, transaction: bool = True, shard_hint: Any = None) -> "OptionalPipeline":
        return OptionalPipeline(
            self.connection_pool, self.response_callbacks, transaction, shard_hint
        )

    def _owe(self, keys: tuple[Any, ...]) -> None:
        with self._lock:
            if len(self._owed) < _MOST_OWED:
                self._owed.update(keys)

    def _delete_what_is_owed(self) -> None:
        with self._lock:
            keys = tuple(self._owed)
            self._owed.clear()
        try:
            _ask(super().execute_command, "DEL", *keys)
        except RedisError:
            self._owe(keys)
            raise


class OptionalPipeline(Pipeline):
    """Several commands at once, under the same rule."""

    def execute(self, raise_on_error: bool = True) -> list[Any]:
        answers: list[Any] = _ask(super().execute, raise_on_error) if len(self) else []
        return answers


def _ask(command: Callable[..., Any], *args: Any, **options: Any) -> Any:
    if not REDIS.may_ask():
        raise NoConnectionError("Redis failed just now, and is left alone for some seconds")
    try:
        answer = command(*args, **options)
    except ResponseError as error:  # it lives, but refuses: it is full, or a replica
        REDIS.succeeded()
        REDIS.log(error)
        raise
    except (RedisError, OSError) as error:
        REDIS.failed(error)
        raise NoConnectionError(str(error)) from error
    REDIS.succeeded()
    return answer
