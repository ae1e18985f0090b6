"""The public API."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env
from config.settings.safety import DEBUG

# REST framework describes the API; `api.middleware` and `api.views.resource` answer it.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "api.document.ResourceSchema",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "TITLE": "Iraqi Civil Society Solidarity Initiative: public API",
    "DESCRIPTION": "Stories, forums and councils in Arabic and English. Read-only, without a key.",
    "VERSION": "1.0.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["api.document.only_canonical"],
    "POSTPROCESSING_HOOKS": [
        "api.document.without_marks",
        "api.serializers.unions.with_open_unions",
        "api.document.with_chosen_fields",
        "api.document.with_headers",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # It makes the whole document, which a test does: 30 MB for whoever opens the health screen.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SERVE_PUBLIC": True,
}

# Requests a minute and address: for answers that must be made, and for those that are kept
# already. One number for the former, or both; empty for no limit.
_limits = env.list("API_RATE_LIMIT", default=["120", "1200"])
if len(_limits) > 2 or not all(text.isdecimal() and int(text) for text in _limits):
    raise ImproperlyConfigured(
        f"API_RATE_LIMIT is {','.join(_limits)!r}. It must be empty, one number such as 120, or "
        "two such as 120,1200"
    )
API_RATE_LIMIT = (
    {"made": int(_limits[0]), "cached": int([*_limits, f"{_limits[0]}0"][1])} if _limits else {}
)
# How much of each process's memory cached answers and pages may take; 0 caches none.
API_CACHE_BYTES = env.int("API_CACHE_BYTES", default=4 * 1024 * 1024)
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=4 * 1024 * 1024)

# Hosts to which webhooks may be sent by http and on private addresses. A public site has none: any
# of its administrators could then reach what only the server reaches.
WEBHOOK_TEST_HOSTS = [name.lower() for name in env.list("WEBHOOK_TEST_HOSTS", default=[])]
if WEBHOOK_TEST_HOSTS and not DEBUG:
    raise ImproperlyConfigured(
        f"WEBHOOK_TEST_HOSTS is {','.join(WEBHOOK_TEST_HOSTS)!r}. It is for tests alone: it must "
        "be empty unless DEBUG=true"
    )

# Where a CDN gets the addresses that it must forget, from `api.push.cdn`.
CDN_PURGE_URL = env.str("CDN_PURGE_URL", default="")
if CDN_PURGE_URL:
    _cdn = urlsplit(CDN_PURGE_URL)
    _is_test = _cdn.scheme == "http" and _cdn.hostname in WEBHOOK_TEST_HOSTS
    if not _cdn.hostname or not (_cdn.scheme == "https" or _is_test):
        raise ImproperlyConfigured(
            "CDN_PURGE_URL must be https://token:KEY@HOST/PATH, or empty where there is no CDN"
        )
