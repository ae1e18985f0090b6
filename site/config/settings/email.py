"""E-mail."""

from urllib.parse import urlsplit

from config.settings.environment import env
from config.settings.safety import BASE_URL

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# What is sent waits in the database for the worker, which alone asks the server.
EMAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "core.background.email_queue.QueueBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"noreply@{urlsplit(BASE_URL).hostname}")
