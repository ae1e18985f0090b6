"""The old sites, which this one takes over."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env
from config.settings.languages import LANGUAGES
from config.settings.safety import ALLOWED_HOSTS, BASE_URL
from moving.addresses.named import read_old_sites

_given = env.str("OLD_SITES", default="")
try:
    OLD_SITES = read_old_sites(_given, dict(LANGUAGES), {urlsplit(BASE_URL).netloc, *ALLOWED_HOSTS})
except ValueError as _error:
    raise ImproperlyConfigured(
        f"OLD_SITES is {_given!r}: {_error}. An example: "
        "en=http://www.old.example|http://old.example,ar=http://ar.old.example"
    ) from _error
