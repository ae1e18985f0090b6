"""Browsers: what people call them, and whether somebody signed in with one before.

A browser with which somebody signed in holds a signed cookie that names them, for a year. It opens
nothing: `sign_in` only counts wrong passwords from it apart from those of strangers.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.addresses.base import CMS_PATH
from core.models import User

YEAR = 60 * 60 * 24 * 365
# Browsers that several people share; who signed in longest ago is forgotten first.
_MOST_PEOPLE = 5
_SALT = "cms.accounts.devices"
# The first that is found counts: most browsers also claim to be those that were there before.
_BROWSERS = (
    ("edge", r"Edg(e|A|iOS)?/"),
    ("opera", r"OPR/|Opera"),
    ("samsung", r"SamsungBrowser/"),
    ("firefox", r"Firefox/|FxiOS/"),
    ("chrome", r"Chrome/|CriOS/|Chromium/"),
    ("safari", r"Safari/"),
)
_SYSTEMS = (
    ("android", r"Android"),
    ("ios", r"iPhone|iPad|iPod"),
    ("windows", r"Windows"),
    ("macos", r"Macintosh|Mac OS"),
    ("chromeos", r"CrOS"),
    ("linux", r"Linux|X11"),
)
_BROWSER_NAMES = {
    "edge": _("Edge"),
    "opera": _("Opera"),
    "samsung": _("Samsung Internet"),
    "firefox": _("Firefox"),
    "chrome": _("Chrome"),
    "safari": _("Safari"),
}
_SYSTEM_NAMES = {
    "android": _("an Android device"),
    "ios": _("an iPhone or iPad"),
    "windows": _("Windows"),
    "macos": pgettext_lazy("computer", "a Mac"),
    "chromeos": _("a Chromebook"),
    "linux": _("Linux"),
}


def kind_of(request: HttpRequest) -> tuple[str, str]:
    """Return codes of the browser and of the system that sent a request; "" if unknown."""
    agent = request.headers.get("User-Agent", "")[:1000]
    return _found(_BROWSERS, agent), _found(_SYSTEMS, agent)


def _found(kinds: Sequence[tuple[str, str]], agent: str) -> str:
    return next((kind for kind, pattern in kinds if re.search(pattern, agent)), "")


def name_of(browser: str, system: str) -> str:
    """Return what people call a browser on a system, in the language of the moment."""
    names = {
        "browser": _BROWSER_NAMES.get(browser, gettext("Another browser")),
        "system": _SYSTEM_NAMES.get(system, gettext("an unknown device")),
    }
    return gettext("%(browser)s on %(system)s") % names


def known_device(request: HttpRequest, email: str) -> str | None:
    """Return the id of the browser if whoever has this address signed in with it before."""
    content = _content(request)
    if not content:
        return None
    people = User.objects.filter(pk__in=content["people"], email__iexact=email)
    return str(content["device"]) if people.exists() else None


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Have the browser hold that this user signed in with it."""
    content = _content(request) or {"device": get_random_string(22), "people": []}
    others = [pk for pk in content["people"] if pk != user.pk]
    content["people"] = [*others, user.pk][-_MOST_PEOPLE:]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(content, salt=_SALT),
        max_age=YEAR,
        path="/" if settings.SESSION_COOKIE_SECURE else CMS_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _content(request: HttpRequest) -> dict[str, Any] | None:
    """Return the id of the browser and the ids of people, or None if there is no such cookie."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        return dict(signing.loads(cookie, salt=_SALT, max_age=YEAR)) if cookie else None
    except signing.BadSignature:
        return None
