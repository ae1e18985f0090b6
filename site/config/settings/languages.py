"""The two languages, and what translators work with."""

import re

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import ROOT, env

USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Baghdad"
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("ar", "العربية")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("ar", "العربية")]
# Our own texts first; then ours in place of other packages' (scripts/packages_catalogue.py).
LOCALE_PATHS = [ROOT / "site" / "locale", ROOT / "site" / "locale_overrides"]
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
        "others; run a server of your own (docs/operators.md)"
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
