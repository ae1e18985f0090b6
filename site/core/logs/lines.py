"""The format of a line of the log."""

import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from pythonjsonlogger.orjson import OrjsonFormatter

from core.logs.private import described, described_with_places, scrubbed

# Of the request that is being answered, so that all its lines can be found together.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLines(OrjsonFormatter):
    """Formats a record as one line of JSON: time (UTC), level, logger, message, request id."""

    def format(self, record: logging.LogRecord) -> str:
        kept = logging.makeLogRecord(record.__dict__)
        if isinstance(getattr(record, "request", None), HttpRequest):
            # Django logs the address, which may be that of a draft or reset a password.
            kept.msg, kept.args = "Answered %s", (getattr(record, "status_code", "a request"),)
        kept.args = _described(kept.args)
        kept.msg = described(kept.msg) if isinstance(kept.msg, BaseException) else kept.msg
        kept.exc_text = kept.stack_info = None  # made by another formatter, with its whole message
        line: str = super().format(kept)
        return line

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        at = datetime.fromtimestamp(record.created, UTC)
        log_data |= {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrubbed(record.getMessage()),
        }
        if current := request_id.get():
            log_data["request_id"] = current
        if record.exc_info and record.exc_info[1]:
            log_data["exception"] = described_with_places(record.exc_info[1])
        log_data |= getattr(record, "fields", {})


def _described(args: Any) -> Any:
    if isinstance(args, tuple):
        return tuple(described(arg) if isinstance(arg, BaseException) else arg for arg in args)
    return args
