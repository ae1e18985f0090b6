"""Each person's own language for the CMS's screens.

It is stored in Wagtail's profile. The browser decides only at the first sign-in; afterwards a
cookie remembers it for the screens that are seen without being signed in.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.users.models import UserProfile

from core.addresses.base import CMS_PATH
from core.language.languages import DEFAULT_LANGUAGE, LANGUAGES

_REMEMBERED_SECONDS = 60 * 60 * 24 * 365
_SAFE = {"GET", "HEAD", "OPTIONS"}
_SPOKEN = "_staff_language"


def language_of_user(user: Any) -> str | None:
    """Return the language that somebody works in, or None for a stranger or no choice yet."""
    if not user.is_authenticated:
        return None
    chosen = getattr(getattr(user, "wagtail_userprofile", None), "preferred_language", "")
    return chosen if chosen in LANGUAGES else None


def language_of_browser(request: HttpRequest) -> str:
    """Return the language that a browser asks for, whoever used it before."""
    asking = HttpRequest()
    asking.META["HTTP_ACCEPT_LANGUAGE"] = request.headers.get("Accept-Language", "")
    found = translation.get_language_from_request(asking)[:2]
    return found if found in LANGUAGES else DEFAULT_LANGUAGE


def remember_first(request: HttpRequest) -> None:
    """Store the browser's language for somebody who signs in and has none yet."""
    profile = UserProfile.get_for_user(request.user)
    if not profile.preferred_language:
        profile.preferred_language = language_of_browser(request)
        profile.save(update_fields=["preferred_language"])


class StaffLanguageMiddleware:
    """Answers each request to the CMS in the language of whoever is signed in.

    Wagtail does so for most of its screens, but not for its error pages and scripts.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A form's token is checked before anybody is looked up.
        if request.method in _SAFE:
            _speak(request)
        response = self.get_response(request)
        lang = getattr(request, _SPOKEN, None)
        if lang is not None:
            response.headers.setdefault("Content-Language", lang)
            if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != lang:
                _remember(response, lang)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if request.method not in _SAFE:
            _speak(request)


def _speak(request: HttpRequest) -> None:
    """Switch to the language of whoever is signed in and has one."""
    lang = language_of_user(request.user) if request.path_info.startswith(CMS_PATH) else None
    if lang is not None:
        translation.activate(lang)
        request.LANGUAGE_CODE = lang
        setattr(request, _SPOKEN, lang)


def _remember(response: HttpResponse, lang: str) -> None:
    """Set the cookie, for the CMS alone: public pages take their language from their address."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        lang,
        max_age=_REMEMBERED_SECONDS,
        path=CMS_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
