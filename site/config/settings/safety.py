"""Identity of the site, and what protects it: keys, hosts, cookies, https, content policy."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env
from core.addresses.hosts import ascii_host, read_origin

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. `make run` writes one into .env; elsewhere set it to the output "
        "of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Encrypts what the database stores (`core.encryption`). Unlike SECRET_KEY it is never renewed.
DATA_KEY = env.str("DATA_KEY", default="")

# Absolute addresses come from here, never from the Host header of a request.
# Hosts may be written in Arabic letters; they are compared as browsers send them.
_given = env.str("BASE_URL", default="") or f"http://127.0.0.1:{env.int('PORT', default=8000)}"
try:
    BASE_URL = read_origin(_given)
except ValueError as _error:
    raise ImproperlyConfigured(f"BASE_URL is {_given!r}: {_error}.") from _error
_base = urlsplit(BASE_URL)
HTTPS = _base.scheme == "https"

# The loopback names are for health checks; a Host header never becomes part of an answer.
ALLOWED_HOSTS = [_base.netloc.removesuffix(f":{_base.port}")]
ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
try:
    ALLOWED_HOSTS += [ascii_host(name) for name in env.list("ALLOWED_HOSTS", default=[])]
    CMS_HOST = ascii_host(env.str("CMS_HOST", default=""))
except ValueError as _error:
    raise ImproperlyConfigured(
        f"ALLOWED_HOSTS or CMS_HOST holds what is no host: {_error}."
    ) from _error
# Behind the proxy that sends this name to the CMS; e-mails to staff lead there.
WAGTAILADMIN_BASE_URL = BASE_URL
if CMS_HOST:
    ALLOWED_HOSTS.append(CMS_HOST)
    _port = f":{_base.port}" if _base.port else ""
    WAGTAILADMIN_BASE_URL = f"{_base.scheme}://{CMS_HOST}{_port}"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Browsers refuse a cookie of such a name from a subdomain, for one, or without https.
_HOST_ONLY = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrftoken"
DEVICE_COOKIE_NAME = f"{_HOST_ONLY}device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "core.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
# Read by nginx; empty: certbot's. Here it is only named to whoever must renew it.
TLS_CERTIFICATE = env("TLS_CERTIFICATE", default="")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the CMS shows previews in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # … which is why it is not DENY

# For everything but the CMS, static files and errors included: what is not named is not loaded.
_SELF, _NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [_NONE],
        "script-src": [_SELF],
        "style-src": [_SELF],
        "img-src": [_SELF],
        "font-src": [_SELF],
        "connect-src": [_SELF],
        "manifest-src": [_SELF],
        "base-uri": [_NONE],
        "form-action": [_SELF],
        "frame-ancestors": [_SELF],
        # `core.public.policy_reports`: the path, and the name of it that newer browsers ask for.
        "report-uri": "/csp-report/",
        "report-to": "csp",
    }
}
