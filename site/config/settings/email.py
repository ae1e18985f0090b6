"""E-mail."""

from urllib.parse import urlsplit

from config.settings.environment import VAR, env
from config.settings.safety import BASE_URL

# Without a server e-mails are files, which can be opened; in a log, links that reset passwords have
# no place. `manage.py check --deploy` warns.
EMAIL_CONFIG = (
    env.email_url("EMAIL_URL")
    if env.str("EMAIL_URL", default="")
    else {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(VAR / "mail"),
    }
)
vars().update(EMAIL_CONFIG)
# What is sent waits in the database for the worker, which alone asks the server.
EMAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "core.background.email_queue.QueueBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"noreply@{urlsplit(BASE_URL).hostname}")
