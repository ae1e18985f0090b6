"""The format of a line of the log."""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

import orjson
from django.http import HttpRequest

from core.logs.private import bounded, described, described_with_places, scrubbed

# Of the request that is being answered, so that all its lines can be found together.
request_id: ContextVar[str] = ContextVar("request_id", default="")
# In characters. A chain of exceptions, or one too deep, repeats itself; and whoever collects the
# lines may refuse a long one.
LONGEST_PLACES = 16_000


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON: time (UTC), level, logger, message, request id.

    The attribute `fields` of a record adds more, such as status and duration.
    """

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message_of(record),
        }
        # Django logs an answer such as 404 when no middleware is at work any more.
        asked = getattr(record, "request", None)
        if current := request_id.get() or getattr(asked, "log_id", ""):
            line["request_id"] = current
        if record.exc_info and record.exc_info[1]:
            places = described_with_places(record.exc_info[1])
            line["exception"] = bounded(places, LONGEST_PLACES)
        line |= getattr(record, "fields", {})
        return orjson.dumps(line, default=str).decode()


def _message_of(record: logging.LogRecord) -> str:
    if isinstance(getattr(record, "request", None), HttpRequest):
        # Django logs the address, which may be that of a draft or reset a password.
        return f"Answered {getattr(record, 'status_code', 'a request')}"
    text = _described(record.msg) if isinstance(record.msg, BaseException) else str(record.msg)
    if not record.args:
        return scrubbed(text)
    args = record.args
    return scrubbed(text % (tuple(map(_described, args)) if isinstance(args, tuple) else args))


def _described(arg: Any) -> Any:
    return described(arg) if isinstance(arg, BaseException) else arg
