"""Settings of every environment: safe by default, changed by environment variables alone.

`.env.example` lists each variable with its default. There is no tree of settings modules;
`tests/settings.py` imports this file and pins values.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from config import databases, process

ROOT = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
# As some editors write it, with a mark of its encoding at the beginning.
environ.Env.read_env(ROOT / ".env", encoding="utf-8-sig")

# --- Identity and safety ---------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. `make run` writes one into .env; elsewhere set it to the output "
        "of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# Absolute addresses come from here, never from the Host header of a request.
BASE_URL = (
    env.str("BASE_URL", default="") or f"http://127.0.0.1:{env.int('PORT', default=8000)}"
).rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
_base = urlsplit(BASE_URL)
if _base.scheme not in {"http", "https"} or not _base.hostname or _base.path:
    raise ImproperlyConfigured(
        f"BASE_URL is {BASE_URL!r}. It must be a scheme and a host, such as https://example.org"
    )
HTTPS = _base.scheme == "https"

# The loopback names are for health checks; a Host header never becomes part of an answer.
ALLOWED_HOSTS = [_base.hostname, "127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS += env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the CMS shows previews in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # … which is why it is not DENY

_SELF = "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_SELF],
        "img-src": [_SELF, "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": [_SELF],
        "form-action": [_SELF],
        "frame-ancestors": [_SELF],
    }
}

# --- Applications ------------------------------------------------------------------------------

INSTALLED_APPS = [
    "api",
    "home",
    "news",
    "forums",
    "translation",
    "cms",
    "core",
    "wagtail_localize",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "api.middleware.ApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.health.probes.LivenessMiddleware",
    "cms.middleware.CmsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.language.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.privacy.current_user.CurrentUserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.addresses.middleware.PublicRedirectMiddleware",
    "core.publication.middleware.PublicationMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.public.context.site_chrome",
            ],
        },
    }
]

# --- Data --------------------------------------------------------------------------------------

VAR = Path(env.str("DATA_DIR", default="") or ROOT / "var")
try:
    VAR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"DATA_DIR is {str(VAR)!r}. It must be a folder that can be written to ({error.strerror})"
    ) from error

DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES = {
    "default": databases.configured(
        env.db_url_config(DATABASE_URL)
        if DATABASE_URL
        # Not by an address: a path may hold what means something else there, such as # and ?.
        else {"ENGINE": "django.db.backends.sqlite3", "NAME": str(VAR / "site.sqlite3")},
        answers_requests=process.answers_requests,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis is a cache and nothing else: what must not be lost is in the database. A request waits for
# it once at most; then `core.databases.redis` leaves it alone for some seconds.
REDIS_URL = env.str("REDIS_URL", default="")
REDIS_CACHE: dict[str, object] = {
    "BACKEND": "django_redis.cache.RedisCache",
    "LOCATION": REDIS_URL,
    "KEY_PREFIX": "icssi",
    "OPTIONS": {
        "REDIS_CLIENT_CLASS": "core.databases.redis.OptionalRedis",
        "IGNORE_EXCEPTIONS": True,
        "SOCKET_CONNECT_TIMEOUT": 0.2,
        "SOCKET_TIMEOUT": 0.2,
    },
}
CACHES = {
    "default": (
        REDIS_CACHE if REDIS_URL else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# Search and reference indexing run inside the transaction that saves a page; only work that may
# wait (rendering after a fan-out, picture sizes) goes to the queue that `manage.py work` empties.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

# --- Files -------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o640
# Translations that are uploaded are not public: the first of these keeps them off the disk.
FILE_UPLOAD_HANDLERS = [
    "translation.offline.uploading.MemoryHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long StreamField posts thousands of small fields

WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif", "heic"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.photo_forms.PhotoForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "png", "avif": "jpeg", "heic": "jpeg"}
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

# --- Languages ---------------------------------------------------------------------------------

USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Baghdad"
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("ar", "العربية")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [ROOT / "site" / "locale"]
FORMAT_MODULE_PATH = ["core.language.formats"]
ARABIC_INDIC_DIGITS = env.bool("ARABIC_INDIC_DIGITS", default=False)  # in dates on Arabic pages
WAGTAIL_I18N_ENABLED = True

# A translation is published by a person, never by the act of submitting it, and deleting a page
# never deletes the work of a translator.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

# A LibreTranslate server of one's own, from which translators may ask for suggestions. Unpublished
# stories go there, so there is no default, and the public service is refused.
LIBRETRANSLATE_URL = env.str("LIBRETRANSLATE_URL", default="").rstrip("/")
LIBRETRANSLATE_API_KEY = env.str("LIBRETRANSLATE_API_KEY", default="")
_seconds = env.str("LIBRETRANSLATE_TIMEOUT", default="30")
_server = re.fullmatch(
    r"https?://(\[[0-9a-f:]+\]|[\w.-]+)(:\d{1,5})?(/[\w./~-]*)?", LIBRETRANSLATE_URL, re.ASCII
)
if LIBRETRANSLATE_URL and not _server:
    raise ImproperlyConfigured(
        "LIBRETRANSLATE_URL must be empty, or the address of a LibreTranslate server without a "
        "name or password in it, such as http://127.0.0.1:5000"
    )
if _server and f".{_server[1].lower()}".endswith(".libretranslate.com"):
    raise ImproperlyConfigured(
        "LIBRETRANSLATE_URL leads to the public service. Unpublished stories must not go to "
        "others; run a server of your own, as docs/operators.md says"
    )
if not _seconds.isdecimal() or not 1 <= int(_seconds) <= 300:
    raise ImproperlyConfigured(
        f"LIBRETRANSLATE_TIMEOUT is {_seconds!r}. It must be a number of seconds, from 1 to 300"
    )
LIBRETRANSLATE_TIMEOUT = int(_seconds)

# The hour, in TIME_ZONE, after which the worker sends the daily e-mail about translations.
_hour = env.str("TRANSLATION_DIGEST_HOUR", default="")
if _hour and not (_hour.isdecimal() and int(_hour) < 24):
    raise ImproperlyConfigured(
        f"TRANSLATION_DIGEST_HOUR is {_hour!r}. It must be empty, or an hour from 0 to 23"
    )
TRANSLATION_DIGEST_HOUR = int(_hour) if _hour else None

# --- The CMS -----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "ICSSI"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "link", "document-link", "ol", "ul"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from other hosts
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILREDIRECTS_AUTO_CREATE = False  # the shelf writes them, in the transaction that moves a page
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAIL_FINISH_WORKFLOW_ACTION = "translation.workflow.finish.publish_reviewed"
TAGGIT_CASE_INSENSITIVE = True

# --- People ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.accounts.sign_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.accounts.password_reset.PasswordResetForm"  # noqa: S105
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_validators = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _validators + "UserAttributeSimilarityValidator"},
    {"NAME": _validators + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _validators + "CommonPasswordValidator"},
    {"NAME": _validators + "NumericPasswordValidator"},
]

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# What is sent waits in the database for the worker, which alone asks the server.
EMAIL_TRANSPORT = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "core.background.email_queue.QueueBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"noreply@{_base.hostname}")

# --- The API -----------------------------------------------------------------------------------

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
        "api.document.with_chosen_fields",
        "api.document.with_headers",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
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
# How much of each process's memory kept answers may take; 0 keeps none.
API_CACHE_BYTES = env.int("API_CACHE_BYTES", default=4 * 1024 * 1024)

# --- Logs --------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # They write two lines for every page that is indexed and every task that is run.
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
