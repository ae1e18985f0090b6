"""Settings of the yardstick: the same site and data behind Wagtail's stock middleware.

The API that is measured runs with `config.settings`, exactly as it is shipped.
"""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS as SITE_APPS

INSTALLED_APPS = ["benchmarks.yardstick", "wagtail.api.v2", "wagtail.api.v3", *SITE_APPS]
ROOT_URLCONF = "benchmarks.yardstick.urls"
# What `wagtail start` writes into a new project.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # its app does not start without
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
# REST framework's own defaults are what Wagtail's API v2 is written for.
REST_FRAMEWORK = {}
