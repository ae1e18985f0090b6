"""Logs: lines of JSON on standard output, without anything about people."""

from config.settings.environment import env
from config.settings.safety import DEBUG

_LEVEL = env.str("LOG_LEVEL", default="INFO")
# A line for each request: route, status, duration.
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "core.logs.lines.JsonLines"},
        # While developing: everything, as it is.
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line" if DEBUG else "json",
        }
    },
    # Wagtail's lines name drafts, those of the task queue are two for every task. Of other
    # packages, too, only what is wrong is logged.
    "root": {"handlers": ["stdout"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        **{
            name: {"level": _LEVEL}
            for name in ("api", "cms", "config", "core", "forums", "home", "news", "translation")
        },
    },
}
